"""Counts beside the options of a control, without being part of their words.

Streamlit sends a choice to the server as the words of its option. Where they hold a count that
changes while a press is under way, the press names an option that is no more, and is lost.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import streamlit as st

T = TypeVar("T", bound=Hashable)


def show(key: str, options: Iterable[T], counts: Mapping[T, int]) -> None:
    """Draw the counts that are not 0 behind the options of the control that has the key."""
    st.html(f"<style>{badges_css(key, options, counts)}</style>")


def badges_css(key: str, options: Iterable[T], counts: Mapping[T, int]) -> str:
    """Return the rules for them: places and numbers, no word of an option."""
    return "".join(_rules(key, options, counts))


def _rules(key: str, options: Iterable[T], counts: Mapping[T, int]) -> Iterable[str]:
    for place, option in enumerate(options, 1):
        if count := counts.get(option, 0):
            button = f".st-key-{key} button:nth-of-type({place})"
            yield f'{button}::after {{ content: "{int(count)}"; margin-left: 0.35em; }}'
