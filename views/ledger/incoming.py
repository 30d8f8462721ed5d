"""What came in from elsewhere and waits: the word for taking it, and how it is let go."""

import streamlit as st

from geo.errors import DataError
from views import own_name
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import acts
from views.state.ledger import ACCEPTED, CARRY_WHY, DIFFERING, INCOMING


def ask(verb: str, label: str) -> bool:
    """Draw the word for it and the button; whether it is to be done now."""
    st.text_input(
        escape_markdown(label), key=CARRY_WHY.name, max_chars=acts.MOST_WHY, persist_state="session"
    )
    pressed = st.button(escape_markdown(verb), key="carry-do", type="primary")
    if not own_name.ready(pressed=pressed, what=f"carry-{verb}"):
        return False
    if not CARRY_WHY.get().strip():
        with guarded(f"没有{verb}"):
            raise DataError("请先写明理由")
        return False
    return True


def forget() -> None:
    """Let go of what came in."""
    for name in DIFFERING.get():
        ACCEPTED.key(name).drop()
    for key in (INCOMING, CARRY_WHY, DIFFERING):
        key.drop()
