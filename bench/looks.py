"""First looks, a filter click and memory beside the build before: `python -m bench.looks`.

The builds take turns on the same machine, each time with a server just started, so that the ratio
holds when the machine's speed drifts.
"""

import argparse
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser

from bench.circles import SHAPES
from bench.clicks import filter_ms, first_map_s, launched
from bench.markdown import markdown
from tools.headless import ROOT, memory_mb, running

_HEAD = ("measure", "before", "this", "this / before")

Took = dict[str, dict[str, list[float]]]
"""Values by measure and build."""


def main() -> None:
    """Measure by turns; print the table."""
    chosen = _arguments()
    builds = {"before": chosen.before, "this": ROOT} if chosen.before else {"this": ROOT}
    took: Took = defaultdict(lambda: defaultdict(list))
    with closing(launched()) as browser:
        for _ in range(chosen.rounds):
            for name, root in builds.items():
                for measure, value in _looks(browser, root).items():
                    took[measure][name].append(value)
    for row in markdown([_HEAD, *(_row(measure, values) for measure, values in took.items())]):
        print(row, flush=True)  # noqa: T201 - a command's output


def _looks(browser: Browser, root: Path) -> dict[str, float]:
    with running(root=root) as (origin, process_id):
        page, first = first_map_s(browser, origin)
        click = filter_ms(page)
        memory = memory_mb(process_id)
        page.close()
    with running(root=root) as (origin, _):
        circles = _first_circles_s(browser, origin)
    with running(root=root) as (origin, _):
        page, _ = first_map_s(browser, origin)
        page.wait_for_timeout(3000)
        warm = _first_circles_s(browser, origin)
        page.close()
    return {
        "first map, server just started, s": first,
        "filter click to drawn, median of 10, s": click / 1000,
        "first look at 生活圈, server just started, s": circles,
        "first look at 生活圈, 一张图 seen before, s": warm,
        "memory of the server, one session, MB": memory,
    }


def _first_circles_s(browser: Browser, origin: str) -> float:
    """Seconds from opening the page 生活圈 to the features on its map."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    start = perf_counter()
    page.goto(f"{origin}/circles")
    page.wait_for_function(f"({SHAPES})().length > 0", timeout=60_000)
    took = perf_counter() - start
    page.close()
    return took


def _row(measure: str, values: dict[str, list[float]]) -> tuple[str, ...]:
    middle = {name: median(each) for name, each in values.items()}
    before = middle.get("before")
    ratio = f"{middle['this'] / before:.2f}" if before else "-"
    return (measure, f"{before:.3g}" if before else "-", f"{middle['this']:.3g}", ratio)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="first looks, by turns")
    parser.add_argument("--before", type=Path, help="checkout of the build before")
    parser.add_argument("--rounds", type=int, default=5, help="servers started of each build")
    return parser.parse_args()


if __name__ == "__main__":
    main()
