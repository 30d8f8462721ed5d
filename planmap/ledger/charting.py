"""What `planmap ledger chart` draws: read when a chart is asked for, for it takes matplotlib."""

import argparse
from collections.abc import Callable
from typing import Final

from geo.district import DISTRICT
from geo.errors import DataError
from geo.monitoring.boards import board, by_year
from geo.monitoring.indicators import indicators_of
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import DIMENSIONS, Standing, standing
from geo.monitoring.timeline import timeline
from geo.store import PlanStore
from planmap.ledger.report import day_of
from sheets.canvas import Canvas
from sheets.charts.boards import states_canvas, years_canvas
from sheets.charts.curves import curve_chart
from sheets.charts.gantt import gantt_chart
from sheets.evaluation.indicator_part import indicator_curves
from sheets.evaluation.scope import EvaluationScope, scope_of
from sheets.page_files import FORMATS, page_bytes

_WIDTH_MM: Final = 200.0
MOST: Final = 150
"""Items of one timeline; more make a page that no printer takes."""

BY = {DIMENSIONS[each]: each for each in ("column", "chapter", "zone", "lead_unit")}
"""By what states are grouped."""

Draw = Callable[[], Canvas]


class Looked:
    """What is charted: the items of a scope on a day, and the words for both."""

    def __init__(self, store: PlanStore, options: argparse.Namespace) -> None:
        self.plan = store.read()
        self.series = FigureSeries.of(store.entries("projects"))
        whole = standing(self.plan, self.series, Moment(day_of(options.day)))
        self.scope: EvaluationScope = scope_of(options.scope, self.plan, whole)
        self.items: Standing = self.scope.of(whole)
        self.by, self.palette = BY[options.by], options.palette

    def title(self, words: str) -> str:
        """Words over the chart."""
        return f"{words}（{self.scope.title}，截至 {self.items.moment.day.isoformat()}）"


def _states(looked: Looked) -> Draw:
    rows = board(looked.items, looked.by)
    title = looked.title(f"项目状态，按{DIMENSIONS[looked.by]}")
    return lambda: states_canvas(rows, _WIDTH_MM, looked.palette, title)


def _sums(looked: Looked) -> Draw:
    years = by_year(looked.items, looked.series)
    if years[["planned", "actual"]].isna().all(axis=None):
        raise DataError("没有可画的：该范围到该日没有填报年度计划投资，也没有填报累计完成")
    return lambda: years_canvas(years, _WIDTH_MM, looked.title("年度计划与完成投资"))


def _gantt(looked: Looked) -> Draw:
    told = timeline(looked.items, looked.series)
    if told.bars.empty:
        raise DataError("没有可画的：该范围到该日没有填报开工、完工日期")
    count = told.bars["item"].nunique()
    if count > MOST:
        raise DataError(f"甘特图最多画 {MOST} 项，该范围有 {count} 项；请用 --scope 缩小范围")
    names = dict(looked.items.rows["name"])
    return lambda: gantt_chart(told, names, _WIDTH_MM, looked.title("计划与实际工期"))


def _indicators(looked: Looked) -> Draw:
    if looked.scope.by:
        raise DataError("指标为全区指标，不分解到分区、单位；请用 --scope 全区")
    until = looked.items.moment.day.year
    rows = looked.plan.rows("indicators")
    curves = indicator_curves(indicators_of(rows, DISTRICT.plan.years, until=until))
    if not curves:
        raise DataError(f"没有可画的：到 {until} 年没有填报指标的实际值")
    return lambda: curve_chart(curves, _WIDTH_MM, looked.title("主要指标"))


BOARDS: Final[dict[str, Callable[[Looked], Draw]]] = {
    "状态": _states,
    "投资": _sums,
    "甘特": _gantt,
    "指标": _indicators,
}


def chart_bytes(looked: Looked, name: str, ending: str, dpi: int) -> bytes:
    """Return a chart of `BOARDS` as a file.

    Raises
    ------
    DataError
        If nothing was entered that it could show.
    """
    file_format = next(each for each in FORMATS if f".{each}" == ending)
    return page_bytes(BOARDS[name](looked), dpi, file_format)
