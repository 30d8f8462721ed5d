"""One indicator: what the plan prints, how it is read, each year, its form and its history."""

from html import escape
from typing import Final

import streamlit as st

from geo.monitoring.indicator_tables import judged_words, sentence
from geo.monitoring.indicators import MARKS, Indicator, YearFigure
from geo.printed_figures import number_words
from geo.schema.ledger import UNREPORTED
from views import cache, writer
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import attached_list, entry_form, history_panel, open_entries
from views.monitoring import indicator_chart

TABLE: Final = "indicators"
_HEIGHT: Final = 210


def show(indicator: Indicator) -> None:
    """Draw the card, with the form where somebody may write."""
    item = indicator.indicator_id
    st.markdown(f"{strong(indicator.title)}　{escape_markdown(judged_words(indicator))}")
    st.caption(escape_markdown(sentence(indicator)))
    st.html(indicator_html(indicator))
    chart = indicator_chart.drawn(indicator, _HEIGHT)
    if chart is None:
        st.caption("不是单个的数，不画图。")
    else:
        st.altair_chart(chart, key=f"indicator-chart-{item}")
        st.caption(indicator_chart.LEGEND)
    st.html(indicator_years_html(indicator))
    _enter(item)
    with guarded("附件"):
        attached_list.card(TABLE, item)
    entry_form.show(TABLE, item)
    with st.expander("留痕", key=f"indicator-history-{item}"), guarded("留痕"):
        history_panel.of_item(cache.plan(), TABLE, item)


def indicator_html(indicator: Indicator) -> str:
    """Return what the plan prints of it and how that is read, with the mark of what is odd."""
    years = indicator.years
    base, target = (f"{years[0] - 1} 年", f"{years[-1]} 年") if years else ("", "")
    told = {
        "类别": f"{indicator.category}，{indicator.kind}",
        f"{base}基期": indicator.base,
        f"{target}目标": " ".join([indicator.sense, indicator.target]).strip(),
        "年均或累计": indicator.growth,
        "对照方式": _WAYS.get(indicator.path, "不判断"),
        "读法": indicator.reading,
        "出处": indicator.source,
    }
    lines = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(words)}</dd>"
        for title, words in told.items()
        if words
    )
    odd = (
        f'<div class="pm-odd"><b>※ 存疑</b> {escape(indicator.odd)}</div>' if indicator.odd else ""
    )
    return f'{odd}<div class="pm-card"><dl>{lines}</dl></div>'


_WAYS: Final = {
    "直线": "各年与直线进度比，末年与目标比",
    "逐年": "各年分别与目标比",
    "终期": "末年与目标比",
}


def indicator_years_html(indicator: Indicator) -> str:
    """Return a table of the years: value, path, judgement, source and note."""
    with_path = any(each.due is not None for each in indicator.figures)
    heads = ["年", "实际值", *(["直线进度"] if with_path else []), "判断", "来源、说明"]
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    rows = "".join(_year_html(each, with_path=with_path) for each in indicator.figures)
    return f'<div class="pm-years"><table><tr>{head}</tr>{rows}</table></div>'


def _year_html(figure: YearFigure, *, with_path: bool) -> str:
    due = [number_words(figure.due) if figure.due is not None else ""] if with_path else []
    judged = f"{MARKS[figure.judged]} {figure.judged}"
    origin = "；".join(each for each in (figure.source, figure.note) if each)
    cells = [str(figure.year), figure.text or UNREPORTED, *due, judged, origin]
    return f"<tr>{''.join(f'<td>{escape(each)}</td>' for each in cells)}</tr>"


def _enter(item: str) -> None:
    permission = writer.may_edit()
    if not permission.may:
        st.caption(escape_markdown(permission.why))
    elif not open_entries.is_open(TABLE, item):
        st.button(
            "填报", key="indicator-enter", type="primary", on_click=open_entries.open_at,
            args=(TABLE, item),
        )  # fmt: skip
