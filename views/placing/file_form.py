"""Placing by a file of boundary points: read in a child, drawn, to be looked at."""

from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from geo.importing.file_types import SUFFIXES
from geo.placing.model import Placement
from views import upload_box
from views.placing import proposal
from views.placing.given_shapes import system_fields
from views.placing.ground import ground
from views.placing.items import PlacingItem
from views.reading_progress import waiting
from views.state import placing as state

if TYPE_CHECKING:
    from geo.guarded.reading import Sent
    from geo.placing.questions import AxisOrder, ShapeWord

_ENDINGS: Final = tuple(dict.fromkeys((*SUFFIXES, ".txt")))


def show(item: PlacingItem) -> None:
    """Draw the box and the fields; read the file when it is asked for."""
    st.caption("勘测定界界址点（TXT）、点号与坐标表（CSV/XLSX），或 SHP、DXF、GPKG 等图层文件。")
    given = upload_box.given("界址点文件", _ENDINGS, f"placing-file-{item.tail}", "collapsed")
    state.SENT.key(item.tail).set(given.file_id if given else "")
    system_fields(item.tail)
    pressed = st.button("在地图上预览", key="placing-file", disabled=given is None)
    chosen = state.CHOSEN.key(item.tail)
    if given is None or not (pressed or chosen.get()):
        return
    from geo.guarded.reading import Sent  # noqa: PLC0415 - readers are known when a file comes

    if pressed:
        state.PICKED.key(item.tail).set(0)
    chosen.set(value=False)
    sent = Sent(given.getvalue(), given.name)
    proposal.offer(item, lambda: _read(item, sent))
    st.rerun(scope="fragment")


def pick(item: PlacingItem, choice: int) -> None:
    """Take one of several parcels of the file; it is read again in the run that follows."""
    state.PICKED.key(item.tail).set(choice)
    state.CHOSEN.key(item.tail).set(value=True)


def _read(item: PlacingItem, sent: "Sent") -> Placement:
    from geo.placing.by_file import ByFile, answer_file  # noqa: PLC0415

    tail = item.tail
    question = ByFile(
        system=state.SYSTEM.key(tail).get().strip(),
        shape=cast("ShapeWord", state.SHAPE.key(tail).get()),
        order=cast("AxisOrder", state.ORDER.key(tail).get()),
        choice=state.PICKED.key(tail).get(),
    )
    with waiting("正在读取坐标……") as by:
        return answer_file(sent, question, ground(), by)
