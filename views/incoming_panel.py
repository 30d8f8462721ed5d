"""In: a layer another office sends, looked at, asked about, read, and put on the map."""

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.errors import DataError
from geo.plan_data import PlanData
from layers.own import families
from views import catalogue, selection
from views.plain import plain

if TYPE_CHECKING:
    from geo.incoming.model import Choices, Incoming, Peek

TYPES = [
    *("zip", "gpkg", "geojson", "json", "kml", "kmz", "parquet", "geoparquet"),
    *("csv", "txt", "xlsx", "dxf"),
]
_SYSTEMS = ("EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:4527", "EPSG:3857")
_NAMES = ("名称", "name", "项目名称", "小区", "小区名称", "学校名称", "单位名称", "标题", "title")


def show(plan: PlanData) -> None:
    """Draw the upload with its form, and the layers that are there already."""
    st.caption(
        "Shapefile（zip）、GPKG、GeoJSON、KML/KMZ、GeoParquet、CSV/TXT、XLSX、DXF；"
        "单个文件不超过 200 MB。只在本次会话可见，别人看不到。"
    )
    given = st.file_uploader("选择或拖入文件", TYPES, key="in-file", label_visibility="collapsed")
    if given is not None:
        _form(plan, given.name, given.getvalue())
    _report()
    _list()


def _form(plan: PlanData, name: str, content: bytes) -> None:
    from geo.incoming.model import Choices  # noqa: PLC0415 - GDAL is read when a file comes

    mark = sha256(content).hexdigest()[:16]
    try:
        seen = _peek(plan, mark, name, Choices(), content)
        chosen = _asked(seen, mark)
        if chosen != seen.choices:
            seen = _peek(plan, mark, name, chosen, content)
        _preview(seen)
    except DataError as error:
        st.error(plain(str(error)))
        return
    title = st.text_input("图层名称", PurePosixPath(name).stem[:40], key=f"in-title-{mark}")
    label = st.selectbox("用作名称的列", _label_columns(seen), key=f"in-label-{mark}")
    if st.button("读入并上图", type="primary", key="in-go"):
        _take(plan, (name, title or name, str(label or "")), content, seen.choices)


def _peek(plan: PlanData, mark: str, name: str, choices: "Choices", content: bytes) -> "Peek":
    return _peeked(mark, name, choices, content, plan)


@st.cache_resource(show_spinner="正在辨认文件……", max_entries=12)
def _peeked(
    mark: str,  # noqa: ARG001 - of the content, which is not hashed again
    name: str,
    choices: "Choices",
    _content: bytes,
    _plan: PlanData,
) -> "Peek":
    from geo.incoming.peeking import peek  # noqa: PLC0415

    return peek(_content, name, choices, district_ll=_plan.boundary)


def _asked(seen: "Peek", mark: str) -> "Choices":
    """Draw what may be changed: layer, encoding, system, datum."""
    from geo.datums import DATUMS  # noqa: PLC0415

    chosen = seen.choices
    st.caption(plain(f"辨认为 {seen.kind_text}。" + "；".join(seen.notes)))
    columns = st.columns(2)
    if len(seen.layers) > 1:
        names = [layer.name for layer in seen.layers]
        layer = columns[0].selectbox("图层", names, key=f"in-layer-{mark}")
        chosen = replace(chosen, layer=str(layer))
    encodings = [sample.encoding for sample in seen.samples if sample.encoding]
    if len(encodings) > 1:
        encoding = columns[1].selectbox("文字编码", encodings, key=f"in-code-{mark}")
        chosen = replace(chosen, encoding=str(encoding))
    systems = list(dict.fromkeys([seen.guess.crs, *_SYSTEMS])) if seen.guess.crs else [*_SYSTEMS]
    crs = columns[0].selectbox(
        "坐标系", systems, key=f"in-crs-{mark}", help=plain(seen.guess.reason) or None
    )
    datum = columns[1].selectbox(
        "坐标来源（有无偏移）",
        DATUMS,
        key=f"in-datum-{mark}",
        help="高德、腾讯为 GCJ-02，百度为 BD-09；测绘成果、GPS 为 WGS 84/CGCS2000。",
    )
    st.caption(plain(f"坐标系：{seen.guess.reason}"))
    if seen.datum_hint and datum == DATUMS[0]:
        st.warning(plain(seen.datum_hint))
    if str(crs) != seen.guess.crs:
        chosen = replace(chosen, crs=str(crs))
    return replace(chosen, datum=datum)


def _preview(seen: "Peek") -> None:
    st.caption("前五行（乱码请改选文字编码）")
    st.dataframe(seen.preview, hide_index=True, height=215, placeholder="")


def _label_columns(seen: "Peek") -> list[str]:
    names = list(seen.names)
    usual = [name for name in names if name.strip().lower() in _NAMES]
    return [*usual, *(name for name in names if name not in usual)]


def _take(plan: PlanData, called: tuple[str, str, str], content: bytes, choices: "Choices") -> None:
    from geo.incoming.reading import read  # noqa: PLC0415

    name, title, label = called
    try:
        with st.spinner("正在读入……"):
            done = read(content, name, choices, district_ll=plan.boundary)
    except DataError as error:
        st.error(plain(str(error)))
        return
    frame = _named(done.frame_ll, label)
    parts = families(frame)
    for family, part in parts.items():
        catalogue.add(title if len(parts) == 1 else f"{title}（{family}）", family, part)
    st.session_state["in-report"] = _told(title, done)
    if len(frame):
        selection.fly_to(frame)
    st.rerun(scope="app")


def _named(frame: GeoDataFrame, label: str) -> GeoDataFrame:
    """Give every feature a name; its accuracy is not known unless a column says so."""
    names = frame[label] if label in frame.columns else frame.index
    known = "accuracy_m" in frame.columns and frame["accuracy_m"].dtype.kind in "fi"
    accuracy = frame["accuracy_m"] if known else float("nan")
    return frame.assign(name=[str(each) for each in names], accuracy_m=accuracy)


def _told(title: str, done: "Incoming") -> dict[str, object]:
    """What reading met, as plain values for the next run."""
    table = done.report.table()
    return {
        "title": title,
        "words": f"读入 {done.report.rows} 行，上图 {done.report.placed} 处，"
        f"无位置 {len(done.unplaced)} 行。",
        "issues": [[str(each) for each in row] for row in table.to_numpy().tolist()],
        "notes": [str(note) for note in done.notes],
    }


def _report() -> None:
    told = st.session_state.get("in-report")
    if not told:
        return
    st.success(plain(f"{told['title']}：{told['words']}"))
    if told["issues"]:
        st.caption("检查与修复（没有一行被悄悄丢掉）")
        table = DataFrame(told["issues"], columns=["事项", "数量"])
        st.dataframe(table, hide_index=True, placeholder="")
    for note in told["notes"]:
        st.caption(plain(note))


def _list() -> None:
    for spec in catalogue.own():
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        row.markdown(f"**{plain(spec.title)}**")
        row.button(
            "移除", key=f"in-drop-{spec.layer_id}", on_click=catalogue.remove, args=(spec.layer_id,)
        )
