"""Run the page once more, after a choice that what is already drawn does not show yet."""

import streamlit as st
from streamlit.errors import StreamlitAPIException


def again() -> None:
    """Rerun the fragment; the whole app where it runs as a whole."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
