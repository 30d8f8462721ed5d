"""Legend and scale as the block that reads the map."""

from dataclasses import dataclass

from sheets.canvas import Canvas
from sheets.circle_words import wide_mm
from sheets.furniture import draw_bar
from sheets.legend import Entry, draw_legend
from sheets.paper import Box
from sheets.symbols import Look

_ROW_MM, _TEXT_PT, _BESIDE_MM, _HEAD_MM = 5.4, 7.4, 15.0, 11.2
_TALLEST_MM = 75.0
"""On A4; a longer legend has smaller rows."""

_BAR_MM = 58.0
"""On A4, as on other sheets, whatever the width of the column."""

_SCALE_MM = 13.5


@dataclass(frozen=True)
class KeyBlock:
    """The legend, as tall as its rows in as many columns as the width takes, and the scale."""

    lines: tuple[Entry, ...]
    palette: str
    scale: int

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        widest = max((wide_mm(line.words, _TEXT_PT) for line in self.lines), default=1)
        columns = max(1, int(width / ((widest + _BESIDE_MM) * measure)))
        rows = -(-(len(self.lines) + columns - 1) // columns)
        return (min(rows * _ROW_MM + _HEAD_MM, _TALLEST_MM) + _SCALE_MM) * measure

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
        self._draw_scale(canvas, Box(box.x, box.y, box.width, low), measure)

    def _draw_scale(self, canvas: Canvas, box: Box, measure: float) -> None:
        canvas.line_box(box, 0.6, "white")
        width = min(_BAR_MM * measure, box.width)
        inner = Box(box.x + (box.width - width) / 2, box.y, width, box.height)
        draw_bar(canvas, inner, self.scale, measure)
