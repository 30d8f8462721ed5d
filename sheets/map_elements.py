"""What a sheet needs around its map: title, scale, north, 图签, and the mark of internal sheets."""

from matplotlib.patches import Polygon, Rectangle

from sheets.canvas import INK, SOFT, Canvas, fitting_pt
from sheets.paper import Box, Layout
from sheets.request import INTERNAL, SheetRequest
from sheets.scale import Bar, bar_of, scale_words
from sheets.text_measure import wide_mm
from sheets.title_block import Imprint

MARK = "内部使用·未经审核不得公开"

_ROOMY_MM, _KM = 34.0, 1000

_TITLE_PT, _WORDS_PT = 6.6, 7.4
_TITLE_MM = 12.0
_LINE_PT = 0.4
_ROW_MM = 7.2

_WIDE_MM = 100.0


def draw_surround(canvas: Canvas, parts: Layout, request: SheetRequest) -> None:
    """Draw what every page has around its map and across it: head, 图框, mark of internal use."""
    _draw_mark(canvas, parts.map, request, parts.factor)
    _draw_frame(canvas, parts)
    _draw_title(canvas, parts.title, request, parts.factor)


def _draw_frame(canvas: Canvas, parts: Layout) -> None:
    """Draw 图框: a thick line, a thin one inside, and the edge of the map."""
    canvas.line_box(parts.map, 0.8)
    canvas.line_box(parts.frame, 0.4)
    canvas.line_box(parts.frame.inset(-1.4), 2.0)


def _draw_title(canvas: Canvas, box: Box, request: SheetRequest, factor: float) -> None:
    """Write 图题 and 副题, made smaller where they are long."""
    middle = box.x + box.width / 2
    room = box.width - 8
    raised, full = (0.65, 17.5) if request.subtitle else (0.5, 19)
    size = fitting_pt(request.title, full * factor, room)
    at = (middle, box.y + box.height * raised)
    canvas.write(at, request.title, size, ha="center", va="center", bold=True)
    if request.subtitle:
        size = fitting_pt(request.subtitle, 8.6 * factor, room)
        at = (middle, box.y + box.height * 0.19)
        canvas.write(at, request.subtitle, size, ha="center", va="center", color=SOFT)


def write_number(canvas: Canvas, parts: Layout, words: str) -> None:
    """Write the number of a page into the upper right corner of its head."""
    box, factor = parts.title, parts.factor
    at = (box.x + box.width - 3 * factor, box.y + box.height / 2)
    canvas.write(at, words, 8 * factor, ha="right", va="center", color=SOFT)


def draw_scale(canvas: Canvas, box: Box, scale: int, factor: float) -> None:
    """Draw the scale bar with 1:N in its box; a tall box holds the north arrow above it."""
    canvas.line_box(box, 0.6, "white")
    if not is_roomy(box, factor):
        draw_bar(canvas, box, scale, factor)
        return
    low = box.height * 0.4
    draw_bar(canvas, Box(box.x, box.y, box.width, low), scale, factor)
    large = 1.6 * factor
    _arrow(canvas, (box.x + box.width / 2, box.y + low + 3.5 * large), large)


def is_roomy(box: Box, factor: float) -> bool:
    """Return whether the box of the scale has room for the north arrow as well."""
    return box.height > _ROOMY_MM * factor


def draw_bar(canvas: Canvas, box: Box, scale: int, factor: float) -> None:
    """Draw the scale bar with 1:N in the middle of a box."""
    bar = bar_of(scale, box.width - 16 * factor, 7.5 * factor)
    length = bar.step_m * 1000 / scale
    x = box.x + (box.width - bar.divisions * length) / 2 - 2 * factor
    y, tall = box.y + box.height / 2 - 4 * factor, 1.5 * factor
    for place in range(bar.divisions):
        fill = INK if place % 2 == 0 else "white"
        canvas.sheet.add_patch(
            Rectangle((x + place * length, y), length, tall, fc=fill, ec=INK, lw=0.6)
        )
    _number(canvas, (x, y + tall + 0.8), (bar, length), factor)
    middle = (box.x + box.width / 2, y + tall + 4.6 * factor)
    canvas.write(middle, f"比例 {scale_words(scale)}", 8 * factor, ha="center")


def _number(
    canvas: Canvas, at: tuple[float, float], division: tuple[Bar, float], factor: float
) -> None:
    """Write the figures above a bar, each over its line, and the unit after the last."""
    (x, y), (bar, length), size = at, division, 6.5 * factor
    whole = bar.step_m * bar.divisions
    per, unit = (1, "米") if whole < _KM else (_KM, "千米")
    for place in range(bar.divisions + 1):
        canvas.write((x + place * length, y), f"{bar.step_m * place / per:g}", size, ha="center")
    after = wide_mm(f"{whole / per:g}", size) / 2 + 0.8 * factor
    canvas.write((x + bar.divisions * length + after, y), unit, size)


def draw_north(canvas: Canvas, field: Box, factor: float) -> None:
    """Draw the north arrow (grid north) in the upper right corner of the map field."""
    at = (field.x + field.width - 9 * factor, field.y + field.height - 17 * factor)
    corner = (at[0] - 5 * factor, at[1] - 3 * factor)
    canvas.sheet.add_patch(
        Rectangle(corner, 10 * factor, 17.5 * factor, fc="#fbfbf8", ec="none", alpha=0.8)
    )
    _arrow(canvas, at, factor)


def _arrow(canvas: Canvas, at: tuple[float, float], factor: float) -> None:
    x, y = at
    tall, half = 9 * factor, 2.6 * factor
    left = [(x, y), (x, y + tall), (x - half, y - 1.5 * factor)]
    right = [(x, y), (x, y + tall), (x + half, y - 1.5 * factor)]
    canvas.sheet.add_patch(Polygon(left, closed=True, fc=INK, ec=INK, lw=0.6))
    canvas.sheet.add_patch(Polygon(right, closed=True, fc="white", ec=INK, lw=0.6))
    canvas.write((x, y + tall + 0.8), "北", 9 * factor, ha="center", halo=True)


def north_box(field: Box, factor: float) -> Box:
    """Return what the north arrow takes of the map field, from the field's lower left corner."""
    wide, tall = 14 * factor, 22 * factor
    return Box(field.width - wide, field.height - tall, wide, tall)


def _draw_mark(canvas: Canvas, field: Box, request: SheetRequest, factor: float) -> None:
    """Mark an internal sheet across its map."""
    if request.mode != INTERNAL:
        return
    middle = (field.x + field.width / 2, field.y + field.height / 2)
    size = fitting_pt(MARK, 44 * factor, min(field.width, field.height) * 1.1)
    canvas.write(
        middle, MARK, size, ha="center", va="center", rotation=32, color="#8a8a8a", alpha=0.16
    )


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
