"""Time of an atlas of the 56 projects of 专栏5 and 专栏8, and of a plain one beside it."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from geopandas import GeoDataFrame
from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pandas import Series

from bench.timing import Row, spoken, timed
from geo.crs import to_metric
from geo.filtering import Criteria, apply
from geo.plan_data import PlanData, load_plan
from layers import LAYERS
from layers.features import features_of, with_derived_columns, with_place
from sheets.atlas.atlas_spec import AtlasSpec, make_atlas
from sheets.atlas.job import AtlasJob
from sheets.atlas.model import AtlasStyle
from sheets.fonts import font
from sheets.request import SheetLayer
from tools.headless import ROOT

_A4_INCH = (11.69, 8.27)
_LOOKS: tuple[dict[str, Any], ...] = ({"alpha": 0.2, "column": "name"}, {"color": "grey"}, {})


class Drawn(NamedTuple):
    """Seconds by the clock and of the processors (children too), size in MB, number of pages."""

    clock_s: float
    cpu_s: float
    megabytes: float
    pages: int

    @property
    def words(self) -> str:
        """As it stands in a table."""
        return f"{spoken(self.clock_s)} (CPU {self.cpu_s:.1f} s, {self.megabytes:.1f} MB)"


def rows(workers: int = 2) -> list[Row]:
    """Return the line of the table; the peer makes plain geopandas pages in one process."""
    plan = with_derived_columns(load_plan(ROOT / "data"))
    projects = apply(plan.projects, Criteria((("column", ("专栏5", "专栏8")),)))
    with TemporaryDirectory() as name:
        ours = measured(lambda out: _ours(plan, projects, (out, workers)), Path(name) / "a.pdf")
        peer = measured(lambda out: _peer(plan, projects, out), Path(name) / "b.pdf")
    work = f"atlas of {len(projects)} project sheets, A4 PDF, {workers} processes"
    told = f"geopandas and PdfPages, one process {peer.words}"
    return [Row(work, "<= 40 s", ours.words, told)]


def measured(make: Callable[[Path], int], out: Path) -> Drawn:
    """Time what writes a PDF and returns how many sheets it holds."""
    before = _cpu_s()
    seconds, pages = timed(lambda: make(out))
    return Drawn(seconds, _cpu_s() - before, out.stat().st_size / 1e6, pages)


def _cpu_s() -> float:
    """Seconds of the processors so far; on Windows without those of children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _ours(plan: PlanData, projects: GeoDataFrame, how: tuple[Path, int]) -> int:
    out, workers = how
    shown = [spec for spec in LAYERS if spec.visible]
    background = tuple(SheetLayer(spec, features_of(plan, spec)) for spec in shown)
    atlas = make_atlas(
        AtlasSpec(plan, ("projects",), AtlasStyle("2021-01-01"), background, projects)
    )
    with TemporaryDirectory() as name, AtlasJob(atlas, Path(name), workers) as job:
        for _ in job.watch():
            pass
        return job.finish(out).sheets


def _peer(plan: PlanData, projects: GeoDataFrame, out: Path) -> int:
    """Draw the same places page by page as a script would: no scale, no legend, no name apart."""
    path = str(font(10).get_file())
    font_manager.fontManager.addfont(path)
    family = font_manager.FontProperties(fname=path).get_name()
    drawn = [to_metric(with_place(frame)) for frame in (plan.zones, plan.roads, plan.projects)]
    own = to_metric(projects)
    with rc_context({"font.family": family}), PdfPages(out) as pages:
        for project_id, row in own.iterrows():
            pages.savefig(_plain_page(drawn, own.loc[[project_id]], row))
    return len(own)


def _plain_page(drawn: list[GeoDataFrame], single: GeoDataFrame, row: Series) -> Figure:
    figure = Figure(figsize=_A4_INCH)
    axes = figure.subplots()
    for frame, looks in zip(drawn, _LOOKS, strict=True):
        frame.plot(ax=axes, **looks)
    west, south, east, north = drawn[0].total_bounds
    known = with_place(single)
    if len(known):
        known.plot(ax=axes, color="red", markersize=80)
        left, low, right, high = known.total_bounds
        west, south, east, north = left - 800, low - 800, right + 800, high + 800
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    for frame in drawn[1:]:
        for place, name in zip(frame.representative_point(), frame["name"], strict=True):
            axes.annotate(str(name), (place.x, place.y), annotation_clip=True, fontsize=6)
    axes.set_title(str(row["name"]))
    words = (f"{title}：{row[title]}" for title in ("clause", "kind", "work", "basis", "accuracy"))
    figure.text(0.05, 0.01, "\n".join(words), fontsize=7)
    return figure
