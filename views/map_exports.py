"""What can be handed out: layers as filtered, the selection, the buffer analysis; and its form.

A handout is made when its file is asked for, where no session is: everything it needs is in it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import LONLAT
from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES
from layers.spec import LayerSpec
from layers.styles import palette
from views import as_of, buffer_panel, buffer_result, buffer_state, downloads, selected_feature
from views.filter_words import all_words
from views.map_choices import MapChoices, chosen_features

if TYPE_CHECKING:
    from geo.exporting.model import Export, ExportStyle, Meta

_SKETCH = "示意，不作为划界、审批依据"


class Handout(NamedTuple):
    """A layer to hand out: its words in the form, and what makes it."""

    title: str
    make: Callable[[], "Export"]

    def file(self, format_key: str) -> bytes:
        """Return the layer by itself in a format of one file, WGS 84."""
        from geo.exporting.writing import write  # noqa: PLC0415 - read when a file is asked for

        return write(self.make(), format_key, LONLAT).content


def of_map(plan: PlanData, choices: MapChoices) -> list[Handout]:
    """Return the layers that are on, then filter result, selection and buffers where there are."""
    meta = meta_of(plan, choices)
    layers = [
        Handout(spec.title, partial(_layer, plan, choices, spec, meta))
        for spec in choices.shown()
        if _is_table(spec)
    ]
    return [*layers, filter_result(plan, choices), *_selection(plan, meta), *buffers(plan, choices)]


def zones(plan: PlanData, choices: MapChoices) -> Handout:
    """Return the zones, whatever is filtered."""
    meta = meta_of(plan, choices)
    return Handout("空间结构", partial(_rows, plan.zones, "zones", "空间结构", meta))


def filter_result(plan: PlanData, choices: MapChoices) -> Handout:
    """Return the plan's items that the filter keeps, with and without a place."""
    kept = plan.projects[plan.projects.index.isin(choices.kept)]
    make = partial(_rows, kept, "projects", "筛选结果", meta_of(plan, choices))
    return Handout(f"筛选结果（{len(kept)} 项规划项目）", make)


def meta_of(plan: PlanData, choices: MapChoices) -> "Meta":
    """What holds for every handout: source, day, filter in force, caution."""
    from geo.exporting.model import Meta  # noqa: PLC0415 - read when the form is opened

    day, words = date.today().isoformat(), all_words(plan, choices)
    return Meta(DISTRICT.district.app, day, words, remark=_SKETCH, ledger=as_of.told(plan))


def _export(
    title: str, frame: GeoDataFrame, meta: "Meta", style: "ExportStyle | None" = None
) -> "Export":
    """Return a layer whose features are called by their column 名称."""
    from geo.exporting.model import Export  # noqa: PLC0415 - read when a file is asked for

    return Export(title, frame, meta, style, "名称")


def _is_table(spec: LayerSpec) -> bool:
    told = PLAN_TABLES.get(spec.frame)
    return spec.role == "imported" or (told is not None and told.exported)


def _layer(plan: PlanData, choices: MapChoices, spec: LayerSpec, meta: "Meta") -> "Export":
    """A layer as filtered, in the colours of the map."""
    from layers.export_style import style_of  # noqa: PLC0415

    frame, colours = chosen_features(plan, choices, spec), palette(choices.palette)
    if spec.role == "imported":
        style = style_of(spec, colours, spec.class_column)
        return _export(spec.title, as_it_came(frame), meta, style)
    renamed = _renamed(frame, spec.frame)
    column = PLAN_TABLES[spec.frame].headers().get(spec.class_column, "")
    style = style_of(spec, colours, column if column in renamed.columns else "")
    return _export(spec.title, renamed, meta, style)


def _renamed(frame: GeoDataFrame, table: str) -> GeoDataFrame:
    """Columns under their Chinese headers, the id among them."""
    from geo.exporting.plan_layers import headers_of, under_headers  # noqa: PLC0415

    return under_headers(frame, headers_of(frame, PLAN_TABLES[table]))


def as_it_came(frame: GeoDataFrame) -> GeoDataFrame:
    """An imported layer as it came, with the name it is called by; no empty accuracy."""
    named = frame if "名称" in frame else frame.assign(名称=frame["name"])
    bare = named.drop(
        columns=["name", *(["accuracy_m"] if frame["accuracy_m"].isna().all() else [])]
    )
    return bare.rename(columns={"accuracy_m": "位置精度_米"})


def _rows(frame: GeoDataFrame, table: str, title: str, meta: "Meta") -> "Export":

    return _export(title, _renamed(frame, table), meta)


def _selection(plan: PlanData, meta: "Meta") -> list[Handout]:
    chosen = selected_feature.current(plan)
    if chosen is None or not _is_table(chosen.spec):
        return []
    row = selected_feature.row_of(plan, chosen)
    name = str(row[chosen.spec.name_column].iloc[0]) if chosen.spec.name_column in row else ""
    make = partial(_picked, row, chosen.spec, meta)
    return [Handout(f"选中的要素（{name[:20]}）", make)]


def _picked(row: GeoDataFrame, spec: LayerSpec, meta: "Meta") -> "Export":

    if spec.role == "imported":
        return _export("选中的要素", as_it_came(row), meta)
    return _rows(row, spec.frame, "选中的要素", meta)


def buffers(plan: PlanData, choices: MapChoices) -> list[Handout]:
    """Return rings and estates of the buffer analysis, nothing where there is none."""
    choice, rings = buffer_state.kept_choice(), buffer_panel.rings(plan, choices)
    if choice is None or rings is None:
        return []
    words = buffer_panel.legend_words()
    sources = buffer_state.origins(plan, choices, choice.origins)
    result = buffer_panel.figures(sources, choice.walks_m, choice.detour)
    estates = plan.communities.join(result.estates["distance_m"], how="inner")
    origin, meta = f"{choice.description}（{len(sources)} 处）", meta_of(plan, choices)
    areas = buffer_result.areas(rings, result.label, origin)
    return [
        Handout("缓冲圈", partial(_export, "缓冲圈", areas, meta)),
        Handout("缓冲分析（小区及距离）", partial(_estates, estates, choice.walks_m, words, meta)),
    ]


def _estates(
    estates: GeoDataFrame, walks_m: tuple[float, ...], words: str, meta: "Meta"
) -> "Export":

    columns = {
        "名称": estates["name"],
        "距离_米": estates["distance_m"].round(1),
        "最小圈_米": _smallest(estates["distance_m"], walks_m),
        "位置精度_米": estates["accuracy_m"],
        "测距方法": words,
    }
    frame = GeoDataFrame(columns, geometry=estates.geometry, crs=estates.crs)
    return _export("缓冲分析_小区", frame.rename_axis(index="编号"), meta)


def _smallest(distances_m: Series, walks_m: tuple[float, ...]) -> Series:
    """The smallest reach that holds each estate, NaN where none does."""
    held = Series(float("nan"), index=distances_m.index)
    for walk in sorted(walks_m, reverse=True):
        held = held.mask(distances_m <= walk, walk)
    return held


def show(handouts: Sequence[Handout], meta: "Meta", key: str) -> None:
    """Draw the form; `key` tells the widgets of two forms apart."""
    from geo.exporting.export_crs import SYSTEMS  # noqa: PLC0415
    from geo.exporting.formats import FORMATS  # noqa: PLC0415 - read when the form is opened

    titles = [handout.title for handout in handouts]
    picked = st.multiselect(
        "内容（当前显示的图层含筛选；选中的要素、分析结果）",
        titles,
        titles[:1],
        key=f"{key}-what-{len(titles)}",
        placeholder="请选择",
        select_all=False,
    )
    formats = {each.key: each for each in FORMATS}
    chosen = st.selectbox("格式", list(formats), key=f"{key}-format")
    systems = {each.key: each.full_words for each in SYSTEMS}
    allowed = [name for name in systems if name in formats[str(chosen)].systems]
    system = st.selectbox(
        "坐标系", allowed, format_func=systems.__getitem__, key=f"{key}-system-{chosen}"
    )
    if formats[str(chosen)].why:
        st.caption(f"{formats[str(chosen)].why}。")
    wanted = [handout for handout in handouts if handout.title in picked]
    if wanted:
        with downloads.row() as row:
            row.button(
                "打包下载（含元数据说明）",
                partial(_pack, wanted, (str(chosen), str(system)), meta),
                f"{DISTRICT.district.short}_{chosen}.zip",
                key=f"{key}-pack",
                primary=True,
            )


def _pack(handouts: list[Handout], target: tuple[str, str], meta: "Meta") -> bytes:
    """Write the layers into one archive with their metadata."""
    from geo.exporting.bundling import bundle  # noqa: PLC0415

    return bundle([handout.make() for handout in handouts], [target[0]], target[1], meta)
