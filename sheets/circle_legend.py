"""Legend and scale as the block that reads the map."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from sheets.canvas import Canvas
from sheets.circle_blocks import Block, FixedBlock
from sheets.legend import Entry, draw_legend, legend_mm
from sheets.paper import Box, parted
from sheets.symbols import Look


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
        draw_legend(canvas, legend, list(self.lines), Look(self.palette), measure)
        self.foot.draw(canvas, foot, measure)


@lru_cache(maxsize=1024)
def _legend_mm(lines: tuple[Entry, ...], width: float, measure: float) -> float:
    """Height of a legend; many pages of an atlas have the same."""
    return legend_mm(list(lines), width, measure)
