"""留痕: who changed what when and why, of all items or of the chosen one; and what waits."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.exchange.attachments import of_changes
from geo.ledger import Change
from geo.overlay import ITEMS
from geo.plan_data import PlanData
from views import selected_feature, writer
from views.access_settings import settings
from views.edition import STORE
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import change_acts, exchange_panel, item_names, recent
from views.ledger.attached_list import attached_html
from views.ledger.change_html import change_html
from views.ledger.history_days import period
from views.ledger.recent import Wanted
from views.local_time import time_words
from views.state.ledger import (
    CHOSEN,
    EVERYBODY,
    EXCHANGE,
    MOST,
    PERSON,
    SCOPE,
    WAITING,
    WHEN,
    WHENS,
)
from views.state.plan_map import HISTORY, PANEL

_PAGE: Final = 20
_NONE: Final = "还没有人填报。在地图上点选一个项目，再按“填报”。"


def show(plan: PlanData) -> None:
    """Draw the panel."""
    with st.container(horizontal=True, gap="small", key="history-head"):
        scope = SCOPE.segmented_control(
            "范围",
            counts={WAITING: recent.waiting()},
            label_visibility="collapsed",
            width="content",
        )
    if scope == EXCHANGE:
        exchange_panel.show()
        return
    if scope == WAITING:
        _waiting(plan)
        return
    item = _chosen(plan)
    if scope == CHOSEN and item is None:
        st.info("先在地图、表格或搜索中选一个规划项目或道路，再看它的留痕。")
        return
    table, name = item if scope == CHOSEN and item else (None, None)
    _listed(plan, _narrowed(Wanted(table, name)))


def of_item(plan: PlanData, table: str, item: str) -> None:
    """Draw the changes of one item, the newest first, with what may be done to them."""
    most = MOST.get()
    found = recent.changes(Wanted(table, item), most + 1)
    if not found:
        st.caption("还没有人填报。")
        return
    _draw(plan, found[:most])
    if len(found) > most:
        st.button(f"再列 {_PAGE} 条", key="history-more", on_click=_more)


def open_of_chosen() -> None:
    """Let the panel show the history of what is chosen."""
    PANEL.set(HISTORY)
    SCOPE.set(CHOSEN)


def _chosen(plan: PlanData) -> tuple[str, str] | None:
    """Table and id of what is chosen, if a ledger is kept of it."""
    chosen = selected_feature.current(plan)
    if chosen is None or chosen.spec.frame not in ITEMS:
        return None
    return chosen.spec.frame, chosen.feature_id


def _narrowed(wanted: Wanted) -> Wanted:
    """Draw the choice of person and days; return what is wanted of them."""
    left, right = st.columns(2, gap="small")
    people = (EVERYBODY, *recent.people())
    if PERSON.get() not in people:
        PERSON.reset()
    person = left.selectbox(
        "填报人", people, key=PERSON.name, label_visibility="collapsed", persist_state="session"
    )
    when = right.selectbox(
        "时间", WHENS, key=WHEN.name, label_visibility="collapsed", persist_state="session"
    )
    by = None if person == EVERYBODY else str(person)
    return wanted._replace(by=by, period=period(str(when)))


def _listed(plan: PlanData, wanted: Wanted) -> None:
    most = MOST.get()
    found = recent.changes(wanted, most + 1)
    if not found:
        st.info(_NONE if wanted == Wanted() else "没有符合条件的改动。")
        return
    _draw(plan, found[:most])
    if len(found) > most:
        st.button(f"再列 {_PAGE} 条", key="history-more", on_click=_more)


def _waiting(plan: PlanData) -> None:
    most = MOST.get()
    found, count = recent.drafts(most), recent.waiting()
    if not found:
        st.info("没有待审的改动。" if settings().reviewed else "本单位的修改不须审核，没有待审。")
        return
    permission = writer.may_review()
    words = f"{count} 条待审，先填的在前。" + ("" if permission.may else permission.why)
    st.caption(escape_markdown(words))
    _draw(plan, found)
    if count > len(found):
        st.button(f"再列 {_PAGE} 条", key="waiting-more", on_click=_more)


def _draw(plan: PlanData, found: Sequence[Change]) -> None:
    newest = {table: recent.newest(table) for table in ITEMS}
    book = STORE.ledger
    attached = of_changes(book, [each.uid for each in found]) if book else {}
    for change in found:
        with st.container(border=True, key=f"change-{change.seq}", gap="small"):
            reviewed = time_words(change.reviewed) if change.reviewed else ""
            name = item_names.of(plan, change.table, change.item)
            st.html(change_html(change, name, time_words(change.at), reviewed))
            if change.uid in attached:
                st.html(attached_html(attached[change.uid]))
            with guarded("留痕"):
                change_acts.show(plan, change, newest.get(change.table, {}))


def _more() -> None:
    MOST.set(MOST.get() + _PAGE)
