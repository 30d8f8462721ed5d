"""评估报告: what is told of whom and which day, made as Word or PDF where sheets are drawn."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import DataError
from geo.schema import UNREPORTED
from sheets.evaluation.request import KINDS
from sheets.evaluation.request import PARTS as CONTENTS
from sheets.report.wording import day as day_words
from views import as_of, cache, downloads, drawing_pool
from views.edition import STORE
from views.escape_markdown import escape_markdown
from views.ledger import day_box
from views.state import monitoring_evaluation as chosen
from views.state.sheet import OFFICE

if TYPE_CHECKING:
    from sheets.evaluation.sources import EvaluationSpec, Sources

_WHOLE, _ZONE, _UNIT = chosen.SCOPES


def show() -> None:
    """Draw the form and its buttons."""
    drawing_pool.prepare()
    st.caption(
        "中期、终期评估报告：按章节和专栏的完成、逾期、变动与未填报，指标，实施状态图，分区与责任单位，"
        "问题与协调事项，生活圈当时与现在，变动记录。没有填报的写未填报。不受筛选影响；编制约需几秒。"
    )
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    with row:
        chosen.KIND.segmented_control("种类")
        chosen.SCOPE.segmented_control("范围")
        scope = _scope()
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    with row:
        day_box.draw("数据截至日", chosen.DAY, as_of.day() or date.today())
        chosen.OFFICE.begin(OFFICE)
        st.text_input("编制单位", key=chosen.OFFICE.name, max_chars=60, persist_state="session")
    _contents()
    if not scope:
        return
    try:
        asked = _asked(scope)
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return
    _buttons(asked)


def _scope() -> str:
    """Draw what the scope is chosen from; return it in words, "" where there is none yet."""
    which = chosen.SCOPE.get()
    if which == _ZONE:
        names = {
            str(zone): escape_markdown(str(name))
            for zone, name in cache.plan().zones["name"].items()
        }
        zone = st.selectbox(
            "分区",
            list(names),
            format_func=names.__getitem__,
            key=chosen.ZONE.name,
        )
        return f"分区:{zone}" if zone else ""
    if which == _UNIT:
        units = _units()
        if not units:
            st.caption("台账还没有填报任何责任单位。")
            return ""
        return f"单位:{st.selectbox('单位', units, key=chosen.UNIT.name)}"
    return _WHOLE


def _units() -> list[str]:
    told = cache.plan().projects["lead_unit"].value_counts()
    return [str(unit) for unit in told.index if unit not in ("", UNREPORTED)]


def _contents() -> None:
    with st.expander("内容"):
        chosen.PARTS.begin(list(CONTENTS))
        st.pills(
            "各部分", list(CONTENTS), selection_mode="multi", format_func=CONTENTS.__getitem__,
            key=chosen.PARTS.name, label_visibility="collapsed",
        )  # fmt: skip
        st.checkbox("列出全部变动（不选时，多的只按月计数）", key=chosen.FULL.name)


def _asked(scope: str) -> "EvaluationSpec":
    from sheets.evaluation.sources import EvaluationSpec  # noqa: PLC0415 - drawing is read when asked for

    wanted = chosen.PARTS.get()
    return EvaluationSpec(
        kind=next(each for each in KINDS if each == chosen.KIND.get()),
        day=day_box.day_of(chosen.DAY.get()),
        made=date.today(),
        scope=scope,
        office=chosen.OFFICE.get(),
        parts=tuple(part for part in CONTENTS if part in wanted),
        full=bool(chosen.FULL.get()),
    )


def _buttons(asked: "EvaluationSpec") -> None:
    place = asked.scope.partition(":")[2] or asked.scope
    if asked.scope.startswith(_ZONE):
        place = str(cache.plan().zones["name"].get(place, place))
    st.markdown(
        escape_markdown(f"{asked.kind}，{place}，数据截至 {day_words(asked.day.isoformat())}")
    )
    sources = finding()
    with downloads.row() as row:
        name = f"{asked.kind}_{place}_{asked.day.isoformat()}"
        word, pdf = (partial(made, sources, asked, ending) for ending in (".docx", ".pdf"))
        row.button("下载 Word", word, f"{name}.docx", key="evaluation-docx", primary=True)
        row.button("下载 PDF", pdf, f"{name}.pdf", key="evaluation-pdf")


def finding() -> "Callable[[], Sources]":
    """Return what finds plan and ledger as this session sees them, without a session."""
    from sheets.evaluation.sources import sources_of  # noqa: PLC0415 - as above

    plan, rules, at = cache.plan(), cache.standards().rules, as_of.at()
    return partial(sources_of, STORE, plan, rules, at)


def made(sources: "Callable[[], Sources]", asked: "EvaluationSpec", ending: str) -> bytes:
    """Find what is told, and have it written in a child; called where downloads are made."""
    from sheets.evaluation.gathering import gathered  # noqa: PLC0415 - as above

    return drawing_pool.draw("evaluation", request=gathered(sources(), asked), ending=ending)
