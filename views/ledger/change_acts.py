"""What can be done with a change of the history: take it back, put it back, accept it, return it.

Only what would come about is offered: a change is taken back while nothing follows it, judged while
it waits and by whoever may. The word for it is asked below; the act itself asks again who may.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.ledger import ACCEPTED, RETURNED, Change, ConflictError, Edit
from geo.overlay import GEOMETRY
from geo.plan_data import PlanData
from layers import LAYERS
from views import cache, own_name, selected_feature, writer
from views.error_boundary import guarded
from views.ledger import acts, clash_dialog, compared, done
from views.ledger.compared import places
from views.state.ledger import ASKED, COMPARED, WORD, Act, Intent

Newest = Mapping[tuple[str, str], int]


class _Words(NamedTuple):
    button: str
    asks: str
    needed: bool


_ACTS: Final[Mapping[Act, _Words]] = {
    "undo": _Words("撤销", "为什么撤销（必填）", needed=True),
    "redo": _Words("恢复", "为什么恢复（必填）", needed=True),
    "accept": _Words("通过", "审核意见（可不填）", needed=False),
    "return": _Words("退回", "退回的理由（必填）", needed=True),
}


def offered(change: Change, newest: Newest) -> tuple[Act, ...]:
    """Return what whoever is at the page can do with a change now."""
    last = all(newest.get((change.item, each.field)) == change.seq for each in change.fields)
    found: list[Act] = []
    if change.waits and writer.may_review(change.by).may:
        found += ["accept", "return"] if last else ["accept"]
    if last and writer.may_edit().may:
        found.append("redo" if change.kind in ("undo", "return") else "undo")
    return tuple(found)


def show(plan: PlanData, change: Change, newest: Newest) -> None:
    """Draw the buttons of a change, and the question for the word of the one that was pressed."""
    with st.container(horizontal=True, gap="small", key=f"change-acts-{change.seq}"):
        _see(plan, change)
        for act in offered(change, newest):
            st.button(
                _ACTS[act].button,
                key=f"change-{act}-{change.seq}",
                on_click=ASKED.set,
                args=(Intent(change.seq, act),),
            )
    if COMPARED.get() == change.seq:
        st.caption(compared.WORDS)
    asked = ASKED.get()
    if asked is not None and asked.seq == change.seq:
        _ask(change, asked.act)


def _see(plan: PlanData, change: Change) -> None:
    layer = layer_of(change.table, change.item)
    if layer:
        go = partial(_go_to, plan, layer, change.item)
        st.button("定位", key=f"change-go-{change.seq}", on_click=go)
    if any(each.field == GEOMETRY for each in change.fields):
        shown = COMPARED.get() == change.seq
        st.button(
            "收起对照" if shown else "图上对照",
            key=f"change-compare-{change.seq}",
            on_click=_compare,
            args=(change, not shown),
        )


def _compare(change: Change, shown: bool) -> None:  # noqa: FBT001 - of a button
    COMPARED.set(change.seq if shown else 0)
    if shown:
        selected_feature.fly_to(GeoDataFrame(pd.concat(frame for _, frame in places(change))))


def _ask(change: Change, act: Act) -> None:
    word, words = WORD.key(f"{change.seq}"), _ACTS[act]
    st.text_input(words.asks, key=word.name, max_chars=acts.MOST_WHY, persist_state="session")
    with st.container(horizontal=True, gap="small"):
        sure = st.button(f"确定{words.button}", key=f"change-sure-{change.seq}", type="primary")
        st.button("取消", key=f"change-not-{change.seq}", on_click=ASKED.drop)
    if own_name.ready(pressed=sure, what=f"{act}-{change.seq}"):
        with guarded(f"没有{words.button}"):
            if words.needed and not word.get().strip():
                raise DataError("请先写明理由")
            _do(change, act, word.get())
            ASKED.drop()
            word.drop()
            st.rerun(scope="app")


def _do(change: Change, act: Act, word: str) -> None:
    """Do it; where another change followed meanwhile, let the page ask whose value counts."""
    try:
        if act in ("undo", "redo"):
            done.note([acts.undo(change.seq, word)])
        else:
            acts.review(change.seq, ACCEPTED if act == "accept" else RETURNED, word)
            done.say(f"已{_ACTS[act].button}：改动 {change.seq}")
    except ConflictError as error:
        if act == "return":
            raise DataError("其后又有改动，不能退回；请在下面看后来的改动，先处理它") from error
        before = {each.field: each.before for each in change.fields}
        edit = Edit(change.table, change.item, before, acts.typed(word), {})
        clash_dialog.begin(edit, error, "history")


def layer_of(table: str, item: str) -> str:
    """Layer of the map in which an item is, "" for none."""
    members = cache.members()
    layers = (spec.layer_id for spec in LAYERS if spec.frame == table)
    return next((each for each in layers if item in members[each]), "")


def _go_to(plan: PlanData, layer: str, item: str) -> None:
    selected_feature.select(layer, item)
    chosen = selected_feature.current(plan)
    if chosen is not None:
        selected_feature.fly_to(selected_feature.row_of(plan, chosen))
