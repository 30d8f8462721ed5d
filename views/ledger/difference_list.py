"""Every difference of a copy that was edited in QGIS, accepted or left, one by one or all alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import streamlit as st

from geo.exchange.comparing import CONFLICT, OURS, SAME, THEIRS, Difference, Outcome
from geo.ledger import UnchangedError
from geo.overlay import PLACEMENT
from geo.overlay.wording import title_of, value_words
from views import cache
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import carried_acts, done, item_names
from views.ledger.clash_choice import Origin, Pair, Whose, clash_html
from views.ledger.incoming import ask, forget
from views.state.ledger import ACCEPTED, CARRY_WHY, DIFFERING, Brought

_SHORT: Final = 60
_MOST_NOTES: Final = 20
_WHOSE: Final = Whose("副本的", "本库的", "用副本的", "用本库的")
_KINDS: Final[dict[Outcome, str]] = {
    THEIRS: "只有副本改动的",
    CONFLICT: "副本和本库都改动的（采纳则以副本为准）",
}


class Row(NamedTuple):
    """What is accepted or left together: one field, or a place with basis and accuracy."""

    name: str
    differences: tuple[Difference, ...]

    @property
    def verdict(self) -> Outcome:
        """Conflict if any of it is one; else theirs, if they changed any."""
        told = [each.verdict for each in self.differences]
        return next((each for each in (CONFLICT, THEIRS, OURS) if each in told), SAME)


def rows_of(differences: Iterable[Difference]) -> list[Row]:
    """Return the differences as they are accepted, in their order."""
    found: dict[str, list[Difference]] = defaultdict(list)
    for each in differences:
        part = "place" if each.field in PLACEMENT else each.field
        found[f"{each.table}-{each.item}-{part}"].append(each)
    return [Row(name, tuple(told)) for name, told in found.items()]


def show(came: Brought) -> None:
    """Draw the differences, and what becomes of those that are chosen."""
    if came.copy is None:
        return
    comparison, notes = came.copy.comparison, came.copy.notes
    rows = rows_of(comparison.differences)
    st.markdown(escape_markdown(f"{came.name}：与本库对照"))
    _begin(rows)
    for verdict, words in _KINDS.items():
        _group([each for each in rows if each.verdict == verdict], verdict, words)
    told = [f"只有本库改动的 {_count(rows, OURS)} 处，双方相同的 {_count(rows, SAME)} 处"]
    told += [f"副本中新增 {item}" for _, item in comparison.added]
    told += [f"副本中没有 {item_names.here(*each)}；台账不删除要素" for each in comparison.missing]
    st.caption(escape_markdown("；".join([*told, *notes][:_MOST_NOTES])))
    _finish([each for each in rows if ACCEPTED.key(each.name).get()])


def _begin(rows: Sequence[Row]) -> None:
    """Once for a file: accept what they alone changed."""
    if DIFFERING.is_set():
        return
    DIFFERING.set([each.name for each in rows])
    for each in rows:
        ACCEPTED.key(each.name).set(each.verdict == THEIRS)


def _count(rows: Iterable[Row], verdict: Outcome) -> int:
    return sum(each.verdict == verdict for each in rows)


def _group(rows: Sequence[Row], verdict: Outcome, words: str) -> None:
    if not rows:
        return
    mark = "conflict" if verdict == CONFLICT else "theirs"
    names = [each.name for each in rows]
    with st.container(border=True, key=f"carry-{mark}", gap="small"):
        st.markdown(f"**{escape_markdown(words)}** {len(rows)} 处")
        with st.container(horizontal=True, gap="small"):
            for title, value in (("全部采纳", True), ("全部不采纳", False)):
                st.button(
                    escape_markdown(title),
                    key=f"carry-all-{mark}-{value}",
                    on_click=_set_all,
                    args=(names, value),
                )
        for row in rows:
            key = ACCEPTED.key(row.name).name
            words = words_of(row)
            if verdict == CONFLICT:
                _both(row)
                words = "用副本的（不选为留本库的）"
            st.checkbox(escape_markdown(words), key=key, persist_state="session")


def _both(row: Row) -> None:
    """Draw both values of what both changed, as wherever two meet."""
    first = row.differences[0]
    pairs = [Pair(each.field, each.theirs, each.ours) for each in row.differences]
    state = cache.states().get(first.table)
    mine = None if state is None or state.empty else state[state["item"] == first.item]
    changed = None if mine is None else mine[mine["field"].isin([each.field for each in pairs])]
    st.markdown(strong(_name(first)))
    told = None
    if changed is not None and not changed.empty:
        last = changed.sort_values("seq").iloc[-1]
        told = Origin(last["by"], last["at"], last["why"], last["document"], int(last["seq"]))
    base = "；".join(
        _short(value_words(each.table, each.field, each.base)) for each in row.differences
    )
    st.caption(escape_markdown(f"{_titles(row)}：原为 {base}"))
    st.html(clash_html(first.table, pairs, _WHOSE, told))


def _titles(row: Row) -> str:
    return "、".join(title_of(each.table, each.field) for each in row.differences)


def _set_all(names: Iterable[str], value: bool) -> None:  # noqa: FBT001 - of a button
    for name in names:
        ACCEPTED.key(name).set(value)


def words_of(row: Row) -> str:
    """Return what a row changes, as a person reads it."""
    first = row.differences[0]
    told = "；".join(_field(each) for each in row.differences if each.verdict != SAME)
    return f"{_name(first)} · {told}"


def _field(each: Difference) -> str:
    base, theirs, ours = (
        _short(value_words(each.table, each.field, value))
        for value in (each.base, each.theirs, each.ours)
    )
    title = title_of(each.table, each.field)
    if each.verdict == CONFLICT:
        return f"{title}：原为 {base}，本库现为 {ours}，副本为 {theirs}"
    return f"{title}：{ours} → {theirs}"


def _name(each: Difference) -> str:
    return item_names.here(each.table, each.item)


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"


def _finish(chosen: Sequence[Row]) -> None:
    if chosen and ask(f"采纳所选 {len(chosen)} 处", "为什么采纳（必填）"):
        told = [
            each for row in chosen for each in row.differences if each.verdict not in (SAME, OURS)
        ]
        with guarded("没有采纳"):
            try:
                done.note(carried_acts.accept_differences(told, CARRY_WHY.get()))
            except UnchangedError as error:
                done.say(str(error))
            forget()
            st.rerun(scope="app")
    if not chosen:
        st.caption("没有选定要采纳的差异。")
    st.button("关闭，不采纳", key="carry-drop", on_click=forget)
