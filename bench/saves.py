"""From a saved place to the map that shows it, beside a click on a filter: `python -m bench.saves`.

The save is the whole of it: checked, written to the store as surely as it will be, the page run,
the map drawn. Both are measured on one page of one server, by turns, so that their ratio holds when
the machine's speed drifts.
"""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page

from bench.clicks import CLICK, COUNT, first_map_s, launched
from bench.markdown import markdown
from geo.data_folder import SHIPPED
from geo.ledger import Act, Edit, Value
from geo.plan_data import PlanData
from geo.store import PlanStore, open_store
from tools.headless import running

_WARM, _REST_MS = 4, 900
_FILTER, _AGAIN = "专栏8", "更新页面"
_PLACES = ("POINT (115.91 28.62)", None)
"""Of an item in turn: it comes and goes, so that the map tells when it is drawn."""


def main() -> None:
    """Measure by turns; print the table."""
    parser = argparse.ArgumentParser(description="a save beside a click on a filter")
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory(prefix="saves-") as folder, closing(launched()) as browser:
        told = {"PLANMAP_STORE": str(Path(folder) / "ledger.sqlite")}
        store = open_store(SHIPPED, told)
        with running(told=told) as (origin, _):
            page, _ = first_map_s(browser, origin)
            rows = _rows(*_measured(page, store, rounds))
    for row in markdown(rows):
        print(row)  # noqa: T201 - a command's output


def _measured(page: Page, store: PlanStore, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of clicks, and of saves."""
    published = store.published()
    page.wait_for_timeout(3000)
    clicks, saves = [], []
    for turn in range(rounds + _WARM):
        clicks.append(float(page.evaluate(CLICK, [_FILTER, COUNT])))
        page.wait_for_timeout(_REST_MS)
        if turn % 2:  # without the filter: every other save would be hidden by it
            saves += [_save_ms(page, store, published, place) for place in _PLACES]
    return clicks[_WARM:], saves[_WARM:]


def _save_ms(page: Page, store: PlanStore, published: PlanData, place: str | None) -> float:
    told: dict[str, Value] = {"geometry": place}
    told |= {"basis": "教育局函", "accuracy_m": 50} if place else {}
    act = Act("甲", datetime.now(UTC), "会议确定")
    begun = perf_counter()
    store.write(Edit("projects", "P8-1-06", told, act), published)
    written_ms = (perf_counter() - begun) * 1e3
    drawn_ms = float(page.evaluate(CLICK, [_AGAIN, COUNT]))
    page.wait_for_timeout(_REST_MS)
    return written_ms + drawn_ms


def _rows(clicks: list[float], saves: list[float]) -> list[tuple[str, ...]]:
    click, save = median(clicks), median(saves)
    return [
        ("measure", "aim", "this app"),
        ("filter click to drawn, median, ms", "-", f"{click:.0f}"),
        ("save to drawn, median, ms", "-", f"{save:.0f}"),
        ("save / click", "≤ 1.2", f"{save / click:.2f}"),
    ]


if __name__ == "__main__":
    main()
