"""Small charts of indicators side by side: path, target, and what was reported year by year."""

from collections.abc import Sequence
from typing import NamedTuple

from pandas import DataFrame

from geo.monitoring.indicator_tables import ACTUAL, BASE, PATH, TARGET
from sheets.canvas import INK, SOFT, Canvas
from sheets.charts.looks import EDGE_MM, SMALL_PT, WORDS_PT, draw_title, title_mm
from sheets.paper import PT_PER_MM, Box
from sheets.text_measure import wide_mm, wrapped

_HIGH_MM, _HEAD_MM, _YEARS_MM, _KEY_MM = 44.0, 9.0, 5.0, 7.0
_SIDE_MM = 7.0
_COLUMNS = 2
_SIGNS = {BASE: ("s", "white", 4.0), TARGET: ("*", "white", 7.0), ACTUAL: ("o", INK, 4.5)}
"""Marker, filling and size of each kind of point."""


class Curve(NamedTuple):
    """An indicator: its title, the words below it, and the rows of `chart_rows`."""

    title: str
    words: str
    rows: DataFrame


def curve_chart(curves: Sequence[Curve], width_mm: float, title: str = "") -> Canvas:
    """Return the small charts, two in a row.

    Parameters
    ----------
    curves
        One at least, each with a point at least.
    width_mm, title
        As of `stacks.stacked_chart`.
    """
    lines = -(-len(curves) // _COLUMNS)
    canvas = Canvas((width_mm, title_mm(title) + lines * _HIGH_MM + _KEY_MM + 2 * EDGE_MM))
    top = draw_title(canvas, title)
    room = (width_mm - 2 * EDGE_MM) / _COLUMNS
    for place, curve in enumerate(curves):
        row, column = divmod(place, _COLUMNS)
        box = Box(EDGE_MM + column * room, top - (row + 1) * _HIGH_MM, room, _HIGH_MM)
        _draw(canvas, box, curve)
    _draw_key(canvas)
    return canvas


def _draw(canvas: Canvas, box: Box, curve: Curve) -> None:
    top = box.y + box.height
    for down, words, size, bold in (
        (3, curve.title, WORDS_PT, True),
        (7, curve.words, SMALL_PT, False),
    ):
        line = wrapped(words, (box.width - 4) * PT_PER_MM / size)
        told = line[0] if len(line) == 1 else f"{line[0][:-1]}…"
        at = (box.x + 2, top - down)
        canvas.write(at, told, size, ha="left", va="center_baseline", bold=bold)
    plot = Box(
        box.x + _SIDE_MM,
        box.y + _YEARS_MM + 4,
        box.width - 2 * _SIDE_MM,
        box.height - _HEAD_MM - _YEARS_MM - 9,
    )
    _draw_points(canvas, curve.rows, _Placing(curve.rows, plot))


class _Placing:
    """Where a year and a value stand in a box."""

    def __init__(self, rows: DataFrame, plot: Box) -> None:
        years, values = rows["年"], rows["值"]
        self.years = range(int(years.min()), int(years.max()) + 1)
        self.low, self.high = float(values.min()), float(values.max())
        self.plot = plot

    def x(self, year: int) -> float:
        """Millimetres from the left edge of the page."""
        steps = max(len(self.years) - 1, 1)
        return self.plot.x + self.plot.width * (year - self.years[0]) / steps

    def y(self, value: float) -> float:
        """Millimetres from the lower edge of the page; in the middle where all are the same."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.plot.y + self.plot.height * share


def _draw_points(canvas: Canvas, rows: DataFrame, at: _Placing) -> None:
    base = at.plot.y - 4
    ends = [at.plot.x - 3, at.plot.x + at.plot.width + 3]
    canvas.sheet.plot(ends, [base, base], color=INK, lw=0.5)
    for year in at.years:
        spot = (at.x(year), base - 2.4)
        canvas.write(spot, str(year), SMALL_PT - 1, ha="center", va="center_baseline")
    path = rows[rows["项"] == PATH]
    xs, ys = [at.x(each) for each in path["年"]], [at.y(each) for each in path["值"]]
    canvas.sheet.plot(xs, ys, color=SOFT, lw=0.9, ls=(0, (4, 2)))
    for kind, sign in _SIGNS.items():
        _draw_kind(canvas, rows[rows["项"] == kind], at, (kind, sign))


def _draw_kind(
    canvas: Canvas, rows: DataFrame, at: _Placing, how: tuple[str, tuple[str, str, float]]
) -> None:
    kind, (marker, fill, size) = how
    above = 2.6 if kind == ACTUAL else -2.6
    for year, value, words in zip(rows["年"], rows["值"], rows["文字"], strict=True):
        x, y = at.x(year), at.y(value)
        _draw_sign(canvas, (x, y), (marker, fill, size))
        spot = (x, y + above)
        canvas.write(spot, words, SMALL_PT - 1, ha="center", va="center_baseline", halo=True)


def _draw_sign(canvas: Canvas, at: tuple[float, float], sign: tuple[str, str, float]) -> None:
    marker, fill, size = sign
    canvas.sheet.plot([at[0]], [at[1]], marker=marker, ms=size, mfc=fill, mec=INK, mew=0.8, ls="")


def _draw_key(canvas: Canvas) -> None:
    """Say what the signs are."""
    y, x = EDGE_MM + 2.5, EDGE_MM + 2
    canvas.sheet.plot([x, x + 8], [y, y], color=SOFT, lw=0.9, ls=(0, (4, 2)))
    x = _key_words(canvas, (x + 10, y), PATH)
    for kind, sign in _SIGNS.items():
        _draw_sign(canvas, (x + 1.5, y), sign)
        x = _key_words(canvas, (x + 4, y), kind)


def _key_words(canvas: Canvas, at: tuple[float, float], words: str) -> float:
    canvas.write(at, words, SMALL_PT, ha="left", va="center_baseline")
    return at[0] + wide_mm(words, SMALL_PT) + 5
