"""Paper and where things stand on it, in millimetres from the lower left corner."""

from dataclasses import dataclass
from typing import NamedTuple

from sheets.request import Orientation, Paper

SIZES_MM = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
"""Long and short side."""

MM_PER_INCH = 25.4
PT_PER_MM = 72 / MM_PER_INCH


class Box(NamedTuple):
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float


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


def layout(paper: Paper, orientation: Orientation) -> Layout:
    """Return the layout of a sheet: legend at the right of a wide one, below a tall one."""
    long, short = SIZES_MM[paper]
    factor = 1.25 if paper == "A3" else 1.0
    width, height = (long, short) if orientation == "横向" else (short, long)
    frame = Box(8, 8, width - 16, height - 16)
    head, foot = 14.5 * factor, 15.5 * factor
    title = Box(frame.x, frame.y + frame.height - head, frame.width, head)
    notes = Box(frame.x, frame.y, frame.width, foot)
    body = Box(frame.x + 2, notes.y + foot, frame.width - 4, frame.height - head - foot)
    side = 58 * factor
    if orientation == "横向":
        field = Box(body.x, body.y, body.width - side - 2, body.height)
        legend = Box(body.x + field.width + 2, body.y, side, body.height)
    else:
        field = Box(body.x, body.y + side + 2, body.width, body.height - side - 2)
        legend = Box(body.x, body.y, body.width, side)
    bar = Box(legend.x, legend.y, side, 15 * factor)
    if orientation == "横向":
        legend = Box(legend.x, legend.y + bar.height, side, legend.height - bar.height)
    else:
        narrow = 44 * factor
        legend = Box(legend.x + narrow, legend.y, legend.width - narrow, legend.height)
        bar = Box(bar.x, bar.y, narrow, side)
    return Layout((width, height), frame, title, field, legend, bar, notes, factor)
