"""In: a layer another office sends, looked at, asked about, read, and put on the map."""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st
from geopandas import GeoDataFrame
from pandas import Index, Series, StringDtype
from shapely import box

from geo.errors import DataError
from geo.plan_data import PlanData
from layers.own import families
from views import (
    access,
    catalogue,
    datum_preview,
    incoming_form,
    incoming_report,
    own_list,
    peeks,
    selection,
    upload_box,
)
from views.limits import limits, words
from views.plain import plain
from views.reading import is_stopped, waiting

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.guarded.reading import Sent
    from geo.incoming.model import Choices, Incoming, Peek

TYPES = [
    *("zip", "gpkg", "geojson", "json", "kml", "kmz", "parquet", "geoparquet"),
    *("csv", "txt", "xlsx", "dxf"),
]
_NAMES = ("名称", "name", "项目名称", "小区", "小区名称", "学校名称", "单位名称", "标题", "title")


def show(plan: PlanData) -> None:
    """Draw the upload with its form, and the layers that are there already."""
    st.caption(
        f"Shapefile（zip）、GPKG、GeoJSON、KML/KMZ、GeoParquet、CSV/TXT、XLSX、DXF；"
        f"{words(limits())}。只在本次会话可见，别人看不到。"
    )
    turn = st.session_state.get("in-turn", 0)  # a file that is read in makes room for the next
    given = upload_box.given("选择或拖入文件", TYPES, f"in-file-{turn}", "collapsed")
    if given is not None:
        _form(plan, given)
    incoming_report.show()
    own_list.show()


def _form(plan: PlanData, given: "UploadedFile") -> None:
    from geo.guarded.reading import Sent  # noqa: PLC0415 - readers are known when a file comes
    from geo.incoming.model import Choices  # noqa: PLC0415

    content = given.getvalue()
    mark, sent = peeks.mark_of(content), Sent(content, given.name)
    if is_stopped(mark):
        return
    try:
        chosen = incoming_form.asked(peeks.peek(plan, mark, sent, Choices()), mark)
        seen = peeks.peek(plan, mark, sent, chosen)
        _preview(seen)
        datum_preview.show(plan, seen)
    except DataError as error:
        st.error(plain(str(error)))
        return
    offered = _title(given.name, seen, chosen.layer)
    title = st.text_input("图层名称", offered, key=f"in-title-{mark}-{chosen.layer}")
    label = st.selectbox("用作名称的列", _label_columns(seen), key=f"in-label-{mark}")
    called = (title or given.name, str(label or ""))
    pressed = st.button("读入并上图", type="primary", key="in-go")
    if pressed and _take(plan, sent, called, chosen):
        upload_box.spent(given)
        st.session_state["in-turn"] = st.session_state.get("in-turn", 0) + 1
        st.rerun(scope="app")


def _title(file: str, seen: "Peek", layer: str) -> str:
    """What a layer may be called: as the file is, or as itself where the file holds several."""
    many = len(seen.layers) > 1 and layer
    name = layer.replace("\\", "/").rpartition("/")[2] if many else PurePosixPath(file).stem
    return (name.removesuffix(".shp") or PurePosixPath(file).stem)[:40]


def _preview(seen: "Peek") -> None:
    st.caption("前五行（乱码请改选文字编码）")
    st.dataframe(seen.preview, hide_index=True, height=215, placeholder="")


def _label_columns(seen: "Peek") -> list[str]:
    names = list(seen.names)
    usual = [name for name in names if name.strip().lower() in _NAMES]
    return [*usual, *(name for name in names if name not in usual)]


@access.writing
def _take(plan: PlanData, sent: "Sent", called: tuple[str, str], choices: "Choices") -> bool:
    """Read a layer and put it on the map; False where that failed, which is said."""
    title, label = called
    try:
        done = _read(plan, sent, choices)
    except DataError as error:
        st.error(plain(str(error)))
        return False
    frame = _named(done.frame_ll, label)
    parts = families(frame)
    named = {title if len(parts) == 1 else f"{title}（{family}）": family for family in parts}
    try:
        catalogue.add_all([(name, family, parts[family]) for name, family in named.items()])
    except DataError as error:
        st.error(plain(str(error)))
        return False
    incoming_report.keep(title, done)
    if parts:
        selection.fly_to(_extent(frame))
    return True


def _read(plan: PlanData, sent: "Sent", choices: "Choices") -> "Incoming":
    from geo.guarded import reading as guarded  # noqa: PLC0415

    with waiting(f"{len(sent.content) / 2**20:,.1f} MB") as by:  # type: ignore[arg-type]
        return guarded.read(sent, guarded.Asked(choices, plan.boundary, limits()), by)


def _extent(frame: GeoDataFrame) -> GeoDataFrame:
    """All features as one box: what flies there looks at every row it is given."""
    told = {"accuracy_m": [frame["accuracy_m"].max()]}
    return GeoDataFrame(told, geometry=[box(*frame.total_bounds)], crs=frame.crs)


def _named(frame: GeoDataFrame, label: str) -> GeoDataFrame:
    """Give every feature a name; its accuracy is not known unless a column says so.

    Columns of the file that bear the app's own names stay, under another.
    """
    names = frame[label] if label in frame.columns else frame.index
    known = "accuracy_m" in frame.columns and frame["accuracy_m"].dtype.kind in "fi"
    taken = [*(["name"] if label != "name" else []), *([] if known else ["accuracy_m"])]
    kept = frame.rename(columns={name: _free(f"{name}_原列", frame) for name in taken})
    accuracy = frame["accuracy_m"] if known else float("nan")
    return kept.assign(name=_words(names), accuracy_m=accuracy)


def _words(names: Series | Index) -> Series | Index | list[str]:
    """Names as texts; a column of nothing but texts is one already."""
    ready = isinstance(names.dtype, StringDtype) and not names.hasnans
    return names if ready else [str(each) for each in names.tolist()]


def _free(name: str, frame: GeoDataFrame) -> str:
    while name in frame.columns:
        name = f"{name}_"
    return name
