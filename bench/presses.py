"""From the press of 读入并上图 to the map, beside the build before: `python -m bench.presses`.

Files as offices send them every day; the builds take turns on the same machine, each with a server
of its own, so that the ratio holds when the machine's speed drifts.
"""

import argparse
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil
import pyogrio
from playwright.sync_api import Browser

from bench.clicks import launched
from bench.exchange_data import parcels, points_csv
from bench.exchange_map import imported
from bench.markdown import markdown
from geo.crs import to_metric
from tools.headless import ROOT, memory_mb, running

_SHAPES, _POINTS, _PARCELS = 4_000, 10_000, 20_000


class File(NamedTuple):
    """A file, and how many features of it stand on the map."""

    path: Path
    features: int


class Build(NamedTuple):
    """A running build: what it is called, where it answers, its process."""

    name: str
    origin: str
    process_id: int


def main() -> None:
    """Measure by turns; print the table."""
    chosen = _arguments()
    with ExitStack() as open_:
        folder = Path(open_.enter_context(TemporaryDirectory(prefix="presses-")))
        roots = {"before": chosen.before, "this": ROOT} if chosen.before else {"this": ROOT}
        builds = [
            Build(name, *open_.enter_context(running(root=root))) for name, root in roots.items()
        ]
        browser = open_.enter_context(closing(launched()))
        for row in markdown([_HEAD, *_rows(browser, builds, _files(folder), chosen.rounds)]):
            print(row, flush=True)  # noqa: T201 - a command's output


_HEAD = ("file", "before, median s", "this, median s", "this / before", "each")


def _rows(
    browser: Browser, builds: list[Build], files: dict[str, File], rounds: int
) -> Iterator[tuple[str, ...]]:
    for build in builds:  # what is read once a process is read before anything counts
        imported(browser, build.origin, *files["10 000 CSV points"])
    for name, file in files.items():
        took: dict[str, list[float]] = {build.name: [] for build in builds}
        for _ in range(rounds):
            for build in builds:
                seconds = imported(browser, build.origin, *file)
                took[build.name].append(float("inf") if seconds is None else seconds)
        yield (name, *_figures(took))
    for words, measured in (("alone", _alone_mb), ("with its children", memory_mb)):
        held = {build.name: f"{measured(build.process_id):.0f} MB" for build in builds}
        yield (f"server afterwards, {words}", held.get("before", "-"), held["this"], "-", "-")


def _alone_mb(process_id: int) -> float:
    """Resident memory of a process without its children, MB."""
    return float(psutil.Process(process_id).memory_info().rss / 1e6)


def _figures(took: dict[str, list[float]]) -> tuple[str, ...]:
    middle = {name: median(values) for name, values in took.items()}
    before = middle.get("before")
    ratio = f"{middle['this'] / before:.2f}" if before else "-"
    each = "; ".join(
        f"{name} {', '.join(f'{value:.2f}' for value in values)}" for name, values in took.items()
    )
    return f"{before:.2f}" if before else "-", f"{middle['this']:.2f}", ratio, each


def _files(folder: Path) -> dict[str, File]:
    """Write the files, each under one kind's own name."""
    shape = folder / "地块.shp"
    pyogrio.write_dataframe(to_metric(parcels(_SHAPES)), shape, encoding="GBK")
    packed = folder / "地块.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for end in (".shp", ".shx", ".dbf", ".prj"):
            archive.write(shape.with_suffix(end), f"地块{end}")
    points = folder / "点.csv"
    points.write_text(points_csv(_POINTS), "gb18030")
    areas = folder / "地块.geojson"
    pyogrio.write_dataframe(parcels(_PARCELS), areas)
    size = packed.stat().st_size / 1e3
    return {
        f"shapefile, {_SHAPES:,} parcels, {size:.0f} kB zipped": File(packed, _SHAPES),
        "10 000 CSV points": File(points, _POINTS),
        "20 000 parcels, GeoJSON": File(areas, _PARCELS),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="from the press to the map, by turns")
    parser.add_argument("--before", type=Path, help="checkout of the build before")
    parser.add_argument("--rounds", type=int, default=5, help="presses of each build a file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
