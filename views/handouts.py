"""What can be handed out from the map: layers as filtered, the selection, the buffer analysis.

A handout is made when its file is asked for, where no session is: everything it needs is in it.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import to_lonlat
from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES
from layers.spec import LayerSpec
from layers.styles import palette
from views import ring_cache, ring_panel, ring_state, selection
from views.choices import Choices, chosen_features
from views.filter_words import all_words

if TYPE_CHECKING:
    from geo.outgoing.model import Export, Meta

_SKETCH = "示意，不作为划界、审批依据"


class Handout(NamedTuple):
    """A layer to hand out: its words in the form, and what makes it."""

    title: str
    make: Callable[[], "Export"]


def of_map(plan: PlanData, choices: Choices) -> list[Handout]:
    """Return the layers that are on, then filter result, selection and buffers where there are."""
    meta = meta_of(plan, choices)
    layers = [
        Handout(spec.title, partial(_layer, plan, choices, spec, meta))
        for spec in choices.shown()
        if _is_table(spec)
    ]
    found = plan.projects[plan.projects.index.isin(choices.kept)]
    filtered = Handout(
        f"筛选结果（{len(found)} 项规划项目）", partial(_rows, found, "projects", "筛选结果", meta)
    )
    return [*layers, filtered, *_selection(plan, meta), *_buffers(plan, choices, meta)]


def meta_of(plan: PlanData, choices: Choices) -> "Meta":
    """What holds for every handout: source, day, filter in force, caution."""
    from geo.outgoing.model import Meta  # noqa: PLC0415 - read when the form is opened

    day, words = date.today().isoformat(), all_words(plan, choices)
    return Meta(DISTRICT.district.app, day, words, remark=_SKETCH)


def _is_table(spec: LayerSpec) -> bool:
    told = PLAN_TABLES.get(spec.frame)
    return spec.role == "imported" or (told is not None and told.exported)


def _layer(plan: PlanData, choices: Choices, spec: LayerSpec, meta: "Meta") -> "Export":
    """A layer as filtered, in the colours of the map."""
    from geo.outgoing.model import Export  # noqa: PLC0415
    from layers.handout import style_of  # noqa: PLC0415

    frame, colours = chosen_features(plan, choices, spec), palette(choices.palette)
    if spec.role == "imported":
        style = style_of(spec, colours, spec.class_column)
        return Export(spec.title, _own(frame), meta, style, "名称")
    renamed = _renamed(frame, spec.frame)
    column = PLAN_TABLES[spec.frame].headers().get(spec.class_column, "")
    style = style_of(spec, colours, column if column in renamed.columns else "")
    return Export(spec.title, renamed, meta, style, "名称")


def _renamed(frame: GeoDataFrame, table: str) -> GeoDataFrame:
    """Columns under their Chinese headers, the id among them."""
    from geo.outgoing.plan_layers import under_headers  # noqa: PLC0415

    return under_headers(frame, PLAN_TABLES[table].headers())


def _own(frame: GeoDataFrame) -> GeoDataFrame:
    """An imported layer as it came, with the name it is called by; no empty accuracy."""
    named = frame if "名称" in frame else frame.assign(名称=frame["name"])
    bare = named.drop(
        columns=["name", *(["accuracy_m"] if frame["accuracy_m"].isna().all() else [])]
    )
    return bare.rename(columns={"accuracy_m": "位置精度_米"})


def _rows(frame: GeoDataFrame, table: str, title: str, meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    return Export(title, _renamed(frame, table), meta, None, "名称")


def _selection(plan: PlanData, meta: "Meta") -> list[Handout]:
    chosen = selection.current(plan)
    if chosen is None or not _is_table(chosen.spec):
        return []
    row = selection.row_of(plan, chosen)
    name = str(row[chosen.spec.name_column].iloc[0]) if chosen.spec.name_column in row else ""
    make = partial(_picked, row, chosen.spec, meta)
    return [Handout(f"选中的要素（{name[:20]}）", make)]


def _picked(row: GeoDataFrame, spec: LayerSpec, meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    if spec.role == "imported":
        return Export("选中的要素", _own(row), meta, None, "名称")
    return _rows(row, spec.frame, "选中的要素", meta)


def _buffers(plan: PlanData, choices: Choices, meta: "Meta") -> list[Handout]:
    choice, rings = ring_state.kept(), ring_panel.rings(plan, choices)
    if choice is None or rings is None:
        return []
    words = ring_panel.legend_words()
    sources = ring_state.origins(plan, choices, choice.origins)
    result = ring_cache.figures(sources, choice.walks_m, choice.detour)
    estates = plan.communities.join(result.estates["distance_m"], how="inner")
    return [
        Handout("缓冲圈", partial(_rings, rings, words, meta)),
        Handout("缓冲分析（小区及距离）", partial(_estates, estates, choice.walks_m, words, meta)),
    ]


def _rings(rings_m: GeoDataFrame, words: str, meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    named = [f"{radius:g} 米" for radius in rings_m["radius_m"]]
    columns = {"名称": named, "直线半径_米": rings_m["radius_m"].to_numpy(), "测距方法": words}
    frame = GeoDataFrame(columns, geometry=rings_m.geometry.to_numpy(), crs=rings_m.crs)
    return Export("缓冲圈", to_lonlat(frame), meta, None, "名称")


def _estates(
    estates: GeoDataFrame, walks_m: tuple[float, ...], words: str, meta: "Meta"
) -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    columns = {
        "名称": estates["name"],
        "距离_米": estates["distance_m"].round(1),
        "最小圈_米": _smallest(estates["distance_m"], walks_m),
        "位置精度_米": estates["accuracy_m"],
        "测距方法": words,
    }
    frame = GeoDataFrame(columns, geometry=estates.geometry, crs=estates.crs)
    return Export("缓冲分析_小区", frame.rename_axis(index="编号"), meta, None, "名称")


def _smallest(distances_m: Series, walks_m: tuple[float, ...]) -> Series:
    """The smallest reach that holds each estate, NaN where none does."""
    held = Series(float("nan"), index=distances_m.index)
    for walk in sorted(walks_m, reverse=True):
        held = held.mask(distances_m <= walk, walk)
    return held
