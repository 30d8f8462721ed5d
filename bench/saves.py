"""From a saved place to the map that shows it, beside a click on a filter: `python -m bench.saves`.

A save is the whole of it: checked, written to the store as surely as it will be, the page run, the
map drawn; once written by another process and drawn by a press, once pressed in the form 落图. What
another process writes is drawn without a press, too. All are measured on pages of one server, by
turns, so that their ratios hold when the machine's speed drifts.
"""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, Page

from bench.clicks import CLICK, COUNT, first_map_s, launched
from bench.markdown import markdown
from geo.data_folder import SHIPPED
from geo.ledger import Act, Edit, Value
from geo.plan_data import PlanData
from geo.store import PlanStore, open_store
from tools import postgresql
from tools.headless import running
from tools.visit import Visit, begin

_WARM, _REST_MS = 4, 900
_FILTER, _AGAIN = "专栏8", "更新页面"
_ITEM = "P8-1-06"
_SAVE = ".st-key-placing-save button"
_FIELDS = {"basis": "教育局函所附平面图", "accuracy": "50", "document": "教育局函"}

_PRESSED = """([save, id]) => new Promise((done) => {
  const drawn = () => { const f = document.querySelector("iframe[title*=st_folium]");
    const m = f && f.contentWindow.map; if (!m || !m._layers) return "";
    const found = Object.values(m._layers).find((l) => l.feature && l.feature.properties.id === id);
    return found ? JSON.stringify(found.feature.geometry) : ""; };
  const was = drawn(), start = performance.now();
  document.querySelector(save).click();
  (function look() {
    const now = drawn();
    if (now && now !== was) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) done(-1);
    else requestAnimationFrame(look);
  })();
})"""
"""Milliseconds from a press to the map on which an item has another place."""

_PLACES = ("POINT (115.91 28.62)", None)
"""Of an item in turn: it comes and goes, so that the map tells when it is drawn."""


def main() -> None:
    """Measure by turns; print the table."""
    parser = argparse.ArgumentParser(description="a save beside a click on a filter")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--postgresql", action="store_true", help="with a server of its own")
    options = parser.parse_args()
    with (
        TemporaryDirectory(prefix="saves-") as folder,
        closing(launched()) as browser,
        _database() if options.postgresql else nullcontext("") as url,
    ):
        (Path(folder) / "name.txt").write_text("王晓明", "utf-8")
        told = {
            "PLANMAP_STORE": url or str(Path(folder) / "ledger.sqlite"),
            "PLANMAP_HOME": folder,
        }
        store = open_store(SHIPPED, told)
        with running(told=told) as (origin, _):
            page, _ = first_map_s(browser, origin)
            clicks, saves = _measured(page, store, options.rounds)
            news = _news(page, store, options.rounds)
            page.close()
            forms = _forms(browser, origin, store, options.rounds)
    for row in markdown(_rows(clicks, saves, news, forms)):
        print(row)  # noqa: T201 - a command's output


@contextmanager
def _database() -> Iterator[str]:
    """URL of an empty database on a server that is started for it."""
    with postgresql.running() as server:
        yield server.database()


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
    begun = perf_counter()
    store.write(_edit(place), published)
    written_ms = (perf_counter() - begun) * 1e3
    drawn_ms = float(page.evaluate(CLICK, [_AGAIN, COUNT]))
    page.wait_for_timeout(_REST_MS)
    return written_ms + drawn_ms


def _edit(place: str | None) -> Edit:
    told: dict[str, Value] = {"geometry": place}
    told |= {"basis": "教育局函", "accuracy_m": 50} if place else {}
    return Edit("projects", _ITEM, told, Act("甲", datetime.now(UTC), "会议确定"))


def _news(page: Page, store: PlanStore, rounds: int) -> list[float]:
    """Milliseconds from a change by another process to the map that shows it by itself."""
    published, times = store.published(), []
    for turn in range(2 * (rounds // 2)):
        page.wait_for_timeout(2 * _REST_MS + 170 * (turn % 7))  # at any time between two questions
        before = page.evaluate(COUNT)
        begun = perf_counter()
        store.write(_edit(_PLACES[turn % 2]), published)
        page.wait_for_function(f"(was) => ({COUNT})() > 0 && ({COUNT})() !== was", arg=before)
        times.append((perf_counter() - begun) * 1e3)
    return times


def _forms(browser: Browser, origin: str, store: PlanStore, rounds: int) -> list[float]:
    """Milliseconds from 保存 in the form 落图 to the map that shows what was drawn."""
    seen = begin(browser, origin).open(f"?sel=education:{_ITEM}")
    seen.settle()
    seen.page.locator(".st-key-card-place button").first.click()
    seen.settle()
    times = []
    for turn in range(rounds + _WARM):
        _fill(seen, turn)
        times.append(float(seen.page.evaluate(_PRESSED, [_SAVE, _ITEM])))
        seen.settle()
        store.write(_edit(None), store.published())
        seen.page.get_by_text("40 项未落图").wait_for()
        seen.settle()
    seen.page.context.close()
    return times[_WARM:]


def _fill(seen: Visit, turn: int) -> None:
    """Draw a point where none was, and give what the form asks for."""
    page = seen.page
    page.locator(".st-key-placing-draw button").first.click()
    seen.settle()
    seen.click_map(200 + 9 * turn, 300)
    page.keyboard.press("Enter")
    seen.settle()
    for field, words in (_FIELDS | {"why": f"第 {turn} 次"}).items():
        box = page.locator(f".st-key-placing-{field}-projects-{_ITEM}").locator("input, textarea")
        box.first.fill(words)
        page.keyboard.press("Tab")
        seen.settle()


def _rows(
    clicks: list[float], saves: list[float], news: list[float], forms: list[float]
) -> list[tuple[str, ...]]:
    click, save, form = median(clicks), median(saves), median(forms)
    return [
        ("measure", "aim", "this app"),
        ("filter click to drawn, median, ms", "-", f"{click:.0f}"),
        ("save by another process, pressed, to drawn, median, ms", "-", f"{save:.0f}"),
        ("that save / click", "≤ 1.2", f"{save / click:.2f}"),
        ("save in the form to drawn, median, ms", "-", f"{form:.0f}"),
        ("save in the form / click", "≤ 1.2", f"{form / click:.2f}"),
        ("another's save, drawn without a press, median, ms", "-", f"{median(news):.0f}"),
        ("the same, slowest of all, ms", "≤ 2000", f"{max(news):.0f}"),
    ]


if __name__ == "__main__":
    main()
