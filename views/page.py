"""The page below its title: sidebar, chips, map with panel; each part says its own errors."""

import streamlit as st

from layers.assets import publish
from views import cache, chips, filter_keys, map_view, sidebar
from views.guard import guarded


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        publish(cache.ROOT / "static")
        version = cache.stamp()
        plan = cache.plan(version)
        filter_keys.take_pick()
        with st.sidebar:
            choices = sidebar.show(plan, version)
        chips.show(plan, choices)
        map_view.show(version, choices)
