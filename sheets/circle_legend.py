"""Legend and scale as the block that reads the map."""

from collections.abc import Callable
from dataclasses import dataclass

from sheets.canvas import Canvas
from sheets.furniture import draw_bar
from sheets.legend import Entry, draw_legend, legend_mm
from sheets.paper import Box
from sheets.symbols import Look

_TALLEST_MM = 75.0
"""On A4; a longer legend has smaller rows."""

_BAR_MM = 58.0
"""On A4, as on other sheets, whatever the width of the column."""

_SCALE_MM, _INSET_MM = 13.5, 34.0

Inset = Callable[[Canvas, Box, float], None]
"""What draws a locator into a box at a measure."""


@dataclass(frozen=True)
class KeyBlock:
    """The legend, as tall as its rows in as many columns as the width takes, and the scale.

    An `inset` stands beside the scale.
    """

    lines: tuple[Entry, ...]
    palette: str
    scale: int
    inset: Inset | None = None

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        legend = min(legend_mm(list(self.lines), width, measure), _TALLEST_MM * measure)
        return legend + self._low(measure)

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Never: its rows are whole."""
        return False

    def shorter(self, _width: float, _measure: float, /) -> None:
        """Nothing may be left out."""

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        low = self._low(measure)
        legend = Box(box.x, box.y + low, box.width, box.height - low)
        draw_legend(canvas, legend, list(self.lines), Look(self.palette), measure)
        self._draw_scale(canvas, Box(box.x, box.y, box.width, low), measure)

    def _low(self, measure: float) -> float:
        """Height of what stands below the legend."""
        return (_INSET_MM if self.inset else _SCALE_MM) * measure

    def _draw_scale(self, canvas: Canvas, box: Box, measure: float) -> None:
        canvas.line_box(box, 0.6, "white")
        room = box
        if self.inset is not None:
            half = box.width / 2
            self.inset(canvas, Box(box.x + half, box.y, half, box.height), measure)
            room = Box(box.x, box.y, half, box.height)
        width = min(_BAR_MM * measure, room.width)
        inner = Box(room.x + (room.width - width) / 2, room.y, width, room.height)
        draw_bar(canvas, inner, self.scale, measure)
