"""The page below its title: sidebar, chips, map with panel; each part says its own errors."""

import streamlit as st

from geo.filtering import Criteria, explain_empty
from geo.plan_data import PlanData
from layers.assets import publish
from layers.spec import LayerSpec
from views import cache, imported_filter, imported_gone, map_view, news, project_files, sidebar
from views.edition import edition
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.filter_form import KEYS, clear, clear_all, drop, take_pick
from views.filter_words import chips_of, filter_words
from views.ledger import then_form
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
        then_form.banner()
        imported_gone.show()
        _chips(plan, choices)


def _sidebar() -> MapChoices:
    with st.sidebar:
        return sidebar.show()


def _chips(plan: PlanData, choices: MapChoices) -> None:
    """Draw what the filter holds as chips to take off, "x / y", and why nothing is left."""
    left = len(choices.kept)
    chips = chips_of(plan, choices.criteria)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        st.markdown(f"规划项目 **{left}** / {len(plan.projects)} 项")
        for field, value, words in chips:
            st.button(
                f"{escape_markdown(words)} ✕",
                key=f"chip-{field}-{value}",
                on_click=drop,
                args=(field, value),
            )
        for spec in choices.own:
            if wanted := choices.filter_of(spec):
                _own_chip(spec, filter_words(wanted))
        if chips:
            st.button("全部重置", key="reset", type="primary", on_click=clear_all)
    if not left:
        _why(plan, choices.criteria)


def _own_chip(spec: LayerSpec, words: str) -> None:
    st.button(
        f"{escape_markdown(spec.title)}（{escape_markdown(words)}） ✕",
        key=f"chip-{spec.layer_id}",
        on_click=imported_filter.clear,
        args=(spec.layer_id,),
    )


def _why(plan: PlanData, criteria: Criteria) -> None:
    with st.container(border=True):
        st.markdown("**没有符合条件的规划项目。** 去掉其中一个条件试试：")
        with st.container(horizontal=True, gap="small"):
            for field, count in explain_empty(plan.projects, criteria).items():
                st.button(
                    f"去掉“{KEYS[field].title}”后有 {count} 项",
                    key=f"why-{field}",
                    on_click=clear,
                    args=(field,),
                )
