"""The dialog 我的工作: open, rename, copy, share, delete, and take that back."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geo.errors import DataError
from geo.works.model import MOST_NAME, Work
from views import access
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.state.model import Key
from views.works import desks, opening, place
from views.works.opening import when
from views.works.owner import Owner

_SHOWN: Final = Key("works-shown", 8)
_STEP: Final = 8
_SOUGHT: Final = Key("works-sought", "")
_DELETED: Final = Key[list[str]]("works-deleted", [])
"""Id and name of the work that was deleted last, until the dialog is left."""

_NOTE: Final = Key("works-note", "")


@st.dialog("我的工作", width="medium")
def show(mine: Owner) -> None:
    """Draw the list of works of an owner."""
    with guarded("我的工作"):
        _list(mine)


def _list(mine: Owner) -> None:
    listed = place.works().of(mine.key)
    there = [each for each in listed if each.deleted is None]
    gone = [each for each in listed if each.deleted is not None]
    _said()
    if not there:
        st.caption("还没有工作。导入图层、试设方案、填图签等都会自动存为一个工作。")
    if len(there) > _STEP:
        st.text_input("按名称查找", key=_SOUGHT.name)
    sought = _SOUGHT.get().strip().casefold() if len(there) > _STEP else ""
    found = [each for each in there if sought in each.name.casefold()]
    if there and st.button("新建空白工作", key="works-new", help="这里打开着的已保存，在下面"):
        opening.begin_empty()
        st.rerun(scope="app")
    for work in found[: _SHOWN.get()]:
        _row(work, mine)
    if len(found) > _SHOWN.get():
        st.button("再列几个", key="works-more", on_click=_SHOWN.set, args=(_SHOWN.get() + _STEP,))
    if gone:
        with st.expander(f"已删除（{len(gone)}）"):
            for work in gone[:_STEP]:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(escape_markdown(work.name))
                    st.button(
                        "恢复", key=f"works-back-{work.work}", on_click=_undelete, args=(work,)
                    )


def _said() -> None:
    """Say what was just done, with the way back where it was deleting."""
    if told := _NOTE.take():
        st.error(escape_markdown(told))
    deleted = _DELETED.get()
    if deleted:
        with st.container(horizontal=True, vertical_alignment="center", key="works-undo-row"):
            st.markdown(f"已删除{strong(deleted[1])}")
            st.button("撤销", key="works-undo", on_click=_undo, type="primary")


def _row(work: Work, mine: Owner) -> None:
    here = desks.mine().held.work == work.work
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        size = f"{work.size / 1e6:,.1f} MB" if work.size > 1e5 else f"{work.size / 1e3:,.0f} KB"
        told = f"{when(work.saved)} 保存 · {size}"
        told += " · 已分享" if work.share else ""
        with st.container(gap="xxsmall", width="stretch"):
            st.markdown(strong(work.name))
            st.caption(told)
        if here:
            st.html('<span class="pm-mark">打开着</span>', width="content")
        elif st.button("打开", key=f"works-open-{work.work}"):
            opening.open_or_say(work.work)
            _DELETED.reset()
            st.rerun(scope="app")
        with st.popover("更多"):
            _more(work, mine, here=here)


def _more(work: Work, mine: Owner, *, here: bool) -> None:
    key = Key(f"works-name-{work.work}", work.name)
    st.text_input("名称", work.name, max_chars=MOST_NAME, key=key.name)
    with st.container(horizontal=True):
        st.button("改名", key=f"works-rename-{work.work}", on_click=_rename, args=(work, key))
        st.button("复制", key=f"works-copy-{work.work}", on_click=_copy, args=(work, mine))
        st.button(
            "删除", key=f"works-drop-{work.work}", on_click=_delete, args=(work,), disabled=here,
            help="打开着的工作不能删除；请先打开另一个" if here else "可撤销",
        )  # fmt: skip
    if work.share is None:
        st.button("分享只读链接", key=f"works-share-{work.work}", on_click=_share, args=(work,))
        return
    base = str(st.context.url or "").split("?")[0]
    st.code(f"{base}?{opening.PARAMETER}={work.share}", language=None, wrap_lines=True)
    st.caption("打开的人看到您最近保存的样子；他的改动另存为他自己的副本。")
    st.button("停止分享", key=f"works-unshare-{work.work}", on_click=_unshare, args=(work,))


def _rename(work: Work, key: Key[str]) -> None:
    name = key.get()
    if _done(lambda: place.works().rename(work.work, name)):
        held = desks.mine().held
        if held.work == work.work:
            held.name = name
        _DELETED.reset()


def _copy(work: Work, mine: Owner) -> None:
    at = datetime.now(UTC)
    name = f"{work.name[: MOST_NAME - 3]} 副本"
    new = Work(opening.new_id(), mine.key, mine.name, name, 0, 0, at, at)
    _done(lambda: place.works().copy(work.work, new, at))


def _share(work: Work) -> None:
    _done(lambda: place.works().share(work.work, opening.new_id()))


def _unshare(work: Work) -> None:
    _done(lambda: place.works().share(work.work, None))


def _delete(work: Work) -> None:
    if _done(lambda: place.works().delete(work.work, datetime.now(UTC))):
        _DELETED.set([work.work, work.name])
        desk = desks.mine()
        if desk.offered is not None and desk.offered.work == work.work:
            desk.offered = None


def _undelete(work: Work) -> None:
    _done(lambda: place.works().delete(work.work, None))


def _undo() -> None:
    work, _ = _DELETED.take()
    _done(lambda: place.works().delete(work, None))


def _done(act: Callable[[], None]) -> bool:
    """Do something to a work; what keeps it from being done is said in the dialog."""
    try:
        access.writing(act)()
    except DataError as error:
        _NOTE.set(str(error))
        return False
    return True
