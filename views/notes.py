"""Sentences that stay on a page until the planner has read them."""

from collections.abc import Iterable

import streamlit as st

from views.plain import plain


def note(key: str, told: Iterable[str]) -> None:
    """Add sentences to the notes under a key of the session."""
    added = list(told)
    if added:
        st.session_state[key] = [*st.session_state.get(key, []), *added]


def show_notes(key: str) -> None:
    """Draw the notes under a key, with a button that takes them away."""
    told = st.session_state.get(key)
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.warning(plain("\n\n".join(told)), width="stretch")
        st.button("知道了", key=f"{key}-read", on_click=_read, args=(key,))


def _read(key: str) -> None:
    st.session_state[key] = []
