"""Two people at two servers on one ledger: they meet on one item, settle it, review and take back."""

from contextlib import ExitStack

import pytest

from geo.ledger import Ledger
from tools.headless import running

pytestmark = pytest.mark.browser

ITEM = "P5-1-01"
SEL = f"?sel=roads:{ITEM}"


@pytest.fixture
def people(visit, tmp_path):
    """Pages of two people, each on a machine of his own, and the ledger that they share."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    with ExitStack() as open_:
        pages = []
        for name in ("王晓明", "李芳"):
            home = tmp_path / name
            home.mkdir()
            (home / "name.txt").write_text(name, "utf-8")
            (home / "installation.toml").write_text("review = true\n", "utf-8")
            told = {"PLANMAP_STORE": url, "PLANMAP_HOME": str(home)}
            origin, _ = open_.enter_context(running(told=told))
            pages.append(visit(origin).open(SEL))
            pages[-1].settle()
        ledger = Ledger(url)
        yield *pages, ledger
        ledger.close()


def press(seen, key):
    seen.page.locator(f".st-key-{key} button").first.click()
    seen.settle()


def fill(seen, field, text):
    box = seen.page.locator(f'[class*="st-key-entry-typed-{ITEM}-{field}"]').locator(
        "input, textarea"
    )
    box.fill(text)
    box.press("Tab")
    seen.settle()


def choose(seen, field, option):
    box = seen.page.locator(f".st-key-entry-typed-{ITEM}-{field}")
    seen.unfold(box)
    seen.page.get_by_role("option", name=option, exact=True).click()
    seen.settle()


def test_two_people_meet_on_one_item(people):
    wang, li, ledger = people
    for seen, status in ((wang, "在建"), (li, "停缓建")):
        press(seen, "card-enter")
        choose(seen, "status", status)
        fill(seen, "-why", "月度调度")
    fill(li, "remark", "征迁未完成")
    press(wang, "entry-save")
    assert ledger.change(1).by == "王晓明"

    press(li, "entry-save")  # meets the other value
    dialog = li.page.get_by_role("dialog")
    dialog.wait_for()
    said = dialog.inner_text()
    assert "停缓建" in said
    assert "在建" in said
    assert "王晓明" in said
    dialog.get_by_text("用我的", exact=True).click()
    li.settle()
    press(li, "clash-write")
    written = {each.field: each.after for each in ledger.change(2).fields}
    assert written == {"status": "停缓建", "remark": "征迁未完成"}
    assert ledger.change(2).fields[1].base == 1

    wang.page.locator(".pm-card").get_by_text("停缓建").wait_for()  # told without a press
    wang.panel("留痕")
    press(wang, "change-return-2")
    word = wang.page.locator(".st-key-history-word-2 input")
    word.fill("请附停工通知")
    word.press("Tab")
    wang.settle()
    press(wang, "change-sure-2")
    assert ledger.change(2).review == "退回"
    assert ledger.change(3).kind == "return"

    li.panel("留痕")
    li.page.get_by_text("请附停工通知").first.wait_for()
    press(li, "change-accept-1")
    press(li, "change-sure-1")
    assert ledger.change(1).review == "通过"
    assert not (wang.errors or li.errors)
    assert not (wang.outside or li.outside)
