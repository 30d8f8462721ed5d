"""指标: the plan's indicators with what was reached, as a table or as charts, and one by one."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.district import DISTRICT
from geo.monitoring.indicator_tables import ODD, judged_words, odd_notes, sentence, summary
from geo.monitoring.indicators import Indicator, indicators_of
from geo.schema.ledger import UNREPORTED
from views import cache
from views.edition import by_edition
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.monitoring import indicator_card, indicator_chart
from views.state.model import picked_rows
from views.state.monitoring_indicators import INDICATOR, SHOWN_AS, TABLE

_ACROSS: Final = 3
_SMALL: Final = 130
_ROW, _HEAD, _MOST, _NAME = 35, 40, 600, 272


def show() -> None:
    """Draw the section."""
    found = _found()
    if not found:
        st.info("本区的数据没有指标表（indicators.csv）。")
        return
    st.markdown(escape_markdown(summary(found)))
    how = SHOWN_AS.segmented_control("指标的显示", label_visibility="collapsed", width="content")
    if how == TABLE:
        left, right = st.columns([1.75, 1], gap="small")
        with left, guarded("指标表"):
            _table(found)
        with right, guarded("指标"):
            _card(found)
    else:
        with guarded("指标图"):
            _charts(found)
    _odd(found)


@by_edition()
def _found() -> tuple[Indicator, ...]:
    return indicators_of(cache.plan().rows(indicator_card.TABLE), DISTRICT.plan.years)


def _table(found: Sequence[Indicator]) -> None:
    ids = [each.indicator_id for each in found]
    key = "indicators-table"
    chosen = INDICATOR.get()
    st.dataframe(
        DataFrame([_row(each) for each in found]),
        hide_index=True,
        column_config={"指标": st.column_config.TextColumn(width=_NAME)},
        height=min(_MOST, _ROW * len(found) + _HEAD),
        key=key,
        on_select=partial(_picked, key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(chosen)] if chosen in ids else []}},
        placeholder="",
    )


def _row(indicator: Indicator) -> dict[str, str]:
    latest, years = indicator.latest, indicator.years
    ends = f"{years[0] - 1}→{years[-1]}目标" if years else "基期→目标"
    return {
        "判断": judged_words(indicator),
        "指标": (f"{ODD} " if indicator.odd else "") + indicator.title,
        "最近实际": f"{latest.text}（{latest.year}）" if latest else UNREPORTED,
        ends: f"{indicator.base} → {indicator.target}",
        "属性": indicator.kind,
    }


def _picked(key: str, ids: Sequence[str]) -> None:
    rows = picked_rows(key)
    INDICATOR.set(ids[rows[0]] if rows else "")


def _card(found: Sequence[Indicator]) -> None:
    chosen = next((each for each in found if each.indicator_id == INDICATOR.get()), None)
    if chosen is None:
        st.caption("点表中一行，可查看该指标的各年数值、图和留痕，并填报。")
        return
    indicator_card.show(chosen)


def _charts(found: Sequence[Indicator]) -> None:
    st.caption(indicator_chart.LEGEND)
    for start in range(0, len(found), _ACROSS):
        for place, indicator in zip(
            st.columns(_ACROSS, gap="medium"), found[start : start + _ACROSS], strict=False
        ):
            with place:
                _small(indicator)


def _small(indicator: Indicator) -> None:
    mark = f"{ODD} " if indicator.odd else ""
    st.markdown(f"{mark}{strong(indicator.title)}　{escape_markdown(judged_words(indicator))}")
    chart = indicator_chart.drawn(indicator, _SMALL)
    if chart is None:
        st.caption(escape_markdown(f"基期 {indicator.base}，目标 {indicator.target}；不画图"))
    else:
        st.altair_chart(chart, key=f"indicator-small-{indicator.indicator_id}")
    st.caption(escape_markdown(sentence(indicator)))


def _odd(found: Sequence[Indicator]) -> None:
    notes = odd_notes(found)
    if not notes:
        return
    with st.expander(f"{ODD} 规划所印存疑 {len(notes)} 项：照印，不改", key="indicators-odd"):
        for title, why in notes:
            st.markdown(f"- {strong(title)}：{escape_markdown(why)}")
