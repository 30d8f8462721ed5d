"""甘特 as a chart below an axis of years and quarters; planned is hollow, actual is full."""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Final

from pandas import DataFrame

from views.monitoring import vega
from views.monitoring.timeline_rows import Laid
from views.monitoring.vega import Part

STEP: Final = 36
"""Pixels of a row: the name of an item over its two bars."""

_TEXT, _QUIET, _INK, _TODAY = "#262f3d", "#5b6675", "#0b57a4", "#c2185b"
_DIAMONDS: Final[Mapping[str, Part]] = {
    "计划": {"shape": "diamond", "size": 70, "filled": False, "color": _TEXT},
    "实际": {"shape": "diamond", "size": 70, "filled": True, "color": _INK},
}
_ONWARD: Final[Part] = {"shape": "triangle-right", "size": 90, "filled": True, "color": _INK}
_GOAL: Final[Part] = {"shape": "triangle-down", "size": 55, "filled": False, "color": "#8a4b00"}
_SEASONS: Final = ("一季", "二季", "三季", "四季")


def chart(laid: Laid, period: tuple[date, date], today: date, chosen: str) -> Part:
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
        *made.lines(),
        *made.chosen(chosen),
        *made.rows(),
        *made.bars(),
        *made.signs(),
        *made.words(),
        *made.today(today),
    ]
    return vega.chart(layers, STEP * laid.rows)


class _Marks:
    """Layers of the chart, all on one pair of scales."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.low, self.high = stamp(laid.first), stamp(laid.last) + 1
        self.boxes = vega.boxes([self.low, self.high], [0, laid.rows])
        self.x = vega.axis("x", [self.low, self.high])
        self.y = vega.axis("y", [0, laid.rows], reverse=True)

    def ground(self, period: tuple[date, date]) -> Part:
        row = {"x0": stamp(period[0]), "x1": stamp(period[1]) + 1, "y0": 0, "y1": self.laid.rows}
        return vega.layer(DataFrame([row]), "rect", {"color": "#f3f6fa"}, self.boxes)

    def rows(self) -> Iterator[Part]:
        """Unseen grounds of the rows: a click anywhere in one is a click on its item or group."""
        for rows in self._of("groups", "names"):
            top = rows["y"].astype(int)
            box = rows.assign(x0=self.low, x1=self.high, y0=top, y1=top + 1)
            yield vega.layer(box, "rect", {"color": "#ffffff", "opacity": 0}, self.boxes, "words")

    def lines(self) -> Iterator[Part]:
        years = range(self.laid.first.year, self.laid.last.year + 1)
        days = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
        for months, colour in (((1,), "#b9c2ce"), ((4, 7, 10), "#e2e7ed")):
            rows = DataFrame({"x": [stamp(each) for each in days if each.month in months]})
            yield vega.layer(rows, "rule", {"color": colour}, {"x": self.x})

    def chosen(self, item: str) -> Iterator[Part]:
        for names in self._of("names"):
            rows = names[names["to"] == f"i:{item}"]
            top = rows["y"].astype(int)
            box = rows.assign(x0=self.low, x1=self.high, y0=top, y1=top + 1)
            yield vega.layer(box, "rect", {"color": "#fff0c2"}, self.boxes)

    def bars(self) -> Iterator[Part]:
        hollow = {"fill": "#ffffff", "stroke": _TEXT, "strokeDash": [4, 2], "strokeWidth": 1}
        for name, look in (("planned", hollow), ("actual", {"fill": _INK})):
            for rows in self._of(name):
                yield vega.layer(rows, "rect", look, self.boxes, "tip")

    def signs(self) -> Iterator[Part]:
        """Single days, bars that go on, goals of years, and bars that leave the axis."""
        at = {"x": self.x, "y": self.y}
        for rows in self._of("points"):
            for kind, look in _DIAMONDS.items():
                yield vega.layer(rows[rows["kind"] == kind], "point", look, at, "tip")
        for rows in self._of("actual"):
            ends = rows[rows["open"]]
            tips = ends.assign(x=ends["x1"], y=(ends["y0"] + ends["y1"]) / 2)
            yield vega.layer(tips, "point", _ONWARD, at, "tip")
        for rows in self._of("goals"):
            yield vega.layer(rows, "point", _GOAL, at, "tip")
        for rows in self._of("cuts"):
            yield vega.layer(rows, "text", {"text": "⋯", "fontSize": 14}, at, "tip")

    def words(self) -> Iterator[Part]:
        bold: Part = {"fontSize": 13, "fontWeight": 700}
        for name, look in (("groups", bold), ("names", {"fontSize": 12})):
            for rows in self._of(name):
                how = {"align": "left", "dx": 2, "color": _TEXT, "limit": {"expr": "width"}, **look}
                at = {"x": {"value": 0}, "y": self.y, "text": {"field": "words", "type": "nominal"}}
                yield vega.layer(rows, "text", how, at, "words")

    def today(self, day: date) -> Iterator[Part]:
        if self.low <= stamp(day) < self.high:
            rows = DataFrame({"x": [stamp(day) + 0.5]})
            yield vega.layer(rows, "rule", {"color": _TODAY, "strokeWidth": 1.6}, {"x": self.x})

    def _of(self, *names: str) -> Iterator[DataFrame]:
        """Give those of some layers that have marks."""
        yield from (rows for name in names if len(rows := self.laid.layers[name]))


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
