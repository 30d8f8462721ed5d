"""A page in millimetres on which axes and words are set."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

from sheets.fonts import font, width_em, writable
from sheets.paper import MM_PER_INCH, PT_PER_MM, Box

INK = "#1c1c1c"
SOFT = "#4a4a4a"
_PAPER = "#fbfbf8"

_BOLD = 0.028
"""Of the size: the packaged font has one weight."""


class Canvas:
    """A figure of exact paper size; `sheet` is an axes over the whole page in millimetres."""

    def __init__(self, page_mm: tuple[float, float]) -> None:
        width, height = page_mm
        self.page_mm = page_mm
        self.figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
        self.sheet = self.axes(Box(0, 0, width, height))
        self.sheet.set_xlim(0, width)
        self.sheet.set_ylim(0, height)
        self.sheet.set_zorder(5)
        self.sheet.patch.set_alpha(0)

    def close(self) -> None:
        """Let go of all that is drawn; its parts hold one another, and a large page of pixels."""
        self.figure.clear()
        FigureCanvasBase(self.figure)

    def texts(self) -> Iterator[Text]:
        """Yield all that is written, what cannot be seen as well."""
        return chain.from_iterable(axes.texts for axes in self.figure.axes)

    def axes(self, box: Box) -> Axes:
        """Return new axes without frame that fill a box."""
        width, height = self.page_mm
        bounds = (box.x / width, box.y / height, box.width / width, box.height / height)
        axes = self.figure.add_axes(bounds)
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def field(self, box: Box, field: shapely.Polygon) -> Axes:
        """Return axes in a box that show a field of the ground, METRIC."""
        axes = self.axes(box)
        west, south, east, north = field.bounds
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_facecolor(_PAPER)
        return axes

    def line_box(self, box: Box, width_pt: float, fill: str = "none") -> None:
        """Draw a rectangle."""
        self.sheet.add_patch(
            Rectangle(box[:2], box.width, box.height, lw=width_pt, ec=INK, fc=fill, clip_on=False)
        )

    def write(  # `looks` are matplotlib's own
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        **looks: Any,  # noqa: ANN401
    ) -> None:
        """Set a text at a place in millimetres; `halo=True` lifts it off the map."""
        put_text(self.sheet, at, text, size, **looks)


def put_text(  # `looks` are matplotlib's own
    axes: Axes,
    at: tuple[float, float],
    text: str,
    size: float,
    **looks: Any,  # noqa: ANN401
) -> None:
    """Set a text on axes, as it is written: no mathematics between dollar signs.

    With `halo=True` a white rim is set below it as shapes, with `bold=True` a dark one, so that the
    text itself stays text that can be searched in a PDF.
    """
    halo, bold = looks.pop("halo", False), looks.pop("bold", False)
    common: dict[str, Any] = {
        "color": INK,
        "fontproperties": font(size),
        "parse_math": False,
    } | looks
    if halo or bold:
        wide, colour = (2.0, "white") if halo else (size * _BOLD, str(common["color"]))
        rim = [Stroke(linewidth=wide, foreground=colour)]
        axes.text(*at, writable(text), path_effects=rim, **common)
    axes.text(*at, writable(text), **common)


def fitting_pt(words: str, size: float, room_mm: float) -> float:
    """Return the size in points, `size` at most, at which a text fits a width."""
    return min(size, room_mm * PT_PER_MM / max(width_em(words), 1))
