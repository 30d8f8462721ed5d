"""The chart of an indicator: straight path, target and base of the plan, and what was reached.

Values of years are points without a line between them: a year that nobody reported stays open.
"""

from typing import Final

import altair as alt
from pandas import DataFrame

from geo.monitoring.indicator_tables import ACTUAL, BASE, PATH, TARGET, chart_rows
from geo.monitoring.indicators import Indicator

_SHAPES: Final = {ACTUAL: "circle", TARGET: "diamond", BASE: "square"}
_COLOURS: Final = {ACTUAL: "#0b57a4", TARGET: "#9b1c1c", BASE: "#5b6675"}
_GREY: Final = "#5b6675"

LEGEND: Final = f"● {ACTUAL}　◆ {TARGET}　■ {BASE}　┄ {PATH}（由基期到目标，不是规划分年度的指标）"
"""Signs of the chart in words."""


def drawn(indicator: Indicator, height: int) -> alt.LayerChart | None:
    """Return the chart, so many pixels high; None where no figure is a single number."""
    rows = chart_rows(indicator)
    if rows.empty:
        return None
    path, points = rows[rows["项"] == PATH], rows[rows["项"] != PATH]
    layers = [*([_path(path)] if len(path) else []), _points(points)]
    return alt.LayerChart(layer=layers).properties(height=height)


def _path(rows: DataFrame) -> alt.Chart:
    line = alt.Chart(rows).mark_line(color=_GREY, strokeDash=[5, 4], strokeWidth=1.5)
    return line.encode(x=_years(), y=_values(), tooltip=["年", "项", "文字"])


def _points(rows: DataFrame) -> alt.Chart:
    shown = list(_SHAPES)
    marks = alt.Chart(rows).mark_point(filled=True, size=70, opacity=1)
    return marks.encode(
        x=_years(),
        y=_values(),
        shape=alt.Shape(
            "项:N", scale=alt.Scale(domain=shown, range=[*_SHAPES.values()]), legend=None
        ),
        color=alt.Color(
            "项:N", scale=alt.Scale(domain=shown, range=[*_COLOURS.values()]), legend=None
        ),
        tooltip=["年", "项", "文字"],
    )


def _years() -> alt.X:
    return alt.X("年:O", title=None, axis=alt.Axis(labelAngle=0))


def _values() -> alt.Y:
    scale = alt.Scale(zero=False, nice=True, padding=6)
    return alt.Y("值:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4, format=",~f"))
