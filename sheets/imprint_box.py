"""图签 drawn: a table of two columns below the 编制单位."""

from sheets.canvas import SOFT, Canvas, fitting_pt
from sheets.imprint import Imprint
from sheets.paper import Box

_TITLE_PT, _WORDS_PT = 6.6, 7.4
_TITLE_MM = 12.0
_LINE_PT = 0.4
_ROW_MM = 7.2

_WIDE_MM = 100.0


def imprint_mm(width: float, factor: float) -> float:
    """Return how tall the 图签 is in a column of some width."""
    return _ROW_MM * factor * (2 if width >= _WIDE_MM * factor else 3)


def draw_imprint(canvas: Canvas, box: Box, imprint: Imprint, factor: float) -> None:
    """Draw the 图签 into its box: office over the whole width, the rest two by two.

    In a wide box the rest stands in one row.
    """
    canvas.line_box(box, 0.6, "white")
    office, *rest = imprint.fields()
    across = len(rest) if box.width >= _WIDE_MM * factor else 2
    tall = box.height / (1 + len(rest) / across)
    top = Box(box.x, box.y + box.height - tall, box.width, tall)
    _field(canvas, top, office, factor)
    wide = box.width / across
    for place, field in enumerate(rest):
        row, column = divmod(place, across)
        y = top.y - (row + 1) * tall
        _field(canvas, Box(box.x + column * wide, y, wide, tall), field, factor)


def _field(canvas: Canvas, box: Box, field: tuple[str, str], factor: float) -> None:
    """Draw title and words of one field, each in its cell."""
    title, words = field
    narrow = _TITLE_MM * factor
    canvas.line_box(Box(box.x, box.y, narrow, box.height), _LINE_PT)
    canvas.line_box(box, _LINE_PT)
    middle = box.y + box.height / 2
    looks = {"ha": "center", "va": "center"}
    size = fitting_pt(title, _TITLE_PT * factor, narrow - 1.5)
    canvas.write((box.x + narrow / 2, middle), title, size, color=SOFT, **looks)
    if words.strip():
        room = box.width - narrow
        size = fitting_pt(words.strip(), _WORDS_PT * factor, room - 2)
        canvas.write((box.x + narrow + room / 2, middle), words.strip(), size, **looks)
