"""The choice of handouts, formats and system, and the button that packs them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.district import DISTRICT
from views import downloads
from views.handouts import Handout

if TYPE_CHECKING:
    from geo.outgoing.model import Meta


def show(handouts: Sequence[Handout], meta: "Meta", key: str) -> None:
    """Draw the form; `key` tells the widgets of two forms apart."""
    from geo.outgoing.formats import FORMATS  # noqa: PLC0415 - read when the form is opened
    from geo.outgoing.systems import SYSTEMS  # noqa: PLC0415

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
    from geo.outgoing.bundling import bundle  # noqa: PLC0415

    return bundle([handout.make() for handout in handouts], [target[0]], target[1], meta)
