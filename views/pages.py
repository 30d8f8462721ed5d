"""The pages of the app, in the order of their links; each is read when it is first shown."""

from importlib import import_module

import streamlit as st
from streamlit.navigation.page import Page

LEDGER = "ledger"
"""Address of the page 台账."""


def plan_map() -> Page:
    """Return the page 一张图."""
    return st.Page(_plan_map, title="一张图", default=True)


def every() -> tuple[Page, ...]:
    """Return the pages."""
    return (
        plan_map(),
        st.Page(_life_circles, title="生活圈", url_path="circles"),
        st.Page(_ledger, title="台账", url_path=LEDGER),
    )


def _plan_map() -> None:
    import_module("views.page").show()


def _life_circles() -> None:
    import_module("views.lifecircle.page").show()


def _ledger() -> None:
    import_module("views.monitoring.page").show()
