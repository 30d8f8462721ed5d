"""News of what others write never swallows a press or what is typed."""

import re
import threading
from datetime import UTC, datetime

import pytest

from geo.ledger import Act, Edit, Ledger
from tools.headless import running

pytestmark = pytest.mark.browser

ITEM = "P5-1-01"
PANELS = ("统计", "未落图", "留痕", "项目表")
SCOPES = ("所选", "交换", "全部")


@pytest.fixture
def busy(visit, tmp_path):
    """A page on a ledger into which another program writes every 300 ms."""
    store = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    (tmp_path / "name.txt").write_text("王晓明", "utf-8")
    ended = threading.Event()

    def write():
        ledger = Ledger(store)
        for number in range(1, 1_000):
            act = Act("李芳", datetime.now(UTC), "月度调度")
            ledger.write(Edit("projects", "P8-1-02", {"progress": float(number % 100)}, act), {})
            if ended.wait(0.3):
                break
        ledger.close()

    with running(told={"PLANMAP_STORE": store, "PLANMAP_HOME": str(tmp_path)}) as (origin, _):
        seen = visit(origin).open(f"?sel=roads:{ITEM}")
        seen.settle()
        other = threading.Thread(target=write)
        other.start()
        yield seen
        ended.set()
        other.join()


def press(seen, where, words):
    """Press an option; it is chosen, and still is once the page has heard of news."""
    option = seen.page.locator(f".st-key-{where} button").filter(
        has_text=re.compile(rf"^\s*{words}")
    )
    option.click()
    seen.until(lambda: option.get_attribute("aria-checked") == "true")
    seen.page.wait_for_timeout(700)
    assert option.get_attribute("aria-checked") == "true", words


def test_every_press_and_every_letter_counts(busy):
    busy.page.locator(".st-key-card-enter button").click()
    box = busy.page.locator(f".st-key-entry-typed-{ITEM}-remark textarea")
    box.wait_for()
    box.press_sequentially("征迁完成，桩基施工中", delay=250)
    assert box.input_value() == "征迁完成，桩基施工中"
    box.press("Tab")
    for _ in range(3):
        for panel in PANELS:
            press(busy, "panel", panel)
            for scope in SCOPES if panel == "留痕" else ():
                press(busy, "history-of", scope)
    assert box.input_value() == "征迁完成，桩基施工中"
    busy.page.locator(".st-key-entry-drop button").click()
    box.wait_for(state="detached")
    assert (busy.errors, busy.outside) == ([], [])
