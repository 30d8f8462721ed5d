"""What was written last is said once, on the page that is drawn anew after it."""

from collections.abc import Sequence

import streamlit as st

from geo.ledger import DRAFT, Change
from geo.ledger.model import WORDS
from views.escape_markdown import escape_markdown
from views.state.ledger import DONE


def note(made: Sequence[Change]) -> None:
    """Let the next page say what was written."""
    drafts = "，待审核" if any(each.review == DRAFT for each in made) else ""
    numbers = "、".join(f"{WORDS[each.kind]} {each.seq}" for each in made[:3])
    more = f" 等 {len(made)} 条" if len(made) > 3 else ""
    say(f"已写入台账：{numbers}{more}{drafts}")


def say(words: str) -> None:
    """Let the next page say something of the ledger."""
    DONE.set(words)


def show() -> None:
    """Say it, once."""
    if words := DONE.get():
        DONE.drop()
        st.toast(escape_markdown(words))
