"""甘特 as a chart below an axis of years and quarters; planned is hollow, actual is full."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final

import altair as alt
from pandas import DataFrame

from views.monitoring.timeline_rows import Laid

STEP: Final = 36
"""Pixels of a row: the name of an item over its two bars."""

_TEXT, _QUIET, _INK, _TODAY = "#262f3d", "#5b6675", "#0b57a4", "#c2185b"
Look = dict[str, Any]

_SEASONS: Final = ("一季度", "二季度", "三季度", "四季度")


def chart(laid: Laid, period: tuple[date, date], today: date, chosen: str) -> alt.LayerChart:
    """Return the chart.

    Parameters
    ----------
    laid
        Its marks.
    period
        First and last day of the plan, whose ground is tinted.
    today
        The day that is looked at, drawn as a line.
    chosen
        Item whose row is tinted, "" for none.
    """
    made = _Marks(laid)
    layers = [
        made.ground(period),
        *made.rows(),
        *made.lines(),
        *made.chosen(chosen),
        *made.bars(),
        *made.signs(),
        *made.words(),
        *made.today(today),
    ]
    return (
        alt.layer(*layers)
        .properties(
            height=STEP * laid.rows, padding=0, usermeta={"embedOptions": {"renderer": "svg"}}
        )
        .configure(aria=False, view=alt.ViewConfig(stroke=None))
    )


class _Marks:
    """Layers of the chart, all on one pair of scales."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.low, self.high = stamp(laid.first), stamp(laid.last) + 1

    def ground(self, period: tuple[date, date]) -> alt.Chart:
        rows = [{"x0": stamp(period[0]), "x1": stamp(period[1]) + 1, "y0": 0, "y1": self.laid.rows}]
        return self._boxes(DataFrame(rows)).mark_rect(color="#f3f6fa")

    def rows(self) -> Iterator[alt.Chart]:
        """Unseen grounds of the rows: a click anywhere in one is a click on its item or group."""
        for name in ("groups", "names"):
            rows = self.laid.layers[name]
            if len(rows):
                top = rows["y"].astype(int)
                box = rows.assign(x0=self.low, x1=self.high, y0=top, y1=top + 1)
                ground = self._boxes(box).mark_rect(color="#ffffff", opacity=0, cursor="pointer")
                yield ground.encode(tooltip=_tip("words"))

    def lines(self) -> Iterator[alt.Chart]:
        years = range(self.laid.first.year, self.laid.last.year + 1)
        days = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
        for months, colour in (((1,), "#b9c2ce"), ((4, 7, 10), "#e2e7ed")):
            rows = DataFrame({"x": [stamp(each) for each in days if each.month in months]})
            yield alt.Chart(rows).mark_rule(color=colour).encode(x=self._x("x"))

    def chosen(self, item: str) -> Iterator[alt.Chart]:
        names = self.laid.layers["names"]
        rows = names[names["to"] == f"i:{item}"] if len(names) else names
        if len(rows):
            top = rows["y"].astype(int)
            box = {"x0": self.low, "x1": self.high, "y0": top, "y1": top + 1}
            yield self._boxes(DataFrame(box)).mark_rect(color="#fff0c2")

    def bars(self) -> Iterator[alt.Chart]:
        planned, actual = self.laid.layers["planned"], self.laid.layers["actual"]
        if len(planned):
            hollow: Look = {
                "fill": "#ffffff",
                "stroke": _TEXT,
                "strokeDash": [4, 2],
                "strokeWidth": 1,
            }
            yield self._boxes(planned).mark_rect(cursor="pointer", **hollow).encode(tooltip=_tip())
        if len(actual):
            yield self._boxes(actual).mark_rect(cursor="pointer", fill=_INK).encode(tooltip=_tip())

    def signs(self) -> Iterator[alt.Chart]:
        """Single days, bars that go on, goals of years, and bars that leave the axis."""
        actual, points = self.laid.layers["actual"], self.laid.layers["points"]
        for kind, filled in (("计划", False), ("实际", True)):
            rows = points[points["kind"] == kind] if len(points) else points
            if len(rows):
                how: Look = {
                    "shape": "diamond",
                    "filled": filled,
                    "color": _INK if filled else _TEXT,
                }
                yield self._points(rows).mark_point(size=70, cursor="pointer", **how)
        open_ends = actual[actual["open"]] if len(actual) else actual
        if len(open_ends):
            ends = open_ends.assign(x=open_ends["x1"], y=(open_ends["y0"] + open_ends["y1"]) / 2)
            look: Look = {"shape": "triangle-right", "filled": True, "color": _INK}
            yield self._points(ends).mark_point(size=90, **look)
        if len(goals := self.laid.layers["goals"]):
            down: Look = {"shape": "triangle-down", "filled": False, "color": "#8a4b00"}
            yield self._points(goals).mark_point(size=55, cursor="pointer", **down)
        if len(cuts := self.laid.layers["cuts"]):
            yield self._points(cuts.assign(words="⋯")).mark_text(fontSize=14).encode(text="words:N")

    def words(self) -> Iterator[alt.Chart]:
        looks: tuple[tuple[str, Look], ...] = (
            ("groups", {"fontWeight": 700, "fontSize": 13}),
            ("names", {"fontSize": 12}),
        )
        for name, look in looks:
            rows = self.laid.layers[name]
            if len(rows):
                yield (
                    alt.Chart(rows)
                    .mark_text(
                        align="left", dx=2, color=_TEXT, cursor="pointer",
                        limit=alt.ExprRef("width"), **look,
                    )
                    .encode(x=alt.value(0), y=self._y("y"), text="words:N", tooltip=_tip("words"))
                )  # fmt: skip

    def today(self, day: date) -> Iterator[alt.Chart]:
        if self.low <= stamp(day) < self.high:
            rows = DataFrame({"x": [stamp(day) + 0.5]})
            yield alt.Chart(rows).mark_rule(color=_TODAY, strokeWidth=1.6).encode(x=self._x("x"))

    def _boxes(self, rows: DataFrame) -> alt.Chart:
        return alt.Chart(rows).encode(x=self._x("x0"), x2="x1:Q", y=self._y("y0"), y2="y1:Q")

    def _points(self, rows: DataFrame) -> alt.Chart:
        return alt.Chart(rows).encode(x=self._x("x"), y=self._y("y"), tooltip=_tip())

    def _x(self, column: str) -> alt.X:
        scale = alt.Scale(domain=[self.low, self.high], nice=False, zero=False)
        return alt.X(f"{column}:Q", axis=None, scale=scale)

    def _y(self, column: str) -> alt.Y:
        scale = alt.Scale(domain=[0, self.laid.rows], reverse=True, nice=False, zero=False)
        return alt.Y(f"{column}:Q", axis=None, scale=scale)


def axis_html(first: date, last: date, today: date) -> str:
    """Return years with their quarters, and the day, as HTML on the scale of the chart."""
    whole = (last - first).days + 1
    seasons = "".join(f"<small>{escape(each)}</small>" for each in _SEASONS)
    years = "".join(
        f'<div style="flex: {(date(year + 1, 1, 1) - date(year, 1, 1)).days} 1 0">'
        f"<b>{year} 年</b><p>{seasons}</p></div>"
        for year in range(first.year, last.year + 1)
    )
    mark = ""
    if first <= today <= last:
        share = ((today - first).days + 0.5) / whole * 100
        side = "right" if share > 80 else "left"
        at = 100 - share if side == "right" else share
        mark = f'<em class="pm-{side}" style="{side}: {at:.3f}%">{escape(today.isoformat())}</em>'
    return f'<div class="pm-axis" role="img" aria-label="时间轴">{years}{mark}</div>'


def stamp(day: date) -> int:
    """Return the days since 1970."""
    return day.toordinal() - 719_163


def _tip(column: str = "tip") -> list[alt.Tooltip]:
    """What a mark says; without it Vega-Lite hears no click on a mark of this layer."""
    return [alt.Tooltip(f"{column}:N", title="")]
