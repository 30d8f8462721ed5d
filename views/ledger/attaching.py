"""附件: the one box for photos and PDF of an act that is still to be written, and what is in it."""

import streamlit as st

from geo.errors import PlanMapError
from geo.exchange.attachment_check import MOST_BYTES
from geo.exchange.attachments import POSITIONED, KeptFile
from views import upload_box, writer
from views.escape_markdown import escape_markdown
from views.ledger import acts
from views.reading_progress import waiting
from views.state.ledger import ATTACH_TURN, ATTACH_WRONG, ATTACHED

_TYPES = ("jpg", "jpeg", "png", "pdf")
_MOST = 10
"""Attachments of one act."""


def box(place: str) -> None:
    """Draw the box of a form, named by its place, and what was put into it."""
    if not writer.may_edit().may:
        return
    held = ATTACHED.key(place).get()
    for number, each in enumerate(held):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            note = f"；{POSITIONED}" if each.positioned else ""
            st.caption(escape_markdown(f"附件：{each.title}（{size_words(each.size)}）{note}"))
            st.button(
                "移除", key=f"attach-drop-{place}-{number}", on_click=_drop, args=(place, number)
            )
    if len(held) < _MOST:
        _upload(place)
    if words := ATTACH_WRONG.key(place).get():
        st.error(escape_markdown(words))


def held(place: str) -> list[KeptFile]:
    """Return what goes with the act that a form is about to write."""
    return ATTACHED.key(place).get()


def forget(place: str) -> None:
    """Let go of it: it was written, or the form is thrown away."""
    for family in (ATTACHED, ATTACH_WRONG):
        family.key(place).drop()


def size_words(size: int) -> str:
    """Return bytes as people read them."""
    return f"{size / 2**20:,.1f} MB" if size >= 2**20 else f"{max(size / 1024, 1):,.0f} KB"


def _upload(place: str) -> None:
    turn = ATTACH_TURN.key(place)
    given = upload_box.given(
        f"附件（照片或 PDF，每个不超过 {MOST_BYTES // 2**20} MB，可不附）",
        _TYPES,
        f"attach-{place}-{turn.get()}",
        max_upload_size=MOST_BYTES // 2**20,
    )
    if given is None:
        return
    wrong = ATTACH_WRONG.key(place)
    wrong.set("")
    try:
        ATTACHED.key(place).set([*held(place), _kept(given.getvalue(), given.name)])
    except PlanMapError as error:
        wrong.set(str(error))
    upload_box.spent(given)
    turn.set(turn.get() + 1)
    st.rerun(scope="app")


def _kept(content: bytes, name: str) -> KeptFile:
    from geo.guarded import reading  # noqa: PLC0415 - read when a file comes

    with waiting("正在检查附件") as by:
        checked = reading.attachment(reading.Sent(content, name), by)
    return acts.keep_file(name.rpartition(".")[0] or name, content, checked)


def _drop(place: str, number: int) -> None:
    told = held(place)
    ATTACHED.key(place).set([*told[:number], *told[number + 1 :]])
