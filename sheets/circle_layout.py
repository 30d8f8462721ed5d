"""Where the parts of a 生活圈 sheet stand: the map, and columns of legend, tables and method."""

from dataclasses import replace
from typing import NamedTuple

from sheets.imprint_box import imprint_mm
from sheets.paper import Box, Layout, layout
from sheets.request import Orientation, Paper

_SIDE_MM = 110.0
"""Column beside the map on A4: the district, taller than wide, keeps its scale."""

_MAP_SHARE = 0.575
"""Height of the map of a tall sheet: what the district needs at 1:60 000 on A4, 1:40 000 on A3."""


class CircleLayout(NamedTuple):
    """The page as other sheets have it, with this sheet's map; columns for the rest; 图签."""

    page: Layout
    columns: tuple[Box, ...]
    imprint: Box | None = None


def circle_layout(paper: Paper, orientation: Orientation, *, imprint: bool = False) -> CircleLayout:
    """Return the layout: one column at the right of a wide sheet, two below a tall one.

    The 图签 stands at the foot of the last column.
    """
    page = layout(paper, orientation)
    x, width = page.frame.x + 2, page.frame.width - 4
    y = page.notes.y + page.notes.height
    height = page.title.y - y
    if orientation == "横向":
        side = _SIDE_MM * page.factor
        field = Box(x, y, width - side - 2, height)
        columns = [Box(x + width - side, y, side, height)]
    else:
        low = height * (1 - _MAP_SHARE)
        field = Box(x, y + low + 2, width, height - low - 2)
        half = (width - 2) / 2
        columns = [Box(x, y, half, low), Box(x + half + 2, y, half, low)]
    made = CircleLayout(replace(page, map=field), tuple(columns))
    return _signed(made) if imprint else made


def _signed(made: CircleLayout) -> CircleLayout:
    """Take the foot of the last column for the 图签."""
    last = made.columns[-1]
    tall = imprint_mm(last.width, made.page.factor)
    shorter = Box(last.x, last.y + tall, last.width, last.height - tall)
    return made._replace(
        columns=(*made.columns[:-1], shorter), imprint=Box(last.x, last.y, last.width, tall)
    )
