"""The page 台账: the filter of 一张图 beside a row of sections; each part says its own errors."""

import streamlit as st

from views import cache, filter_chips, filter_form, news, project_files, unsaved_work
from views.edition import edition
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.filter_form import BIND
from views.ledger import clash_dialog, day_bar, done, entry_notice
from views.monitoring import sections
from views.state.monitoring import SECTION
from views.state.plan_map import PICK
from views.works import opening


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        plan = cache.plan()
        opening.take_up()
        project_files.apply_pending(plan)
        for note in project_files.notes():
            st.toast(escape_markdown(note))
        news.show()
        filter_form.take_pick()
        with st.sidebar, st.expander("筛选规划项目", expanded=True):
            filter_form.show()
        day_bar.beside(lambda: filter_chips.show(plan, filter_form.current()))
        _section(edition())


@st.fragment
def _section(drawn: int) -> None:
    """Draw the row of sections and the one that is open.

    `drawn` is the edition of which the rest of the page is: of another one all is drawn anew.
    """
    with guarded("规划数据"):
        if edition() != drawn:
            st.rerun(scope="app")
    with guarded("台账"):
        unsaved_work.show()
        entry_notice.take_up()
        done.show()
        clash_dialog.show()
        name = _chosen()
        with guarded(name):
            sections.show(name)
    if PICK.is_set():
        st.rerun(scope="app")


def _chosen() -> str:
    words = tuple(sections.MODULES)
    if SECTION.get() not in words:
        SECTION.reset()
    chosen = st.segmented_control(
        "栏目",
        words,
        default=SECTION.start,
        required=True,
        key=SECTION.name,
        label_visibility="collapsed",
        bind=BIND,
    )
    return str(chosen)
