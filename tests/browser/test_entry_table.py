"""填报表 in a browser: a block copied from a spreadsheet is pasted, compared, mended and saved."""

import pytest

from geo.ledger import Ledger
from tools.headless import running

pytestmark = pytest.mark.browser

ROWS = (
    ("编号", "状态", "形象进度", "总投资（亿元）", "经办人"),
    ("P5-1-01", "在建", "35%", "1.2", "甲"),
    ("P5-1-02", "已完工", "100", "", "乙"),
)


@pytest.fixture
def desk(visit, tmp_path):
    """The section of somebody on a machine of his own, and the ledger behind it."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    (tmp_path / "name.txt").write_text("王晓明", "utf-8")
    told = {"PLANMAP_STORE": url, "PLANMAP_HOME": str(tmp_path)}
    with running(told=told) as (origin, _):
        seen = visit(origin)
        seen.page.goto(f"{origin}/ledger?section=填报表")
        seen.page.locator('[class*="st-key-entry-sheet"] canvas').first.wait_for()
        seen.settle()
        ledger = Ledger(url)
        yield seen, ledger
        ledger.close()


def press(seen, key):
    seen.page.locator(f".st-key-{key} button").first.click()
    seen.settle()


def fill(seen, key, text):
    box = seen.page.locator(f".st-key-{key}").locator("input, textarea").first
    box.fill(text)
    box.blur()
    seen.settle()


def values(ledger):
    state = ledger.state("projects")
    pairs = zip(state["item"], state["field"], strict=True)
    return dict(zip(pairs, state["value"], strict=True))


def test_a_block_is_pasted_typed_over_and_saved(desk):
    seen, ledger = desk
    seen.page.get_by_text("从 Excel 粘贴", exact=True).click()
    fill(seen, "table-paste", "\n".join("\t".join(row) for row in ROWS))
    press(seen, "entry-paste-read")
    seen.page.get_by_text("没有认出的列“经办人”").wait_for()
    assert ledger.version() == 0
    press(seen, "entry-paste-take")
    seen.page.get_by_text("其中 1 格不能写入").wait_for()
    fill(seen, "table-why", "5 月月报")
    press(seen, "entry-table-save")
    seen.page.get_by_text("请先改正标出的格").wait_for()
    assert ledger.version() == 0

    pick = seen.page.locator('[class*="st-key-entry-changes"]').first  # the wrong one stands first
    pick.scroll_into_view_if_needed()
    box = pick.bounding_box()
    seen.page.mouse.click(box["x"] + 16, box["y"] + 54)
    seen.settle()
    press(seen, "entry-cells-drop")
    press(seen, "entry-table-save")
    seen.page.get_by_text("已写入台账").wait_for()
    assert values(ledger) == {
        ("P5-1-01", "status"): "在建",
        ("P5-1-01", "progress"): 35.0,
        ("P5-1-01", "total_unsplit"): 12_000.0,
        ("P5-1-02", "progress"): 100.0,
    }
    assert (seen.errors, seen.outside) == ([], [])
