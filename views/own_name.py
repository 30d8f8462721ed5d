"""The name that somebody gives on a machine of his own: asked once, kept in the user's folder.

It is what he says, and stands in the history without an account; the account of the system is not
asked.
"""

import os
import unicodedata
from contextlib import suppress
from typing import Final

import streamlit as st

from geo.atomic_file import write_whole
from geo.disk_space import unwritten
from geo.errors import DataError
from geo.user_folder import user_folder
from views import access, own_machine
from views.access_settings import settings
from views.error_boundary import guarded
from views.state.identity import NAME_TYPED, NAMED_FOR

FILE: Final = "name.txt"
_LONGEST: Final = 60
"""Letters of a shown name."""

_MOST_BYTES: Final = 1_000


def clean(text: str) -> str:
    """Return a name as it is shown: one line, nothing unseen, no brackets: they hold an account."""
    seen = (" " if _is_void(each) else each for each in text)
    return " ".join("".join(seen).split())[:_LONGEST].strip()


def _is_void(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] in "CZ" or kind in ("Ps", "Pe") or letter in "<>《》"


def given() -> str:
    """Return the name that was given on this machine, "" where none was."""
    with suppress(OSError), (user_folder(os.environ) / FILE).open("rb") as file:
        return clean(file.read(_MOST_BYTES).decode("utf-8", "replace"))
    return ""


def asks() -> bool:
    """Whether names are given here at all: nobody signs in, and the machine is one's own."""
    return not settings().sign_in and own_machine.is_own()


@access.writing
def keep(text: str) -> None:
    """Keep a name.

    Raises
    ------
    DataError
        If it is empty, the page is not on a machine of one's own, or the disk refuses.
    """
    name = clean(text)
    if not asks():
        raise DataError("这里由登录认人，姓名不能自填")
    if not name:
        raise DataError("请填写姓名")
    folder = user_folder(os.environ)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten("姓名", error, folder.parent) from error
    write_whole(folder / FILE, name.encode(), "姓名")


def ready(*, pressed: bool, what: str) -> bool:
    """Whether to do what a button asks: it was pressed and a name is known, or is given just now.

    Where none is, the name is asked in a dialog. What is typed in forms stays; once the name is
    given the page runs again, and this says yes for `what`, a word for the act, once.
    """
    if NAMED_FOR.get() == what and given():
        NAMED_FOR.drop()
        return True
    if pressed and asks() and not given():
        _dialog(what)
        return False
    return pressed


@st.dialog("您的姓名")
def _dialog(what: str) -> None:
    st.caption("修改记入台账时写明是谁改的。只在这台电脑上问一次，可随时在页面右上角更改。")
    if form("asked"):
        NAMED_FOR.set(what)
        st.rerun()


def form(where: str) -> bool:
    """Draw the box and its button; whether a name has been kept just now.

    `where` tells one place of the page from another: two may be drawn in one run.
    """
    typed = NAME_TYPED.key(where)
    with st.form(f"own-name-{where}", border=False):
        st.text_input("姓名", key=typed.name, max_chars=_LONGEST, placeholder="如 王晓明")
        pressed = st.form_submit_button("确定", type="primary")
    if not pressed:
        return False
    with guarded("姓名"):
        keep(typed.get())
        return True
    return False
