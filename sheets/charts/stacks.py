"""Bars of counts, parted by state: one bar a row, the counts written in their parts."""

from collections.abc import Sequence
from typing import NamedTuple

from sheets.canvas import Canvas
from sheets.charts.looks import (
    EDGE_MM,
    SMALL_PT,
    WORDS_PT,
    Look,
    draw_legend,
    draw_look,
    draw_title,
    legend_mm,
    title_mm,
)
from sheets.paper import Box
from sheets.text_measure import wide_mm, wrapped

_ROW_MM, _BAR_MM, _LINE_MM = 9.0, 5.6, 3.6
_NAMES_MM, _COUNT_MM = 46.0, 14.0
_LINES = 2


class Stack(NamedTuple):
    """A bar: its name, and how many of each look, in their order."""

    name: str
    counts: tuple[int, ...]


def stacked_chart(
    stacks: Sequence[Stack], looks: Sequence[Look], width_mm: float, title: str = ""
) -> Canvas:
    """Return the chart; looks that nothing has are left out of the legend.

    Parameters
    ----------
    stacks
        Bars from above. May be empty.
    looks
        Of the parts of each bar.
    width_mm
        Of the page; it is as high as the bars need.
    title
        Above the bars; "" where a caption tells it.
    """
    used = [look for at, look in enumerate(looks) if any(each.counts[at] for each in stacks)]
    below = legend_mm(used, width_mm)
    high = title_mm(title) + len(stacks) * _ROW_MM + below + 2 * EDGE_MM
    canvas = Canvas((width_mm, high))
    top = draw_title(canvas, title)
    most = max((sum(each.counts) for each in stacks), default=0)
    for row, stack in enumerate(stacks):
        _draw(canvas, top - row * _ROW_MM, stack, (looks, most))
    draw_legend(canvas, below + EDGE_MM, used)
    return canvas


def _draw(canvas: Canvas, top: float, stack: Stack, scale: tuple[Sequence[Look], int]) -> None:
    looks, most = scale
    middle = top - _ROW_MM / 2
    _write_name(canvas, middle, stack.name)
    x = EDGE_MM + _NAMES_MM
    room = canvas.page_mm[0] - x - _COUNT_MM - EDGE_MM
    for count, look in zip(stack.counts, looks, strict=True):
        wide = room * count / most if most else 0.0
        if not count:
            continue
        draw_look(canvas, Box(x, middle - _BAR_MM / 2, wide, _BAR_MM), look)
        _write_count(canvas, (x + wide / 2, middle), count, wide)
        x += wide
    canvas.write(
        (x + 1.5, middle), f"{sum(stack.counts)} 项", WORDS_PT, va="center_baseline", ha="left"
    )


def _write_count(canvas: Canvas, at: tuple[float, float], count: int, wide: float) -> None:
    if wide_mm(str(count), SMALL_PT) + 0.4 <= wide:
        canvas.write(at, str(count), SMALL_PT, va="center_baseline", ha="center", halo=True)


def _write_name(canvas: Canvas, middle: float, name: str) -> None:
    lines = wrapped(name, (_NAMES_MM - 2.0) * 72 / 25.4 / WORDS_PT)
    if len(lines) > _LINES:
        lines = (lines[0], f"{lines[1][:-1]}…")
    y = middle + (len(lines) - 1) * _LINE_MM / 2
    for line in lines:
        at = (EDGE_MM + _NAMES_MM - 2.0, y)
        canvas.write(at, line, WORDS_PT, va="center_baseline", ha="right")
        y -= _LINE_MM
