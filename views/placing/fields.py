"""Fields of the forms of placing: roads, directions, metres; and what has to be filled in."""

from typing import Final

import streamlit as st

from geo.errors import DataError
from views.placing.ground import road_names
from views.state.model import Key

KEEP: Final = "session"


def road_box(label: str, key: Key[str | None], *, needed: bool = True) -> None:
    """Draw a box of road names; one that no line has yet may be typed."""
    names = road_names()
    held = key.get()
    st.selectbox(
        label if needed else f"{label}（可不填）",
        names if held in (None, *names) else [held, *names],  # a name that no line has yet
        index=None,
        key=key.name,
        format_func=str,
        placeholder="选择或输入路名",
        accept_new_options=True,
        persist_state=KEEP,
    )


def direction_box(label: str, key: Key[str | None], offered: tuple[str, ...]) -> None:
    """Draw a box of directions."""
    st.selectbox(label, offered, index=None, key=key.name, placeholder="方位", persist_state=KEEP)


def metres_box(label: str, key: Key[float | None]) -> None:
    """Draw a box for metres."""
    st.number_input(
        label,
        0.0,
        100_000.0,
        None,
        10.0,
        format="%g",
        key=key.name,
        placeholder="米",
        persist_state=KEEP,
    )


def needed(value: str | None, what: str) -> str:
    """Return a text; without one raise `DataError` that asks for `what`."""
    if not (value or "").strip():
        raise DataError(f"请先填写{what}")
    return str(value).strip()


def positive(value: float | None, what: str) -> float:
    """Return a number above 0; without one raise `DataError` that asks for `what`."""
    if not value or value <= 0:
        raise DataError(f"请先填写{what}，须大于 0")
    return float(value)
