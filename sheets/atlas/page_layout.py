"""Where the parts of an atlas page stand: the map, and columns for the rest."""

from dataclasses import replace
from typing import NamedTuple

from sheets.paper import Box, Layout, layout
from sheets.request import Orientation, Paper

_WIDE_MM, _NARROW_MM = 63.0, 45.0
"""Columns beside the map on A4: they leave it square, as rings around a school are."""

_LOW_SHARE = 0.44
"""Of the height of a tall page: the columns below the map."""


class PageLayout(NamedTuple):
    """The page as other sheets have it, with this page's map, and the columns for the rest."""

    page: Layout
    columns: tuple[Box, ...]


def page_layout(paper: Paper, orientation: Orientation) -> PageLayout:
    """Return the layout: two columns at the right of a wide page, three below a tall one."""
    page = layout(paper, orientation)
    x, width = page.frame.x + 2, page.frame.width - 4
    y = page.notes.y + page.notes.height
    height = page.title.y - y
    if orientation == "横向":
        wide, narrow = _WIDE_MM * page.factor, _NARROW_MM * page.factor
        field = Box(x, y, width - wide - narrow - 2, height)
        left = x + field.width + 2
        columns = Box(left, y, wide, height), Box(left + wide, y, narrow, height)
        return PageLayout(replace(page, map=field), columns)
    low = height * _LOW_SHARE
    field = Box(x, y + low + 2, width, height - low - 2)
    third = width / 3
    below = tuple(Box(x + place * third, y, third, low) for place in range(3))
    return PageLayout(replace(page, map=field), below)
