"""The page's own style, for an office screen and a telephone."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")


def apply() -> None:
    """Add the style to the page; it holds no value from data."""
    st.html(_SHEET)
