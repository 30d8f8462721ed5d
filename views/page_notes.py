"""Sentences that stay on a page until the planner has read them."""

from collections.abc import Iterable

import streamlit as st

from views.escape_markdown import escape_markdown
from views.state.model import Key


def note(key: Key[list[str]], told: Iterable[str]) -> None:
    """Add sentences to the notes under a key of the session."""
    added = list(told)
    if added:
        key.set([*key.get(), *added])


def show_notes(key: Key[list[str]]) -> None:
    """Draw the notes under a key, with a button that takes them away."""
    told = key.get()
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.warning(escape_markdown("\n\n".join(told)), width="stretch")
        st.button("知道了", key=f"{key.name}-read", on_click=key.set, args=([],))
