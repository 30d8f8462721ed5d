"""What the forms of all sheets share: scale, 图签, files to download, what to know before."""

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args
from zlib import crc32

import streamlit as st

from sheets.scale import SCALES, scale_words
from sheets.title_block import Imprint
from views import downloads
from views.escape_markdown import escape_markdown
from views.state import sheet
from views.state.model import Key

Format = Literal["pdf", "png", "svg"]

SIGNED = {
    "office": "编制单位",
    "drawn": "制图",
    "checked": "校核",
    "approved": "审核",
    "signed": "日期",
}
"""Fields of the 图签: end of the session key, title."""


def scale(kept: Key[int]) -> int | None:
    """Draw the choice of a fixed scale; None takes the largest at which all of it fits."""
    chosen = st.selectbox(
        "比例尺",
        [0, *SCALES],
        format_func=lambda number: scale_words(number) if number else "自动（尽量大）",
        key=kept.name,
        persist_state="session",
    )
    return int(chosen) if chosen else None


def imprint() -> Imprint | None:
    """Draw the fields of the 图签, the same on every form; None draws none."""
    if not st.toggle("加图签", key=sheet.IMPRINT.name, persist_state="session"):
        return None
    sheet.SIGNED.key("office").begin(sheet.OFFICE)
    columns = st.columns(2)
    fields = [
        columns[place % 2].text_input(
            title, key=sheet.SIGNED.key(name).name, max_chars=60, persist_state="session"
        )
        for place, (name, title) in enumerate(SIGNED.items())
    ]
    return Imprint(*(field or "" for field in fields))


def acknowledged(warnings: tuple[str, ...], prefix: str) -> bool:
    """Say what to know before a sheet goes out; return whether the planner has read it.

    Without warnings there is nothing to read. A tick counts for the words it stood under alone.
    """
    if not warnings:
        return True
    st.warning("  \n".join(escape_markdown(words) for words in warnings))
    return st.checkbox("我已知悉。", key=f"{prefix}-known-{crc32(''.join(warnings).encode()):x}")


def fits(misfit: str) -> bool:
    """Say why a sheet cannot be drawn as asked for; return whether it can."""
    if misfit:
        st.error(escape_markdown(misfit))
    return not misfit


def files(draw: Callable[[Format], bytes], name: str, prefix: str) -> None:
    """Draw a button for each format; the file, `name` and its ending, is drawn when asked for."""
    with downloads.row() as row:
        for kind in get_args(Format):
            row.button(
                f"下载 {kind.upper()}",
                partial(draw, kind),
                f"{name}.{kind}",
                key=f"{prefix}-{kind}",
                primary=kind == "pdf",
            )
