"""The page below its title: sidebar, chips, map with panel; each part says its own errors."""

import streamlit as st

from geo.plan_data import PlanData
from layers.assets import publish
from views import cache, filter_chips, imported_gone, map_view, news, project_files, sidebar
from views.edition import edition
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.filter_form import take_pick
from views.filter_words import filter_words
from views.ledger import day_bar
from views.map_choices import MapChoices
from views.works import opening


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        publish(cache.ROOT / "static")
        plan = cache.plan()
        opening.take_up()
        project_files.apply_pending(plan)
        for note in project_files.notes():
            st.toast(escape_markdown(note))
        news.show()
        take_pick()
        imported_gone.check()
        if sidebar.is_known():
            _map_first(plan)
        else:
            _main(plan, _sidebar())


def _map_first(plan: PlanData) -> None:
    """Draw the map before the sidebar, so that it follows a click as soon as it can."""
    before = sidebar.gather()
    _main(plan, before)
    if _sidebar() != before:
        st.rerun()


def _main(plan: PlanData, choices: MapChoices) -> None:
    head = st.container()
    map_view.show(choices, edition())
    with head:
        imported_gone.show()
        own = [(s, filter_words(w)) for s in choices.own if (w := choices.filter_of(s))]
        day_bar.beside(lambda: filter_chips.show(plan, choices.criteria, own))


def _sidebar() -> MapChoices:
    with st.sidebar:
        return sidebar.show()
