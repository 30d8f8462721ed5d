"""A filled form beside the ledger: every difference, taken or left, and what else it holds."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.errors import DataError
from geo.forms.comparison import (
    CHANGED,
    CLASHING,
    EMPTIED,
    UNREAD,
    FormComparison,
    FormDifference,
    FormVerdict,
)
from geo.forms.merging import usual_why
from geo.forms.model import ITEMS
from geo.ledger import ConflictError, UnchangedError
from geo.overlay.wording import title_of, value_words
from views import own_name
from views.edition import ledger_edition
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import acts, done, item_names
from views.local_time import zone
from views.monitoring import forms_acts
from views.state.monitoring_forms import FORM, MARKED, ROUND, WHY, FilledForm

_TAKE: Final = "采纳"
_HEIGHT: Final = 420
_WIDE: Final = ("哪里不对", "怎么办", "内容")
_GROUPS: Final[dict[FormVerdict, tuple[str, str]]] = {
    CHANGED: ("改动", "单位改了、台账没有改过的。有“说明”的没有预选，请看过再选。"),
    CLASHING: ("冲突", "单位改了，台账也改过的；采纳则以表中为准。"),
    EMPTIED: ("清空", "发出时有值、表中空着的；采纳则清空台账的值。"),
}


def show(came: FilledForm) -> None:
    """Draw the form's differences, and what becomes of those that are chosen."""
    if came.edition != ledger_edition():
        came = forms_acts.compared(came.name, came.sent)
        FORM.set(came)
    found = came.comparison
    _head(came)
    chosen: list[FormDifference] = []
    for verdict, (title, words) in _GROUPS.items():
        with guarded(title):
            chosen += _group(found, verdict, title, words)
    with guarded("读不懂的"):
        _unread(found)
    with guarded("表外内容"):
        _beside(found)
    _finish(came, chosen)


def _head(came: FilledForm) -> None:
    found = came.comparison
    whose = found.identity.description if found.identity else "不知是哪一份"
    st.markdown(f"**{escape_markdown(whose)}** {escape_markdown(came.name)}")
    for words in found.notes:
        st.warning(escape_markdown(words))
    counts = "　".join(f"{verdict} {len(found.of(verdict))}" for verdict in (*_GROUPS, UNREAD))
    rest = (
        f"表外 {len(found.beside)}　不认得的行 {len(found.odd_rows)}　缺的行 {len(found.missing)}"
    )
    st.markdown(escape_markdown(f"{counts}　{rest}"))
    st.caption(
        f"没有改动 {found.same:,d} 格，双方改成一样的 {found.both:,d} 格，"
        f"只有台账改动的 {found.kept:,d} 格，都保持台账现值。"
    )


def _group(
    found: FormComparison, verdict: FormVerdict, title: str, words: str
) -> list[FormDifference]:
    """Draw the differences of a verdict in one table; return those that are chosen."""
    told = found.of(verdict)
    if not told:
        return []
    with st.container(border=True, key=f"forms-{title}", gap="small"):
        st.markdown(f"{strong(title)} {len(told)} 处")
        st.caption(escape_markdown(words))
        with st.container(horizontal=True, gap="small"):
            for label, value in (("全部采纳", True), ("全部不采纳", False)):
                st.button(
                    escape_markdown(label),
                    key=f"forms-{title}-{value}",
                    on_click=_mark,
                    args=(verdict, value),
                )
        return _table(told, verdict)


def _table(told: Sequence[FormDifference], verdict: FormVerdict) -> list[FormDifference]:
    marked = MARKED.key(verdict).get()
    begin = [verdict == CHANGED and not each.note if marked is None else marked for each in told]
    columns = {
        _TAKE: begin,
        "项目": [_name(each) for each in told],
        "栏目": [_title(each) for each in told],
        "发出时": [_words(each, each.base) for each in told],
        "台账现值": [_words(each, each.ours) for each in told],
        "表中": [_words(each, each.theirs) for each in told],
        "说明": [_about(each) for each in told],
        "单元格": [each.cell for each in told],
    }
    if verdict == CHANGED:
        columns.pop("发出时")
    frame = DataFrame(columns)
    edited = st.data_editor(
        frame,
        hide_index=True,
        height=_height(told),
        column_config={
            _TAKE: st.column_config.CheckboxColumn(width=70),
            "说明": st.column_config.TextColumn(width="large"),
        },
        disabled=[name for name in frame.columns if name != _TAKE],
        key=f"forms-table-{verdict}-{ROUND.key(verdict).get()}",
    )
    return [each for each, take in zip(told, edited[_TAKE], strict=True) if take]


def _about(each: FormDifference) -> str:
    """How a cell was read; of a clash, who changed the ledger meanwhile."""
    when = each.at.astimezone(zone()).strftime("%Y-%m-%d %H:%M") if each.at else ""
    who = f"台账由{each.by}于 {when} 改过" if each.verdict == CLASHING and each.by else ""
    later = f"另有 {each.later:%Y-%m} 的数，并入后仍为现值" if each.later else ""
    return "；".join(filter(None, [who, later, each.note]))


def _height(rows: Sequence[object]) -> int:
    return min(_HEIGHT, 36 * len(rows) + 40)


def _mark(verdict: FormVerdict, value: bool) -> None:  # noqa: FBT001 - of a button
    MARKED.key(verdict).set(value)
    turn = ROUND.key(verdict)
    turn.set(turn.get() + 1)


def _unread(found: FormComparison) -> None:
    """Draw what cannot be taken, with where it stands and what to do."""
    told = found.of(UNREAD)
    if told:
        st.markdown(f"**读不懂** {len(told)} 处")
        st.caption("没有并入，台账保持现值；请单位改好后重新上传，或直接填报。")
        rows = []
        for each in told:
            wrong, _, cure = each.wrong.partition("；")
            rows.append((each.cell, _name(each), _title(each), wrong, cure))
        _list(rows, ("单元格", "项目", "栏目", "哪里不对", "怎么办"))
    if found.odd_rows:
        st.markdown(f"**不认得的行** {len(found.odd_rows)} 行")
        st.caption("不属于发出的项目，没有并入；内容都在下面。")
        _list([(each.cell, each.why, each.text) for each in found.odd_rows], ("行", "原因", "内容"))
    if found.missing:
        names = "、".join(item_names.here(ITEMS, item) for item in found.missing)
        st.markdown(escape_markdown(f"表中没有这些项目的行，台账保持现值：{names}"))


def _beside(found: FormComparison) -> None:
    """Draw what a unit wrote beside its form."""
    if not found.beside:
        return
    st.markdown(f"**表外内容** {len(found.beside)} 处")
    st.caption("单位在表旁边写的，不并入；需要的请填进备注。")
    rows = [
        (item_names.here(ITEMS, each.item) if each.item else "", each.cell, each.text, each.told)
        for each in found.beside
    ]
    _list(rows, ("项目", "单元格", "内容", "说明"))


def _list(rows: Sequence[tuple[str, ...]], titles: Sequence[str]) -> None:
    frame = DataFrame(rows, columns=list(titles))
    wide = {each: st.column_config.TextColumn(width="large") for each in titles if each in _WIDE}
    st.dataframe(frame, hide_index=True, height=_height(rows), column_config=wide, placeholder="")


def _finish(came: FilledForm, chosen: Sequence[FormDifference]) -> None:
    WHY.begin(usual_why(came.comparison))
    reporting = len(came.comparison.reporting)
    if reporting:
        st.caption(f"并入时 {reporting:,d} 个项目记为本月已报，没有改动的也记。")
    st.text_input("理由", key=WHY.name, max_chars=acts.MOST_WHY, persist_state="session")
    with st.container(horizontal=True, gap="small"):
        pressed = st.button(
            f"并入所选 {len(chosen)} 处", key="forms-do", type="primary",
            disabled=not (chosen or reporting),
        )  # fmt: skip
        st.button("关闭，不并入", key="forms-drop", on_click=_forget)
    if own_name.ready(pressed=pressed, what="forms-do") and (chosen or reporting):
        with guarded("没有并入"):
            _take(came, chosen)
            _forget()
            st.rerun(scope="app")


def _take(came: FilledForm, chosen: Sequence[FormDifference]) -> None:
    try:
        done.note(forms_acts.take(came.comparison, chosen, WHY.get(), came.name))
    except UnchangedError as error:
        done.say(str(error))
    except ConflictError as error:
        FORM.set(forms_acts.compared(came.name, came.sent))
        raise DataError(f"{error}；已按台账现值重新对照") from error


def _forget() -> None:
    for verdict in _GROUPS:
        MARKED.key(verdict).drop()
        ROUND.key(verdict).drop()
    for key in (FORM, WHY):
        key.drop()


def _name(each: FormDifference) -> str:
    if each.table == ITEMS:
        return item_names.here(each.table, each.item)
    return "新增事项" if each.is_new else f"事项 {each.item}"


def _title(each: FormDifference) -> str:
    return title_of(each.table, each.field)


def _words(each: FormDifference, value: object) -> str:
    if each.table != ITEMS and each.field == "item" and value:
        return item_names.here(ITEMS, str(value))
    return value_words(each.table, each.field, value)  # type: ignore[arg-type]
