"""主要指标: the plan's indicators with what was reached, as table and small charts."""

from collections.abc import Iterator, Sequence

from geo.district import DISTRICT
from geo.monitoring.indicator_tables import (
    ACTUAL,
    chart_rows,
    judged_words,
    odd_notes,
    sentence,
    summary,
    table,
)
from geo.monitoring.indicators import Indicator, indicators_of
from geo.schema import UNREPORTED
from sheets.charts.boards import picture
from sheets.charts.curves import Curve, curve_chart
from sheets.evaluation.request import EvaluationRequest
from sheets.report.model import BODY_MM, Block, Chart, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import cell, clean

_A_CHART = 8
"""Small charts of one picture: more do not fit a page."""

_CATEGORY = "类别"
_HIDDEN = ("说明", "存疑")
_SHARES = {"指标": 42.0, "属性": 13.0, "判断": 24.0}
_OTHER = 14.0


def indicator_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("主要指标")
    if request.scope.by:
        part = "分区" if request.scope.zone else "单位"
        yield Paragraph(f"主要指标为全区指标，不分解到{part}，见全区评估报告。")
        return
    rows = request.plan.records.get("indicators")
    until = request.day.year
    found = () if rows is None else indicators_of(rows, DISTRICT.plan.years, until=until)
    if not found:
        yield Paragraph("规划没有列出指标。")
        return
    yield Paragraph(f"{summary(found)}。")
    if not any(_reported(each) for each in found):
        yield Paragraph(f"到 {until} 年没有一项指标填报实际值，下表照列规划的基期值与目标值。")
    yield from _tables(found)
    yield from _notes(found)
    yield from _sentences(found)
    yield from _charts(found)


def _reported(indicator: Indicator) -> bool:
    return any(each.text for each in indicator.figures)


def _tables(found: Sequence[Indicator]) -> Iterator[Block]:
    """A table for each category; a year of which nothing was reported has no column."""
    told = table(found).drop(columns=list(_HIDDEN))
    years = [name for name in told.columns if name.isdigit()]
    told = told.drop(columns=[name for name in years if (told[name] == UNREPORTED).all()])
    for category, part in told.groupby(_CATEGORY, sort=False):
        shown = part.drop(columns=_CATEGORY)
        headers = tuple(map(str, shown.columns))
        rows = tuple(tuple(map(cell, row)) for row in shown.itertuples(index=False, name=None))
        shares = tuple(_SHARES.get(name, _OTHER) for name in headers)
        yield ReportTable(f"主要指标：{clean(category)}", headers, shares, rows)


def _notes(found: Sequence[Indicator]) -> Iterator[Block]:
    yield Note(
        "年度列为实际值，没有一项填报的年度不列；预期进度按基期到目标的直线推算，只作对照，规划没有分解到年度。"
    )
    odd = odd_notes(found)
    if odd:
        told = "；".join(f"{clean(title)}：{clean(why)}" for title, why in odd)
        yield Note(f"※ 规划印刷文本自身存疑，照录不改：{told.rstrip('。')}。")


def _sentences(found: Sequence[Indicator]) -> Iterator[Block]:
    for each in found:
        if _reported(each):
            yield Paragraph(
                f"{clean(each.title)}：{clean(sentence(each))}（{judged_words(each)}）。"
            )


def _charts(found: Sequence[Indicator]) -> Iterator[Block]:
    curves = indicator_curves(found)
    for start in range(0, len(curves), _A_CHART):
        part = curves[start : start + _A_CHART]
        made = picture(lambda part=part: curve_chart(part, BODY_MM))  # type: ignore[misc]
        yield Chart("指标的实际值、目标值与直线进度", *made)


def indicator_curves(found: Sequence[Indicator]) -> list[Curve]:
    """Return the curves of those indicators of which something was reported."""
    told = ((each, chart_rows(each)) for each in found)
    return [
        Curve(clean(each.title), judged_words(each), rows)
        for each, rows in told
        if (rows["项"] == ACTUAL).any()
    ]
