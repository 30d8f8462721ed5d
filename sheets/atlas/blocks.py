"""What stands beside the map of an atlas page besides legend, list and method."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from sheets.canvas import SOFT, Canvas
from sheets.circle_blocks import BODY_PT, PAD_MM, heading_mm, line_mm, write_aside, write_heading
from sheets.circle_words import one_line, wide_em, wrapped
from sheets.furniture import draw_scale
from sheets.legend import Entry, draw_legend, legend_mm
from sheets.paper import PT_PER_MM, Box
from sheets.symbols import Look

_GAP_EM = 0.9
_SCALE_MM = 15.0


@dataclass(frozen=True)
class FactsBlock:
    """Titles and words of a feature, a line or more each; the last `hidden` lines are left out."""

    title: str
    facts: tuple[tuple[str, str], ...]
    hidden: int = 0

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        lines = len(self._shown(width, measure)) + (1 if self.hidden else 0)
        return heading_mm(self.title, width, measure) + (lines + 0.6) * line_mm(BODY_PT * measure)

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Never: its words are made to be broken."""
        return False

    def shorter(self, width: float, measure: float, /) -> "FactsBlock | None":
        """Return it with a line fewer; three lines stay."""
        more = len(self._shown(width, measure)) > 3
        return replace(self, hidden=self.hidden + 1) if more else None

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        write_heading(canvas, box, self.title, measure)
        size, step = BODY_PT * measure, line_mm(BODY_PT * measure)
        x, indent = box.x + PAD_MM, self._indent_em() * size / PT_PER_MM
        y = box.y + box.height - heading_mm(self.title, box.width, measure) - step / 2
        for title, words in self._shown(box.width, measure):
            canvas.write((x, y), title, size, va="center_baseline", color=SOFT)
            canvas.write((x + indent, y), words, size, va="center_baseline")
            y -= step
        if self.hidden:
            words = f"（还有 {self.hidden} 行未印出）"
            write_aside(canvas, (x + indent, y), words, size)

    def _shown(self, width: float, measure: float) -> list[tuple[str, str]]:
        room_em = (width - 2 * PAD_MM) * PT_PER_MM / (BODY_PT * measure) - self._indent_em()
        lines = [
            ("" if place else title, line)
            for title, words in self.facts
            for place, line in enumerate(wrapped(one_line(words), room_em))
        ]
        return lines[: len(lines) - self.hidden]

    def _indent_em(self) -> float:
        return max((wide_em(title) for title, _ in self.facts), default=0) + _GAP_EM


@dataclass(frozen=True)
class FixedBlock:
    """Something boxed, such as the inset or the 图签: `paint` draws it.

    `tall_mm` is its height at a measure of 1; to `most_mm` it grows where its column has room.
    """

    tall_mm: float
    paint: Callable[[Canvas, Box, float], None]
    most_mm: float = 0.0

    def height(self, _width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        return self.tall_mm * measure

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Never."""
        return False

    def shorter(self, _width: float, _measure: float, /) -> None:
        """Nothing may be left out."""

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        self.paint(canvas, box, measure)


@dataclass(frozen=True)
class LegendBlock:
    """The legend with the scale below it; it takes what its column has left.

    `tallest_mm` is its height at most, at a measure of 1, where nothing is left.
    """

    lines: tuple[Entry, ...]
    palette: str
    scale: int
    tallest_mm: float
    most_mm: float = inf

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        natural = _legend_mm(self.lines, round(width, 3), round(measure, 4))
        return min(natural, self.tallest_mm * measure) + _SCALE_MM * measure

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Never: its rows are whole."""
        return False

    def shorter(self, _width: float, _measure: float, /) -> None:
        """Nothing may be left out."""

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        low = _SCALE_MM * measure
        legend = Box(box.x, box.y + low, box.width, box.height - low)
        draw_legend(canvas, legend, list(self.lines), Look(self.palette), measure)
        draw_scale(canvas, Box(box.x, box.y, box.width, low), self.scale, measure)


@lru_cache(maxsize=1024)
def _legend_mm(lines: tuple[Entry, ...], width: float, measure: float) -> float:
    """Height of a legend; many pages of an atlas have the same."""
    return legend_mm(list(lines), width, measure)
