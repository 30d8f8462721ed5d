"""Where the parts of a 生活圈 sheet stand: the map, and columns of legend, tables and method."""

from dataclasses import replace
from typing import NamedTuple

from sheets.paper import Box, Layout, layout
from sheets.request import Orientation, Paper

_SIDE_MM = 110.0
"""Column beside the map on A4: the district, taller than wide, keeps its scale."""

_MAP_SHARE = 0.575
"""Height of the map of a tall sheet: what the district needs at 1:60 000 on A4, 1:40 000 on A3."""


class CircleLayout(NamedTuple):
    """The page as other sheets have it, with this sheet's map, and the columns for the rest."""

    page: Layout
    columns: tuple[Box, ...]


def circle_layout(paper: Paper, orientation: Orientation) -> CircleLayout:
    """Return the layout: one column at the right of a wide sheet, two below a tall one."""
    page = layout(paper, orientation)
    x, width = page.frame.x + 2, page.frame.width - 4
    y = page.notes.y + page.notes.height
    height = page.title.y - y
    if orientation == "横向":
        side = _SIDE_MM * page.factor
        field = Box(x, y, width - side - 2, height)
        return CircleLayout(replace(page, map=field), (Box(x + width - side, y, side, height),))
    low = height * (1 - _MAP_SHARE)
    field = Box(x, y + low + 2, width, height - low - 2)
    half = (width - 2) / 2
    columns = (Box(x, y, half, low), Box(x + half + 2, y, half, low))
    return CircleLayout(replace(page, map=field), columns)
