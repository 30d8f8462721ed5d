"""The slider over the days of the ledger in a real browser: by keyboard, the map follows."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from geo.data_folder import SHIPPED
from geo.ledger import Act, Edit
from geo.store import open_store
from tools.headless import running

pytestmark = pytest.mark.browser

ITEM, FIRST = "P5-1-02", datetime(2024, 3, 1, 4, tzinfo=UTC)
STEP = ".st-key-as-of-step input[type=range]"
DASHES = """(id) => { let dash = null; map.eachLayer((l) => {
  const p = l.feature && l.feature.properties;
  if (p && p.id === id && l.options) dash = l.options.dashArray; }); return dash; }"""


@pytest.fixture
def told(tmp_path, visit):
    """A page by state on a ledger with an item that was 前期, 在建 and 投用 on three days."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    store = open_store(SHIPPED, {"PLANMAP_STORE": url})
    with closing(store.writable()):
        for day, status in ((0, "前期"), (30, "在建"), (90, "投用")):
            act = Act("张三", FIRST + timedelta(days=day), "月报")
            store.write(Edit("projects", ITEM, {"status": status}, act))
    with running(told={"PLANMAP_STORE": url}) as (origin, _):
        yield visit(origin).open("?by=按状态")


def test_the_keyboard_moves_map_and_words_through_the_days(told):
    told.settle()
    told.frame().evaluate("window.__tag = 1")
    assert told.frame().evaluate(DASHES, ITEM) == ""
    told.page.locator(STEP).focus()
    for name, dash in (("2024-05-30", ""), ("2024-03-31", "11 5"), ("2024-03-01", "5 5")):
        told.page.keyboard.press("ArrowLeft")
        told.page.locator(".pm-past").get_by_text(f"台账截至 {name}").wait_for()
        told.settle()
        assert told.frame().evaluate(DASHES, ITEM) == dash
        assert told.page.locator(STEP).evaluate("(e) => e === document.activeElement")
    legend = told.page.locator(".pm-legend").inner_text()
    assert "前期 1" in legend
    assert "投用" not in legend
    told.page.get_by_role("button", name="回到现在").click()
    told.settle()
    assert told.frame().evaluate(DASHES, ITEM) == ""
    assert told.page.locator(".pm-past").count() == 0
    assert told.frame().evaluate("window.__tag") == 1, "the map stays as it was"
    assert told.errors == []
