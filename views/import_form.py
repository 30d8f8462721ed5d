"""A layer another office sends, looked at, asked about, read, and put on the map.

The one form for it, drawn wherever a page takes a layer.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from geopandas import GeoDataFrame
from shapely import box

from geo.errors import DataError
from geo.importing.file_types import OFFERED, SUFFIXES
from geo.plan_data import PlanData
from layers.imported import families
from views import (
    access,
    import_options,
    import_report,
    layer_registry,
    selected_feature,
    upload_box,
)
from views.escape_markdown import escape_markdown
from views.reading_progress import is_stopped, limits, limits_words, waiting
from views.sessions.memory import remembered
from views.state.model import Key

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.guarded.reading import Sent
    from geo.importing.model import Incoming, Peek, ReadingChoices


class ImportPlace(NamedTuple):
    """Where on the pages the form stands."""

    key: str  # begins the keys of its widgets
    taken: Callable[[Sequence[str]], object]  # told the ids of the layers that came to the map


class _Called(NamedTuple):
    """What a layer is called, which column names its features, and the warning about its datum."""

    title: str
    label: str
    datum_hint: str


def show(plan: PlanData, place: ImportPlace) -> None:
    """Draw the box and the form of the file in it."""
    st.caption(f"{OFFERED}；{limits_words(limits())}。读入后自动存入“我的工作”。")
    turn = Key(f"{place.key}-turn", 0)  # a file that is read in makes room for the next
    given = upload_box.given(
        "选择或拖入文件", SUFFIXES, f"{place.key}-file-{turn.get()}", "collapsed"
    )
    if given is not None and _form(plan, given, place):
        upload_box.spent(given)
        turn.set(turn.get() + 1)
        st.rerun(scope="app")


def folded(plan: PlanData, place: ImportPlace, words: str) -> None:
    """Draw box and form folded under `words`, with the report of the last file taken here."""
    fold = st.expander(words, key=f"{place.key}-fold", on_change="rerun")
    if fold.open:
        with fold:
            show(plan, place)
    import_report.show(place.key)


def _form(plan: PlanData, given: "UploadedFile", place: ImportPlace) -> bool:
    """Draw what is asked of a file; return whether it was read in."""
    from geo.guarded.reading import Sent  # noqa: PLC0415 - readers are known when a file comes
    from geo.importing.feature_names import label_columns  # noqa: PLC0415
    from geo.importing.model import ReadingChoices  # noqa: PLC0415

    content = given.getvalue()
    mark, sent = sha256(content).hexdigest()[:16], Sent(content, given.name)
    if is_stopped(mark):
        return False
    key = f"{place.key}-{{}}-{mark}"
    try:
        chosen = import_options.reading_choices(
            _peek(mark, given.name, ReadingChoices(), sent, plan), key
        )
        seen = _peek(mark, given.name, chosen, sent, plan)
        _preview(seen)
        import_options.preview(plan, seen)
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return False
    offered = _title(given.name, seen, chosen.layer)
    title = st.text_input(
        "图层名称", offered, max_chars=60, key=f"{key.format('title')}-{chosen.layer}"
    )
    label = st.selectbox("用作名称的列", label_columns(seen.names), key=key.format("label"))
    called = _Called(title.strip() or offered, str(label or ""), seen.datum_hint)
    pressed = st.button("读入并上图", type="primary", key=f"{place.key}-go")
    return pressed and _take(plan, sent, called, chosen, place)


@remembered(most=12)
def _peek(
    mark: str,
    name: str,  # noqa: ARG001
    choices: "ReadingChoices",
    _sent: "Sent",
    _plan: PlanData,
) -> "Peek":
    """Look at a file as chosen, or remember what was seen: each choice looks only once."""
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    with waiting("正在辨认文件……", mark) as by:
        return guarded.peek(_sent, guarded.Asked(choices, _plan.boundary, limits()), by)


def _title(file: str, seen: "Peek", layer: str) -> str:
    """What a layer may be called: as the file is, or as itself where the file holds several."""
    many = len(seen.layers) > 1 and layer
    name = layer.replace("\\", "/").rpartition("/")[2] if many else PurePosixPath(file).stem
    return (name.removesuffix(".shp") or PurePosixPath(file).stem)[:40]


def _preview(seen: "Peek") -> None:
    garbled = "（乱码请改选文字编码）" if any(each.encoding for each in seen.samples) else ""
    st.caption(f"前五行{garbled}")
    st.dataframe(seen.preview, hide_index=True, height=215, placeholder="")


@access.writing
def _take(
    plan: PlanData, sent: "Sent", called: _Called, choices: "ReadingChoices", place: ImportPlace
) -> bool:
    """Read a layer and put it on the map; False where that failed, which is said."""
    from geo.importing.feature_names import with_feature_names  # noqa: PLC0415

    title = called.title
    try:
        done = _read(plan, sent, choices)
        frame = with_feature_names(done.frame_ll, called.label)
        parts = families(frame)
        titled = {title if len(parts) == 1 else f"{title}（{family}）": family for family in parts}
        added = layer_registry.add_all([(name, each, parts[each]) for name, each in titled.items()])
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return False
    kept = layer_registry.record_of(added[0]) if len(added) == 1 else None
    import_report.keep(place.key, kept.title if kept else title, done, called.datum_hint)
    if parts:
        selected_feature.fly_to(_extent(frame))
        place.taken(added)
    return True


def _read(plan: PlanData, sent: "Sent", choices: "ReadingChoices") -> "Incoming":
    from geo.guarded import reading as guarded  # noqa: PLC0415

    with waiting(_size(len(sent.content))) as by:  # type: ignore[arg-type]
        return guarded.read(sent, guarded.Asked(choices, plan.boundary, limits()), by)


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MB" if count > 2**17 else f"{count / 1024:,.0f} KB"


def _extent(frame: GeoDataFrame) -> GeoDataFrame:
    """All features as one box: what flies there looks at every row it is given."""
    told = {"accuracy_m": [frame["accuracy_m"].max()]}
    return GeoDataFrame(told, geometry=[box(*frame.total_bounds)], crs=frame.crs)
