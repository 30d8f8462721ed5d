"""Tables whose selected row follows the map: which row it is, and when a table starts anew."""

from zlib import crc32

import streamlit as st


def chosen_in(ids: tuple[str, ...]) -> list[int]:
    """Row of what is selected, [] where it is not in the table."""
    _, _, chosen = str(st.session_state.get("selected", "")).partition(":")
    return [ids.index(chosen)] if chosen in ids else []


def serial(name: str, ids: tuple[str, ...]) -> str:
    """Number of a table: a new one when the map selected or the row selected moved."""
    state, mark = st.session_state, crc32("|".join(ids).encode())
    known = state.get(f"rows-{name}", mark)
    state[f"rows-{name}"] = mark
    if known != mark and state.get("selected", ":") != ":":
        state[f"turn-{name}"] = state.get(f"turn-{name}", 0) + 1
    return f"{state.get('serial', 0)}-{state.get(f'turn-{name}', 0)}"
