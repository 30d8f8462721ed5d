"""Print how fast the slider moves the page through the days of a ledger: `python -m bench.days`."""

import argparse
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page

from bench.boards_data import fill
from bench.clicks import launched
from bench.markdown import markdown
from bench.timing import Row, spoken
from geo.data_folder import SHIPPED
from geo.ledger import Ledger
from geo.plan_data import load_plan
from tools.headless import running
from tools.visit import begin

_STEPS = 12
_HEAD = Row("work", "aim", "ours", "a filter click on the same page")
_THUMB = ".st-key-as-of-step input[type=range]"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="bench.days", description=__doc__)
    parser.add_argument("--months", type=int, default=60)
    asked = parser.parse_args()
    with ExitStack() as open_:
        folder = Path(open_.enter_context(TemporaryDirectory(prefix="planmap-bench-")))
        url = f"sqlite:///{folder / 'ledger.sqlite'}"
        with closing(Ledger(url)) as ledger:
            fill(ledger, load_plan(SHIPPED), asked.months)
            entries = len(ledger.entries("projects"))
        origin, _ = open_.enter_context(running(told={"PLANMAP_STORE": url}))
        seen = begin(open_.enter_context(closing(launched())), origin)
        seen.open("?by=按时限").settle()
        for line in markdown([_HEAD, *_rows(seen.page, entries)]):
            print(line)  # noqa: T201 - a command's output


def _rows(page: Page, entries: int) -> list[Row]:
    page.locator(_THUMB).focus()
    _step(page, "ArrowLeft")  # what is read once is read before anything counts
    first = [_step(page, "ArrowLeft") for _ in range(_STEPS)]
    again = [_step(page, "ArrowRight") for _ in range(_STEPS)]
    click = _told([_filtered(page) for _ in range(_STEPS // 2)])
    return [
        Row(f"{entries:,} entries: a step to another day, map and words", "-", _told(first), click),
        Row("a step to a day already seen", "-", _told(again), click),
    ]


def _step(page: Page, key: str) -> float:
    """Seconds from the press of a key until the page says the day to which it led."""
    begun = perf_counter()
    page.keyboard.press(key)
    thumb = page.locator(_THUMB)
    day = thumb.get_attribute("aria-valuetext")
    page.locator(".pm-past").get_by_text(f"台账截至 {day}").wait_for()
    took = perf_counter() - begun
    page.wait_for_timeout(300)
    return took


def _filtered(page: Page) -> float:
    """Seconds from the press of a value of the filter until the page says it; it is taken off."""
    page.locator(".st-key-chips").wait_for()
    begun = perf_counter()
    page.get_by_role("button", name="专栏5", exact=True).click()
    chip = page.locator(".st-key-chips").get_by_text("专栏：专栏5")
    chip.wait_for()
    took = perf_counter() - begun
    chip.click()
    chip.wait_for(state="detached")
    page.wait_for_timeout(300)
    return took


def _told(times: list[float]) -> str:
    return f"{spoken(median(times))}, at most {spoken(max(times))}"


if __name__ == "__main__":
    main()
