"""Indicators for readers: a sentence on each, the table of all, and the rows of a chart."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from pandas import DataFrame

from geo.monitoring.indicators import (
    MARKS,
    Indicator,
    YearFigure,
    counted,
    covered,
    due_in,
    mean_growth,
)
from geo.printed_figures import number_words
from geo.schema.indicators import DOWN, STRAIGHT, YEARLY
from geo.schema.ledger import UNREPORTED

PATH, TARGET, ACTUAL, BASE = SERIES = ("直线进度", "目标值", "实际值", "基期值")
"""What a chart of an indicator shows."""

ODD: Final = "※"
"""Stands at what the plan prints and cannot be as printed."""


def judged_words(indicator: Indicator) -> str:
    """Return sign and words of how an indicator stands, such as ● 已达目标."""
    return f"{MARKS[indicator.judged]} {indicator.judged}"


def sentence(indicator: Indicator, figure: YearFigure | None = None) -> str:
    """Return what is to be said of a year, or of the latest that was reported.

    The path or the target it is held against, and the difference, in the unit of the title; where
    nothing can be judged, that and no more.
    """
    chosen = figure or indicator.latest
    if chosen is None or not chosen.text:
        return UNREPORTED
    begin = f"{chosen.year} 年实际 {chosen.text}"
    target = f"目标 {indicator.target}"
    if chosen.judged == "只列示":
        return f"{begin}，{target}，只列示，不判断"
    return "，".join([begin, *_against(indicator, chosen, target), *_mean(indicator, chosen)])


def summary(indicators: Iterable[Indicator]) -> str:
    """Return how many indicators stand how, in a line."""
    found = tuple(indicators)
    kinds = [each.kind for each in found]
    by_kind = "、".join(f"{kind} {kinds.count(kind)} 项" for kind in dict.fromkeys(kinds))
    by_state = "，".join(f"{MARKS[each]} {each} {count}" for each, count in counted(found).items())
    return f"指标 {len(found)} 项（{by_kind}）：{by_state}" if found else "规划没有列出指标"


def odd_notes(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Return what is odd in the plan's own print: title of the indicator, and why."""
    return [(each.title, each.odd) for each in indicators if each.odd]


def table(indicators: Sequence[Indicator]) -> DataFrame:
    """Return all indicators under Chinese headers, a row each, in the plan's order.

    Columns: 类别, 指标, 属性, base and target of their years as printed, 年均或累计增长（%）, a
    column a year with the value as entered or 未填报, 判断 (sign and words), 说明 (`sentence`),
    存疑 (why the print is odd, "" for not); indexed by id.
    """
    rows = [_row(each) for each in indicators]
    return DataFrame(rows, index=[each.indicator_id for each in indicators])


def chart_rows(indicator: Indicator) -> DataFrame:
    """Return the points of a chart: 年 (int), 项 (of `SERIES`), 值 (float), 文字 (as printed).

    The path runs over all years from base to target, also beyond those looked at; a target that is
    held against each year stands in each. Values that are no single number are left out, so is
    a year that nobody reported: its line has a gap and no point.
    """
    points = [*_planned(indicator), *_reported(indicator)]
    return DataFrame(points, columns=["年", "项", "值", "文字"])


def _against(indicator: Indicator, chosen: YearFigure, target: str) -> list[str]:
    value = chosen.value or Fraction(0)
    if indicator.path == STRAIGHT and chosen.due is not None and chosen.year != indicator.last:
        due = number_words(chosen.due)
        against = f"直线进度 {due}，{_gap(value, chosen.due)}"
        return [against, target, *_covered(indicator, value)]
    goal = indicator.target_value or Fraction(0)
    return [target, _gap(value, goal), *_covered(indicator, value)]


def _gap(value: Fraction, wanted: Fraction) -> str:
    if value == wanted:
        return "持平"
    word = "高" if value > wanted else "低"
    return f"{word} {number_words(abs(value - wanted))}"


def _covered(indicator: Indicator, value: Fraction) -> list[str]:
    share = covered(indicator, value)
    if share is None:
        return []
    if share < 0:
        return ["与目标方向相反"]
    word = "降幅" if indicator.sense == DOWN else "增量"
    return [f"完成{word}的 {float(share):.0%}"]


def _mean(indicator: Indicator, chosen: YearFigure) -> list[str]:
    mean = mean_growth(indicator) if chosen.year == indicator.last else None
    if mean is None:
        return []
    return [f"各年平均 {float(mean):.1f}%，规划年均 {indicator.growth}%"]


def _row(indicator: Indicator) -> dict[str, str]:
    base, last = _ends(indicator)
    years = {str(each.year): each.text or UNREPORTED for each in indicator.figures}
    return {
        "类别": indicator.category,
        "指标": (ODD if indicator.odd else "") + indicator.title,
        "属性": indicator.kind,
        f"{base}基期": indicator.base,
        f"{last}目标": indicator.target,
        "年均或累计增长（%）": indicator.growth,
        **years,
        "判断": judged_words(indicator),
        "说明": sentence(indicator),
        "存疑": indicator.odd,
    }


def _ends(indicator: Indicator) -> tuple[str, str]:
    """Years of base and target, "" where the plan's period is not known."""
    years = indicator.years
    return (f"{years[0] - 1} 年", f"{years[-1]} 年") if years else ("", "")


def _planned(indicator: Indicator) -> list[tuple[int, str, float, str]]:
    base, target, years = indicator.base_value, indicator.target_value, indicator.years
    if not years:
        return []
    points = [] if base is None else [(years[0] - 1, BASE, float(base), indicator.base)]
    if target is None or not indicator.path:
        return points
    held = years if indicator.path == YEARLY else years[-1:]
    points += [(year, TARGET, float(target), indicator.target) for year in held]
    if indicator.path == STRAIGHT:
        due = [(year, due_in(base, target, year, years)) for year in (years[0] - 1, *years)]
        points += [(year, PATH, float(at), number_words(at)) for year, at in due if at is not None]
    return points


def _reported(indicator: Indicator) -> list[tuple[int, str, float, str]]:
    return [
        (each.year, ACTUAL, float(each.value), each.text)
        for each in indicator.figures
        if each.value is not None
    ]
