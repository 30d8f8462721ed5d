"""What can be handed out from the map: layers as filtered, the selection, the buffer analysis.

A handout is made when its file is asked for, where no session is: everything it needs is in it.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import LONLAT
from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES
from layers.spec import LayerSpec
from layers.styles import palette
from views import ring_panel, ring_result, ring_state, selection
from views.choices import Choices, chosen_features
from views.filter_words import all_words

if TYPE_CHECKING:
    from geo.outgoing.model import Export, Meta

_SKETCH = "示意，不作为划界、审批依据"


class Handout(NamedTuple):
    """A layer to hand out: its words in the form, and what makes it."""

    title: str
    make: Callable[[], "Export"]

    def file(self, format_key: str) -> bytes:
        """Return the layer by itself in a format of one file, WGS 84."""
        from geo.outgoing.writing import write  # noqa: PLC0415 - read when a file is asked for

        return write(self.make(), format_key, LONLAT).content


def of_map(plan: PlanData, choices: Choices) -> list[Handout]:
    """Return the layers that are on, then filter result, selection and buffers where there are."""
    meta = meta_of(plan, choices)
    layers = [
        Handout(spec.title, partial(_layer, plan, choices, spec, meta))
        for spec in choices.shown()
        if _is_table(spec)
    ]
    return [*layers, found(plan, choices), *_selection(plan, meta), *buffers(plan, choices)]


def zones(plan: PlanData, choices: Choices) -> Handout:
    """Return the zones, whatever is filtered."""
    meta = meta_of(plan, choices)
    return Handout("空间结构", partial(_rows, plan.zones, "zones", "空间结构", meta))


def found(plan: PlanData, choices: Choices) -> Handout:
    """Return the plan's items that the filter keeps, with and without a place."""
    kept = plan.projects[plan.projects.index.isin(choices.kept)]
    make = partial(_rows, kept, "projects", "筛选结果", meta_of(plan, choices))
    return Handout(f"筛选结果（{len(kept)} 项规划项目）", make)


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


def buffers(plan: PlanData, choices: Choices) -> list[Handout]:
    """Return rings and estates of the buffer analysis, nothing where there is none."""
    choice, rings = ring_state.kept(), ring_panel.rings(plan, choices)
    if choice is None or rings is None:
        return []
    words = ring_panel.legend_words()
    sources = ring_state.origins(plan, choices, choice.origins)
    result = ring_panel.figures(sources, choice.walks_m, choice.detour)
    estates = plan.communities.join(result.estates["distance_m"], how="inner")
    origin, meta = f"{choice.words}（{len(sources)} 处）", meta_of(plan, choices)
    return [
        Handout("缓冲圈", partial(_rings, ring_result.areas(rings, result.label, origin), meta)),
        Handout("缓冲分析（小区及距离）", partial(_estates, estates, choice.walks_m, words, meta)),
    ]


def _rings(areas_m: GeoDataFrame, meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415

    return Export("缓冲圈", areas_m, meta, None, "名称")


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
