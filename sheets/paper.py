"""Paper and where things stand on it, in millimetres from the lower left corner."""

from dataclasses import dataclass, replace
from itertools import accumulate
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


class ColumnedLayout(NamedTuple):
    """Columns beside the map of a wide sheet, of `beside_mm` on A4, or below that of a tall one.

    Of a tall one, `below` columns with gaps between them take `share` of the height.
    """

    beside_mm: tuple[float, ...]
    below: int
    share: float
    gap_mm: float = 0.0


CIRCLE = ColumnedLayout((110.0,), 2, 0.425, 2.0)
"""The district, taller than wide, keeps its scale: 1:60 000 on A4 and 1:40 000 on A3 if tall."""

ATLAS = ColumnedLayout((63.0, 45.0), 3, 0.44)
"""They leave the map square, as rings around a school are."""


@dataclass(frozen=True)
class Layout:
    """Where the parts of a sheet stand; `factor` scales texts, 1 on A4.

    Where there are `columns`, they hold what reads the map: legend, scale and inset.
    """

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
    columns: tuple[Box, ...] = ()

    @property
    def body(self) -> Box:
        """What lies between head and notes."""
        y = self.notes.y + self.notes.height
        return Box(self.frame.x + 2, y, self.frame.width - 4, self.title.y - y)


def layout(
    paper: Paper, orientation: Orientation, *, imprint: bool = False, locator: bool = False
) -> Layout:
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
    arranged = _stacked if wide else _row
    legend, scale, signed, inset = arranged(side, factor, imprint=imprint, locator=locator)
    page = (width, height)
    return Layout(page, frame, title, field, legend, scale, notes, factor, signed, inset)


def columned(paper: Paper, orientation: Orientation, columns: ColumnedLayout) -> Layout:
    """Return the layout of a sheet whose map has columns beside or below it."""
    made = layout(paper, orientation)
    x, y, width, height = made.body
    if orientation == "横向":
        sides = [side * made.factor for side in columns.beside_mm]
        field = Box(x, y, width - sum(sides) - 2, height)
        lefts = accumulate(sides[:-1], initial=x + field.width + 2)
        boxes = [Box(left, y, side, height) for left, side in zip(lefts, sides, strict=True)]
    else:
        low = height * columns.share
        field = Box(x, y + low + 2, width, height - low - 2)
        each = (width - columns.gap_mm * (columns.below - 1)) / columns.below
        step = each + columns.gap_mm
        boxes = [Box(x + place * step, y, each, low) for place in range(columns.below)]
    return replace(made, map=field, columns=tuple(boxes))


_Boxes = tuple[Box, Box, Box | None, Box | None]
"""Legend, scale, 图签, locator."""


def _beside(body: Box, factor: float) -> tuple[Box, Box]:
    side = _SIDE_MM * factor
    field = Box(body.x, body.y, body.width - side - 2, body.height)
    return field, Box(body.x + field.width + 2, body.y, side, body.height)


def _below(body: Box, factor: float) -> tuple[Box, Box]:
    side = _SIDE_MM * factor
    field = Box(body.x, body.y + side + 2, body.width, body.height - side - 2)
    return field, Box(body.x, body.y, body.width, side)


def _stacked(side: Box, factor: float, *, imprint: bool, locator: bool) -> _Boxes:
    """Legend, and below it locator, scale and 图签."""
    foot = inset = None
    if imprint:
        foot, side = parted(side, _IMPRINT_MM * factor)
    scale, side = parted(side, _SCALE_MM * factor)
    if locator:
        inset, side = parted(side, _LOCATOR_MM * factor)
    return side, scale, foot, inset


def _row(side: Box, factor: float, *, imprint: bool, locator: bool) -> _Boxes:
    """Scale, locator or 图签 above it, then the legend; with both, the 图签 below the legend."""
    narrow = _NARROW_MM * factor
    low = _SCALE_MM * factor if imprint or locator else side.height
    scale = Box(side.x, side.y, narrow, low)
    above = Box(side.x, side.y + low, narrow, side.height - low)
    legend = Box(side.x + narrow, side.y, side.width - narrow, side.height)
    if not (locator and imprint):
        return legend, scale, above if imprint else None, above if locator else None
    foot, legend = parted(legend, _FOOT_MM * factor)
    return legend, scale, foot, above


def parted(box: Box, foot_mm: float) -> tuple[Box, Box]:
    """Return the foot of a box, and what stands above it."""
    foot = Box(box.x, box.y, box.width, foot_mm)
    return foot, Box(box.x, box.y + foot_mm, box.width, box.height - foot_mm)
