"""What a planner may change of how an upload is read, and where it will then lie."""

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import streamlit as st
from pyproj import Geod

from geo.crs import LONLAT, METRIC
from geo.district import DISTRICT
from geo.plan_data import PlanData
from views.escape_markdown import escape_markdown

if TYPE_CHECKING:
    from geo.datums import Datum
    from geo.importing.model import CoordinateColumns, Peek, ReadingChoices

_SYSTEMS = (LONLAT, "EPSG:4490", METRIC, DISTRICT.meridian.zoned, "EPSG:3857")
_DELIMITERS = {
    "": "自动",
    ",": "逗号 ,",
    "\t": "制表符",
    ";": "分号 ;",
    "|": "竖线 |",
    "，": "中文逗号 ，",
    " ": "空格",
}
_PLACES = {"xy": "两列（经度/东坐标、纬度/北坐标）", "pair": "一列“x,y”", "wkt": "一列 WKT"}
_TABLES = ("text", "xlsx")


def reading_choices(seen: "Peek", key: str) -> "ReadingChoices":
    """Draw what may be changed: layer, encoding, system, datum, and how a table is cut.

    `key` becomes that of a widget with the widget's name in its braces.
    """
    st.caption(escape_markdown(f"辨认为 {seen.kind_text}。" + "；".join(seen.notes)))
    chosen = _layer_and_encoding(seen, key)
    chosen = _system(seen, chosen, key)
    return _table(seen, chosen, key) if seen.kind in _TABLES else chosen


def _layer_and_encoding(seen: "Peek", key: str) -> "ReadingChoices":
    chosen, row = seen.choices, st.container(horizontal=True, gap="small")
    if len(seen.layers) > 1:
        names = [layer.name for layer in seen.layers]
        layer = row.selectbox("图层", names, key=key.format("layer"))
        chosen = replace(chosen, layer=str(layer))
    encodings = [sample.encoding for sample in seen.samples if sample.encoding]
    if len(encodings) > 1:
        encoding = row.selectbox("文字编码", encodings, key=key.format("code"))
        chosen = replace(chosen, encoding=str(encoding))
    return chosen


def _system(seen: "Peek", chosen: "ReadingChoices", key: str) -> "ReadingChoices":
    from geo.datums import DATUMS  # noqa: PLC0415 - read when a file comes

    columns = st.columns(2)
    systems = list(dict.fromkeys([seen.guess.crs, *_SYSTEMS])) if seen.guess.crs else [*_SYSTEMS]
    crs = columns[0].selectbox(
        "坐标系", systems, key=key.format("crs"), help=escape_markdown(seen.guess.reason) or None
    )
    datum = columns[1].selectbox(
        "坐标来源（有无偏移）",
        DATUMS,
        key=key.format("datum"),
        help="高德、腾讯为 GCJ-02，百度为 BD-09；测绘成果、GPS 为 WGS 84/CGCS2000。",
    )
    st.caption(escape_markdown(f"坐标系：{seen.guess.reason}"))
    if seen.datum_hint and datum == DATUMS[0]:
        st.warning(escape_markdown(seen.datum_hint))
    named = "" if str(crs) == seen.guess.crs else str(crs)  # what was recognised keeps its reason
    return replace(chosen, crs=named, datum=datum)


def _table(seen: "Peek", chosen: "ReadingChoices", key: str) -> "ReadingChoices":
    """Draw how a table is cut, and which columns say where a row is."""
    with st.expander("表头行、分隔符与坐标列", expanded=seen.choices.columns is None):
        cells = st.columns(2)
        header = cells[0].number_input(
            "表头在第几行（0 为没有表头）",
            0,
            50,
            None,
            key=key.format("head"),
            placeholder="自动",
        )
        if seen.kind == "text":
            delimiter = cells[1].selectbox(
                "分隔符",
                list(_DELIMITERS),
                format_func=_DELIMITERS.__getitem__,
                key=key.format("cut"),
            )
            chosen = replace(chosen, delimiter=str(delimiter) or seen.choices.delimiter)
        columns = _columns(seen, key)
    header = None if header is None else int(header)
    return replace(chosen, header=header, columns=columns or chosen.columns)


def _columns(seen: "Peek", key: str) -> "CoordinateColumns | None":
    """Draw the choice of place columns; None leaves those that were recognised."""
    from geo.importing.model import CoordinateColumns  # noqa: PLC0415

    known = seen.choices.columns
    found = _PLACES.get(known.kind, "") if known else ""
    said = f"（{known.x}{'、' + known.y if known.y else ''}）" if known and found else ""
    st.caption(
        escape_markdown(f"坐标列：{found}{said}" if found else "坐标列：没有认出，请在下面指定")
    )
    kind = st.selectbox(
        "坐标列",
        ["", *_PLACES],
        format_func=lambda key: _PLACES.get(key, "自动"),
        key=key.format("place"),
    )
    if not kind:
        return None
    cells = st.columns(2)
    x = cells[0].selectbox("经度、东坐标或该列", seen.names, key=key.format("x"))
    y = ""
    if kind == "xy":
        y = str(cells[1].selectbox("纬度、北坐标", seen.names, key=key.format("y")))
    return CoordinateColumns(kind, str(x), y)  # type: ignore[arg-type]


def preview(plan: PlanData, seen: "Peek") -> None:
    """Draw before and after where a shifted datum is chosen or hinted at."""
    from geo.datums import DATUMS, to_wgs84  # noqa: PLC0415 - read when a file comes
    from layers.datum_picture import picture  # noqa: PLC0415

    chosen = seen.choices.datum
    shift = chosen if chosen != DATUMS[0] else _hinted(seen.datum_hint)
    if not shift or not len(seen.places_ll):
        return
    after = to_wgs84(seen.places_ll, shift)
    drawn = quote(picture(seen.places_ll, after, plan.roads, plan.boundary))
    st.html(f'<img alt="纠偏前后的位置" width="100%" src="data:image/svg+xml,{drawn}">')
    state = "已选" if shift == chosen else "未选，仅供比较"
    st.caption(
        f"空心红点：文件中的坐标；实心蓝点：按 {shift} 纠偏后（{state}），"
        f"平均移动 {_shift_m(seen.places_ll, after):,.0f} 米。灰线为主要道路，点划线为区界。"
    )


def _hinted(hint: str) -> "Datum | None":
    """The datum that a warning names, None where there is none."""
    from geo.datums import DATUMS  # noqa: PLC0415

    return next((datum for datum in DATUMS[1:] if datum in hint), None)


def _shift_m(before: np.ndarray, after: np.ndarray) -> float:
    """Mean metres between the places, on the ellipsoid."""
    return float(np.mean(Geod(ellps="WGS84").inv(*before.T, *after.T)[2]))
