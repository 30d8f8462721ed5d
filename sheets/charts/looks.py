"""How states are drawn in a chart, as the map draws them: by colour and by hatch; and a legend."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.patches import Rectangle

from layers.palettes import PALETTES, STANDARD
from layers.themes import BY_STATE, BY_THEME
from sheets.canvas import INK, Canvas
from sheets.paper import Box
from sheets.text_measure import wide_mm

SMALL_PT, WORDS_PT, TITLE_PT = 7.5, 8.5, 10.5
TITLE_MM, LEGEND_MM, EDGE_MM = 9.0, 6.0, 2.0
_SIGN_MM, _GAP_MM = 5.0, 1.5
_SHADE = 0.55
"""Of a colour over white: dark words on it can be read."""


class Look(NamedTuple):
    """What tells a value: its words, a colour, and a hatch."""

    title: str
    colour: str
    hatch: str = ""


def state_looks(palette: str = STANDARD) -> tuple[Look, ...]:
    """Return the look of each state in the order of the list, 未填报 last."""
    colours = PALETTES[palette]
    return tuple(
        Look(each.title, colours[each.colour], each.hatch * (1 + (len(each.hatch) == 1)))
        for each in BY_THEME[BY_STATE].symbols
    )


def draw_look(canvas: Canvas, box: Box, look: Look) -> None:
    """Fill a box as a look says, with a dark rim."""
    canvas.sheet.add_patch(
        Rectangle(box[:2], box.width, box.height, fc=_light(look.colour), ec=INK, lw=0.4)
    )
    if look.hatch:
        canvas.sheet.add_patch(
            Rectangle(
                box[:2], box.width, box.height, fc="none", ec=look.colour, lw=0, hatch=look.hatch
            )
        )


def _light(colour: str) -> str:
    mixed = (round(255 - (255 - int(colour[at : at + 2], 16)) * _SHADE) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def legend_lines(looks: Sequence[Look], room_mm: float) -> list[list[Look]]:
    """Return the looks as lines of a legend no wider than the room."""
    lines: list[list[Look]] = [[]]
    left = room_mm
    for look in looks:
        wide = _entry_mm(look)
        if lines[-1] and wide > left:
            lines.append([])
            left = room_mm
        lines[-1].append(look)
        left -= wide
    return lines


def draw_legend(canvas: Canvas, top: float, looks: Sequence[Look]) -> None:
    """Write the legend from a height down."""
    for row, line in enumerate(legend_lines(looks, canvas.page_mm[0] - 2 * EDGE_MM)):
        x, y = EDGE_MM, top - (row + 1) * LEGEND_MM
        for look in line:
            draw_look(canvas, Box(x, y + 1.2, _SIGN_MM, 3.0), look)
            at = (x + _SIGN_MM + _GAP_MM, y + 2.7)
            canvas.write(at, look.title, SMALL_PT, va="center_baseline", ha="left")
            x += _entry_mm(look)


def legend_mm(looks: Sequence[Look], width_mm: float) -> float:
    """Return the height of the legend."""
    return len(legend_lines(looks, width_mm - 2 * EDGE_MM)) * LEGEND_MM + 1.0


def draw_title(canvas: Canvas, title: str) -> float:
    """Write the title, "" for none; return the height below it."""
    top = canvas.page_mm[1] - EDGE_MM
    if not title:
        return top
    middle = (canvas.page_mm[0] / 2, top - TITLE_MM / 2)
    canvas.write(middle, title, TITLE_PT, ha="center", va="center_baseline", bold=True)
    return top - TITLE_MM


def title_mm(title: str) -> float:
    """Return the height that a title takes."""
    return TITLE_MM if title else 0.0


def _entry_mm(look: Look) -> float:
    return _SIGN_MM + 3 * _GAP_MM + wide_mm(look.title, SMALL_PT)
