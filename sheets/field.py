"""The map field of a page, in metres."""

import shapely
from matplotlib.axes import Axes

from sheets.canvas import Canvas
from sheets.paper import Box

_PAPER = "#fbfbf8"


def field_axes(canvas: Canvas, box: Box, field: shapely.Polygon) -> Axes:
    """Return axes in a box of the page that show a field of the ground, METRIC."""
    axes = canvas.axes(box)
    west, south, east, north = field.bounds
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_facecolor(_PAPER)
    return axes
