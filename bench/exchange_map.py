"""From a press of 读入并上图 to the map that shows the points, in a real browser."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLong

from bench.clicks import first_map_s, launched
from bench.exchange_data import POINTS, district
from bench.timing import Row, spoken, timed
from geo.importing.layer_reading import read
from geo.importing.model import Asked
from layers.drawable import drawable
from layers.imported import families, spec_of
from layers.palettes import STANDARD
from layers.styles import palette, styles_of
from layers.web_map import Drawing, scene
from tools.headless import memory_mb, running

AIM = "<= 1 s"
_FEW = 10_000

OWN = """() => { const f = document.querySelector("iframe[title*=st_folium]");
  const m = f && f.contentWindow.map; if (!m || !m._layers) return 0;
  return Object.values(m._layers).reduce((n, l) => n + (l.pmCount
    || (l.feature && String(l.feature.properties.layer).startsWith("own-") ? 1 : 0)), 0); }"""
"""Imported features on the map: a layer of its own each, or counted by one that draws many."""

PRESS = """([own, wanted]) => {
  const seen = eval(own), start = performance.now(), buttons = document.querySelectorAll("button");
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  [...buttons].find((b) => b.textContent.trim() === "读入并上图").click();
  (function look() {
    if (seen() >= wanted) painted(() => { window.pmTook = performance.now() - start; });
    else requestAnimationFrame(look);
  })();
}"""

_PATIENCE_S = 60


class _Shown(NamedTuple):
    """Seconds from the press to the map, None if it did not come; MB of the server then."""

    seconds: float | None
    server_mb: float


def rows(files: dict[str, Path], *, browser: bool) -> Iterator[Row]:
    """Yield the work of the server alone, step by step, and what a planner waits."""
    steps = list(_steps(files["GB18030"]))
    total = sum(seconds for _, seconds in steps)
    parts = ", ".join(f"{name} {spoken(seconds)}" for name, seconds in steps)
    yield Row(
        "200 000 CSV points to the map, server alone", AIM, spoken(total), f"of which {parts}"
    )
    if browser:
        with closing(launched()) as opened:
            for count in (_FEW, POINTS):
                yield _in_browser(opened, _cut(files["GB18030"], count), count)


def _steps(path: Path) -> Iterator[tuple[str, float]]:
    took, done = timed(lambda: read(path, path.name, Asked(district_ll=district())))
    yield "read", took
    took, parts = timed(lambda: families(done.frame_ll.assign(name=done.frame_ll["名称"])))
    yield "parted", took
    ((family, frame),) = parts.items()
    spec = spec_of("x", "点", family, list(frame.columns), 0)
    took, items = timed(lambda: drawable(frame, spec))
    yield "items", took
    drawing = Drawing(items, styles_of(spec, palette(STANDARD), 1.0), source="/own-points")
    took, _ = timed(lambda: scene([drawing]))
    yield "scene", took


def _cut(path: Path, count: int) -> Path:
    """Return the first `count` rows of a file as a file."""
    lines = path.read_bytes().split(b"\n", count + 1)[: count + 1]
    part = path.with_name(f"点_{count}.csv")
    part.write_bytes(b"\n".join(lines) + b"\n")
    return part


def _in_browser(browser: Browser, path: Path, count: int) -> Row:
    found = shown(browser, path, count)
    took = f"not within {_PATIENCE_S} s" if found.seconds is None else spoken(found.seconds)
    words = f"server then {found.server_mb:.0f} MB"
    return Row(f"{count:,} CSV points, press to map, browser", AIM, took, words)


def shown(browser: Browser, path: Path, count: int) -> _Shown:
    """Import a file of `count` points in a fresh session, after one small file that warms up."""
    with running() as (origin, process_id):
        warm = path.with_name("少.csv")
        warm.write_text("编号,经度,纬度\nA,115.91,28.62\n", "utf-8")
        imported(browser, origin, warm, 1)
        took = imported(browser, origin, path, count)
        return _Shown(took, memory_mb(process_id))


def imported(browser: Browser, origin: str, path: Path, count: int) -> float | None:
    """Import a file in a new page; seconds from the press until its features are on the map."""
    page, _ = first_map_s(browser, origin)
    _choose(page, path)
    page.evaluate(PRESS, [OWN, count])
    try:  # a page that hangs answers nothing, so the wait is not its own
        page.wait_for_function("window.pmTook", timeout=_PATIENCE_S * 1e3)
    except TooLong:
        return None
    took: float = page.evaluate("window.pmTook")
    page.close()
    return took / 1e3


def _choose(page: Page, path: Path) -> None:
    """Open the panel 导入 and hand the file over; the form is there when its look is done."""
    page.wait_for_timeout(1500)
    page.locator(".st-key-panel button").filter(has_text="导入").click()
    page.wait_for_selector("input[type=file]", state="attached")
    page.locator("input[type=file]").first.set_input_files(path)
    start = perf_counter()
    page.get_by_role("button", name="读入并上图").wait_for(timeout=60_000)
    page.wait_for_timeout(max(1500.0, 2e3 * (perf_counter() - start)))
