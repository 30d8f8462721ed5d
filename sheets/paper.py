"""Paper and where things stand on it, in millimetres from the lower left corner."""

from dataclasses import dataclass
from typing import NamedTuple

from sheets.request import Orientation, Paper

SIZES_MM = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "A2": (594.0, 420.0)}
"""Long and short side."""

FACTORS = {"A4": 1.0, "A3": 1.25, "A2": 1.6}
"""Of texts and of what stands around the map: larger paper is read from farther away."""

MM_PER_INCH = 25.4
PT_PER_MM = 72 / MM_PER_INCH

_MARGIN_MM = 8.0
_SIDE_MM, _NARROW_MM = 58.0, 54.0
_SCALE_MM, _IMPRINT_MM, _LOCATOR_MM = 15.0, 22.5, 36.0
_FOOT_MM = 14.5


class Box(NamedTuple):
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> "Box":
        """Return the box made smaller on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Parts(NamedTuple):
    """What a sheet has beside what every sheet has."""

    imprint: bool = False
    locator: bool = False


BARE = Parts()


@dataclass(frozen=True)
class Layout:
    """Where the parts of a sheet stand; `factor` scales texts, 1 on A4."""

    page: tuple[float, float]
    frame: Box
    title: Box
    map: Box
    legend: Box
    scale: Box
    notes: Box
    factor: float
    imprint: Box | None = None
    locator: Box | None = None


def layout(paper: Paper, orientation: Orientation, parts: Parts = BARE) -> Layout:
    """Return the layout of a sheet: legend at the right of a wide one, below a tall one."""
    long, short = SIZES_MM[paper]
    factor = FACTORS[paper]
    wide = orientation == "横向"
    width, height = (long, short) if wide else (short, long)
    frame = Box(0, 0, width, height).inset(_MARGIN_MM)
    head, foot = 13.5 * factor, (14.0 if wide else 19.0) * factor
    title = Box(frame.x, frame.y + frame.height - head, frame.width, head)
    notes = Box(frame.x, frame.y, frame.width, foot)
    body = Box(frame.x + 2, notes.y + foot, frame.width - 4, frame.height - head - foot)
    field, side = _beside(body, factor) if wide else _below(body, factor)
    legend, boxes = _stacked(side, parts, factor) if wide else _row(side, parts, factor)
    return Layout((width, height), frame, title, field, legend, boxes[0], notes, factor, *boxes[1:])


_Boxes = tuple[Box, Box | None, Box | None]


def _beside(body: Box, factor: float) -> tuple[Box, Box]:
    side = _SIDE_MM * factor
    field = Box(body.x, body.y, body.width - side - 2, body.height)
    return field, Box(body.x + field.width + 2, body.y, side, body.height)


def _below(body: Box, factor: float) -> tuple[Box, Box]:
    side = _SIDE_MM * factor
    field = Box(body.x, body.y + side + 2, body.width, body.height - side - 2)
    return field, Box(body.x, body.y, body.width, side)


def _stacked(side: Box, parts: Parts, factor: float) -> tuple[Box, _Boxes]:
    """Legend, and below it locator, scale and 图签."""
    y, imprint, locator = side.y, None, None
    if parts.imprint:
        imprint = Box(side.x, y, side.width, _IMPRINT_MM * factor)
        y += imprint.height
    scale = Box(side.x, y, side.width, _SCALE_MM * factor)
    y += scale.height
    if parts.locator:
        locator = Box(side.x, y, side.width, _LOCATOR_MM * factor)
        y += locator.height
    return Box(side.x, y, side.width, side.y + side.height - y), (scale, imprint, locator)


def _row(side: Box, parts: Parts, factor: float) -> tuple[Box, _Boxes]:
    """Scale, locator or 图签 above it, then the legend; with both, the 图签 below the legend."""
    narrow = _NARROW_MM * factor
    low = _SCALE_MM * factor if parts.imprint or parts.locator else side.height
    scale = Box(side.x, side.y, narrow, low)
    above = Box(side.x, side.y + low, narrow, side.height - low)
    legend = Box(side.x + narrow, side.y, side.width - narrow, side.height)
    if not (parts.locator and parts.imprint):
        return legend, (scale, above if parts.imprint else None, above if parts.locator else None)
    foot = _FOOT_MM * factor
    imprint = Box(legend.x, legend.y, legend.width, foot)
    legend = Box(legend.x, legend.y + foot, legend.width, legend.height - foot)
    return legend, (scale, imprint, above)
