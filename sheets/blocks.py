"""The blocks of a column beside the map, and how they share its height."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple, Protocol

from sheets.canvas import SOFT, Canvas
from sheets.legend import draw_legend, legend_mm
from sheets.legend_grid import Entry
from sheets.paper import PT_PER_MM, Box, parted
from sheets.symbols import SymbolLook
from sheets.text_measure import wrapped

LEAST_PT = 5.0
"""No smaller print: it could not be read on paper."""

BODY_PT = 7.0
"""Size of table and method at a measure of 1."""

PAD_MM = 2.5
_HEADING_PT = 8.4
_STEPS = 24
_SMALLER = 0.8


class Block(Protocol):
    """A part of a column; `measure` scales its texts and spaces.

    At a measure of 1 it may grow to `most_mm` where its column has room.
    """

    most_mm: float = 0.0

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes in a column of `width` millimetres."""

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into a box of that height."""

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Whether smaller print would read more easily."""
        return False

    def shorter(self, _width: float, _measure: float, /) -> "Block | None":
        """Return it with one row or line fewer, saying so; None where nothing may be left out."""
        return None


@dataclass(frozen=True)
class FixedBlock(Block):
    """Something boxed, such as the 图签, `tall_mm` tall at a measure of 1: `paint` draws it."""

    tall_mm: float
    paint: Callable[[Canvas, Box, float], None]
    most_mm: float = 0.0

    def height(self, _width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        return self.tall_mm * measure

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        self.paint(canvas, box, measure)


@dataclass(frozen=True)
class LegendBlock(Block):
    """The legend, as tall as its rows in as many columns as the width takes, above a `foot`.

    `tallest_mm` is its height at most, at a measure of 1: a longer legend has smaller rows.
    """

    lines: tuple[Entry, ...]
    palette: str
    tallest_mm: float
    foot: FixedBlock
    most_mm: float = inf

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        natural = _legend_mm(self.lines, width, measure)
        return min(natural, self.tallest_mm * measure) + self.foot.height(width, measure)

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        foot, legend = parted(box, self.foot.height(box.width, measure))
        draw_legend(canvas, legend, list(self.lines), SymbolLook(self.palette), measure)
        self.foot.draw(canvas, foot, measure)


class Fit(NamedTuple):
    """Blocks that fit their column, and the measure at which they do."""

    blocks: tuple[Block, ...]
    measure: float


def fitted(blocks: Sequence[Block], box: Box, factor: float) -> Fit:
    """Return the blocks at the largest measure, `factor` at most, at which the column holds them.

    Print down to `_SMALLER` of that is preferred to crowded blocks. Where even `LEAST_PT` is too
    large, the tallest block loses rows or lines until all fit.
    """
    least = LEAST_PT / BODY_PT
    measures = [factor + (least - factor) * step / _STEPS for step in range(_STEPS + 1)]
    fitting = [each for each in measures if total_mm(blocks, box.width, each) <= box.height]
    for measure in fitting:
        if measure >= _SMALLER * factor and not any(
            block.crowded(box.width, measure) for block in blocks
        ):
            return Fit(tuple(blocks), measure)
    if fitting:
        return Fit(tuple(blocks), fitting[0])
    kept = list(blocks)
    while total_mm(kept, box.width, least) > box.height and _shorten(kept, box.width, least):
        pass
    return Fit(tuple(kept), least)


def draw_column(canvas: Canvas, box: Box, fit: Fit) -> None:
    """Draw the blocks from the top, what height is left shared between them."""
    width, measure = box.width, fit.measure
    spare = box.height - total_mm(fit.blocks, width, measure)
    gap = min(max(spare, 0) / max(len(fit.blocks) - 1, 1), 3.5)
    y = box.y + box.height
    for block in fit.blocks:
        height = block.height(width, measure)
        y -= height
        block.draw(canvas, Box(box.x, y, width, height), measure)
        y -= gap


def write_heading(canvas: Canvas, box: Box, words: str, measure: float) -> None:
    """Write the heading of a block at the top of its box, in lines where it is long."""
    size = _HEADING_PT * measure
    x, y = box.x + PAD_MM, box.y + box.height - 3.4 * measure
    for place, line in enumerate(_heading_lines(words, box.width, measure)):
        canvas.write((x, y - place * line_mm(size)), line, size, va="center")


def heading_mm(words: str, width: float, measure: float) -> float:
    """Height of a heading in a column of `width` millimetres."""
    more = len(_heading_lines(words, width, measure)) - 1
    return 6.0 * measure + more * line_mm(_HEADING_PT * measure)


def _heading_lines(words: str, width: float, measure: float) -> tuple[str, ...]:
    return wrapped(words, (width - 2 * PAD_MM) * PT_PER_MM / (_HEADING_PT * measure))


def write_aside(canvas: Canvas, at: tuple[float, float], words: str, size: float) -> None:
    """Write a remark, such as what was left out."""
    canvas.write(at, words, size, va="center", color=SOFT)


def line_mm(size: float) -> float:
    """Height of a line of text at a size in points."""
    return 1.32 * size / PT_PER_MM


def total_mm(blocks: Sequence[Block], width: float, measure: float) -> float:
    """Height of blocks one below the other."""
    return sum(block.height(width, measure) for block in blocks)


def _shorten(blocks: list[Block], width: float, measure: float) -> bool:
    """Shorten the tallest block that may be; False where none may."""
    order = sorted(range(len(blocks)), key=lambda place: -blocks[place].height(width, measure))
    for place in order:
        less = blocks[place].shorter(width, measure)
        if less is not None:
            blocks[place] = less
            return True
    return False


@lru_cache(maxsize=1024)
def _legend_mm(lines: tuple[Entry, ...], width: float, measure: float) -> float:
    """Height of a legend; many pages of an atlas have the same."""
    return legend_mm(list(lines), width, measure)
