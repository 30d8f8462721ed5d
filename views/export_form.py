"""Any layer, as filtered, in the format and the reference system another office needs."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.plan_data import PlanData
from layers.own import FRAME
from layers.spec import LayerSpec
from layers.styles import palette
from views.choices import Choices, chosen_features
from views.filter_words import all_words

if TYPE_CHECKING:
    from geo.outgoing.model import Export, Meta

_TABLES = {
    "zones": "zones",
    "projects": "projects",
    "roads": "roads",
    "facilities": "facilities",
    "communities": "communities",
}
_CLASSES = {"work": "建设方式", "kind": "类别", "name": "名称", "grade": "走向等级"}


def show(plan: PlanData, choices: Choices) -> None:
    """Draw the choice of layers, formats and system, and the button."""
    from geo.outgoing.formats import FORMATS  # noqa: PLC0415 - read when the form is opened
    from geo.outgoing.systems import SYSTEMS  # noqa: PLC0415

    shown = [spec for spec in choices.shown() if spec.frame in _TABLES or _is_own(spec)]
    names = {spec.layer_id: spec.title for spec in shown}
    picked = st.multiselect(
        "图层（当前打开的，含筛选）",
        list(names),
        default=list(names)[:1],
        format_func=names.__getitem__,
        key=f"out-layers-{len(names)}",
        placeholder="请选择",
        select_all=False,
    )
    formats = {each.key: each for each in FORMATS}
    chosen = st.selectbox("格式", list(formats), key="out-format")
    systems = {each.key: each.full_words for each in SYSTEMS}
    allowed = [key for key in systems if key in formats[str(chosen)].systems]
    system = st.selectbox(
        "坐标系", allowed, format_func=systems.__getitem__, key=f"out-system-{chosen}"
    )
    if formats[str(chosen)].why:
        st.caption(f"{formats[str(chosen)].why}。")
    if not picked:
        return
    specs = [spec for spec in shown if spec.layer_id in picked]
    st.download_button(
        "打包下载（含元数据说明）",
        partial(_pack, plan, choices, specs, (str(chosen), str(system))),
        f"青云谱_{chosen}.zip",
        "application/zip",
        on_click="ignore",
        type="primary",
        key="out-pack",
    )


def _is_own(spec: LayerSpec) -> bool:
    return spec.frame.startswith(FRAME)


def _pack(
    plan: PlanData, choices: Choices, specs: list[LayerSpec], target: tuple[str, str]
) -> bytes:
    """Write the layers into one archive with their metadata."""
    from geo.outgoing.bundling import bundle  # noqa: PLC0415
    from geo.outgoing.model import Meta  # noqa: PLC0415

    day = date.today().isoformat()
    words = all_words(plan, choices)
    meta = Meta("青云谱规划一张图", day, words, remark="示意，不作为划界、审批依据")
    exports = [_export(plan, choices, spec, meta) for spec in specs]
    return bundle(exports, [target[0]], target[1], meta)


def _export(plan: PlanData, choices: Choices, spec: LayerSpec, meta: "Meta") -> "Export":
    from geo.outgoing.model import Export  # noqa: PLC0415
    from geo.outgoing.plan_layers import PLAN_LAYERS  # noqa: PLC0415
    from layers.handout import style_of  # noqa: PLC0415

    frame = chosen_features(plan, choices, spec)
    colours = palette(choices.palette)
    if _is_own(spec):
        return Export(spec.title, frame, meta, style_of(spec, colours), spec.name_column)
    headers = dict(PLAN_LAYERS[_TABLES[spec.frame]].headers)
    key, *columns = headers
    kept = [column for column in columns if column in frame.columns]
    renamed = frame[[*kept, "geometry"]].rename(columns=headers).rename_axis(index=headers[key])
    column = _CLASSES.get(spec.class_column, "")
    style = style_of(spec, colours, column if column in renamed.columns else "")
    return Export(spec.title, renamed, meta, style, "名称")
