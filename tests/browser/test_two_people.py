"""Two people at two servers on one ledger: they meet on one item, settle it, review, take back."""

from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import TimeoutError as LateError

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
    both_fill_in(wang, li)
    press(wang, "entry-save")
    assert ledger.change(1).by == "王晓明"
    press(li, "entry-save")  # meets the other value
    settle(li)
    written = {each.field: (each.after, each.base) for each in ledger.change(2).fields}
    assert written == {"status": ("停缓建", 1), "remark": ("征迁未完成", 0)}

    wang.page.locator(".pm-card").get_by_text("停缓建").wait_for()  # told without a press
    wang.panel("留痕")
    judge(wang, "return", 2, "请附停工通知")
    assert [each.kind for each in ledger.history()] == ["edit", "edit", "return"]

    li.panel("留痕")
    li.page.get_by_text("请附停工通知").first.wait_for()
    judge(li, "accept", 1)
    judge(li, "redo", 3, "通知已附")
    assert [each.review for each in ledger.history()] == ["通过", "退回", "", "草稿"]
    for seen in (wang, li):
        assert (seen.errors, seen.outside) == ([], [])


def both_fill_in(wang, li):
    for seen, status in ((wang, "在建"), (li, "停缓建")):
        press(seen, "card-enter")
        choose(seen, "status", status)
        fill(seen, "-why", "月度调度")
    fill(li, "remark", "征迁未完成")


def settle(seen):
    """Take one's own value where both are shown."""
    dialog = seen.page.get_by_role("dialog")
    for _ in range(3):  # on a busy machine a run that news asked for may take the press
        with suppress(LateError):
            dialog.wait_for(timeout=15_000)
            break
        press(seen, "entry-save")
    said = dialog.inner_text()
    assert [word for word in ("停缓建", "在建", "王晓明") if word not in said] == []
    dialog.get_by_text("用我的", exact=True).click()
    seen.settle()
    press(seen, "clash-write")


def judge(seen, act, seq, word=""):
    press(seen, f"change-{act}-{seq}")
    box = seen.page.locator(f".st-key-history-word-{seq} input")
    box.fill(word)
    box.press("Tab")
    seen.settle()
    press(seen, f"change-sure-{seq}")
