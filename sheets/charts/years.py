"""Pairs of bars by year: planned and done, with the number of items that told each."""

from collections.abc import Sequence
from typing import NamedTuple

from sheets.canvas import INK, Canvas
from sheets.charts.looks import (
    EDGE_MM,
    SMALL_PT,
    Look,
    draw_legend,
    draw_look,
    draw_title,
    legend_mm,
    title_mm,
)
from sheets.paper import Box

_PLOT_MM, _WORDS_MM, _YEAR_MM = 42.0, 9.0, 6.0
_BAR = 0.42
"""Of the room of a year."""

LOOKS = (Look("年度计划投资", "#b8860b", "///"), Look("年度完成投资", "#148d4a", "xx"))


class YearPair(NamedTuple):
    """A year: two amounts, None for none, and the words that stand above them."""

    year: int
    amounts: tuple[float | None, float | None]
    words: tuple[str, str]


def year_chart(pairs: Sequence[YearPair], width_mm: float, title: str = "") -> Canvas:
    """Return the chart; where nothing was entered stands 未填报 instead of a bar.

    Parameters
    ----------
    pairs
        Years from left to right; one at least.
    width_mm, title
        As of `stacks.stacked_chart`.
    """
    below = legend_mm(LOOKS, width_mm)
    high = title_mm(title) + _WORDS_MM + _PLOT_MM + _YEAR_MM + below + 2 * EDGE_MM
    canvas = Canvas((width_mm, high))
    draw_title(canvas, title)
    base = EDGE_MM + below + _YEAR_MM
    most = max((amount or 0.0 for each in pairs for amount in each.amounts), default=0.0)
    room = (width_mm - 2 * EDGE_MM) / len(pairs)
    canvas.sheet.plot([EDGE_MM, width_mm - EDGE_MM], [base, base], color=INK, lw=0.6)
    for place, pair in enumerate(pairs):
        left = EDGE_MM + place * room
        middle = (left + room / 2, base - _YEAR_MM / 2)
        canvas.write(middle, f"{pair.year} 年", SMALL_PT, ha="center", va="center_baseline")
        _draw(canvas, pair, (left, base, room), most)
    draw_legend(canvas, EDGE_MM + below, LOOKS)
    return canvas


def _draw(canvas: Canvas, pair: YearPair, at: tuple[float, float, float], most: float) -> None:
    left, base, room = at
    for side, (amount, words, look) in enumerate(zip(pair.amounts, pair.words, LOOKS, strict=True)):
        wide = room * _BAR
        x = left + room * (0.5 - _BAR + side * _BAR) - 0.4 + side * 0.8
        high = _PLOT_MM * amount / most if amount and most else 0.0
        if high:
            draw_look(canvas, Box(x, base, wide, high), look)
        for row, line in enumerate(reversed(words.split("\n"))):
            spot = (x + wide / 2, base + high + 2.0 + row * 3.0)
            canvas.write(spot, line, SMALL_PT - 1.0, ha="center", va="center_baseline")
