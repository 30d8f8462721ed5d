"""The page below its title: sidebar, chips, map with panel; each part says its own errors."""

import streamlit as st

from geo.plan_data import PlanData
from layers.assets import publish
from views import cache, chips, chosen, filter_keys, map_view, own_gone, project_files, sidebar
from views.choices import Choices
from views.edition import edition
from views.guard import guarded
from views.plain import plain


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        publish(cache.ROOT / "static")
        plan = cache.plan()
        project_files.apply_pending(plan)
        for note in project_files.notes():
            st.toast(plain(note))
        filter_keys.take_pick()
        own_gone.check()
        if chosen.is_known():
            _map_first(plan)
        else:
            _main(plan, _sidebar())


def _map_first(plan: PlanData) -> None:
    """Draw the map before the sidebar, so that it follows a click as soon as it can."""
    before = chosen.gather()
    _main(plan, before)
    if _sidebar() != before:
        st.rerun()


def _main(plan: PlanData, choices: Choices) -> None:
    head = st.container()
    map_view.show(choices, edition())
    with head:
        own_gone.show()
        chips.show(plan, choices)


def _sidebar() -> Choices:
    with st.sidebar:
        return sidebar.show()
