"""What a sheet needs around its map: title, scale, north, and the mark of internal sheets."""

from matplotlib.patches import Polygon, Rectangle

from sheets.canvas import INK, SOFT, Canvas, fitting_pt
from sheets.paper import Box, Layout
from sheets.request import INTERNAL, SheetRequest
from sheets.scale import bar_step_m, scale_words

MARK = "内部使用·未经审核不得公开"


def draw_frame(canvas: Canvas, parts: Layout) -> None:
    """Draw 图框: a thick line, a thin one inside, and the edge of the map."""
    canvas.line_box(parts.map, 0.8)
    canvas.line_box(parts.frame, 0.4)
    canvas.line_box(parts.frame.inset(-1.4), 2.0)


def draw_title(canvas: Canvas, box: Box, request: SheetRequest, factor: float) -> None:
    """Write 图题 and 副题, made smaller where they are long."""
    middle = box.x + box.width / 2
    room = box.width - 8
    raised = 0.64 if request.subtitle else 0.5
    canvas.write(
        (middle, box.y + box.height * raised),
        request.title,
        fitting_pt(request.title, 19 * factor, room),
        ha="center",
        va="center",
    )
    if request.subtitle:
        canvas.write(
            (middle, box.y + box.height * 0.23),
            request.subtitle,
            fitting_pt(request.subtitle, 9 * factor, room),
            ha="center",
            va="center",
            color=SOFT,
        )


def draw_scale(canvas: Canvas, box: Box, scale: int, factor: float) -> None:
    """Draw the scale bar with 1:N in its box beside the legend."""
    canvas.line_box(box, 0.6, "white")
    draw_bar(canvas, box, scale, factor)


def draw_bar(canvas: Canvas, box: Box, scale: int, factor: float) -> None:
    """Draw the scale bar with 1:N in the middle of a box."""
    step = bar_step_m(scale, (box.width - 18 * factor) / 3)
    length = step * 1000 / scale
    x = box.x + (box.width - 3 * length) / 2 - 2 * factor
    y, tall = box.y + box.height / 2 - 4 * factor, 1.5 * factor
    for place in range(3):
        fill = INK if place % 2 == 0 else "white"
        canvas.sheet.add_patch(
            Rectangle((x + place * length, y), length, tall, fc=fill, ec=INK, lw=0.6)
        )
    for place in range(4):
        words = f"{step * place / 1000:g}" + (" 千米" if place == 3 else "")
        canvas.write((x + place * length, y + tall + 0.8), words, 6.5 * factor, ha="center")
    middle = (box.x + box.width / 2, y + tall + 4.6 * factor)
    canvas.write(middle, f"比例 {scale_words(scale)}", 8 * factor, ha="center")


def draw_north(canvas: Canvas, field: Box, factor: float) -> None:
    """Draw the north arrow (grid north) in the upper right corner of the map field."""
    x, y = field.x + field.width - 9 * factor, field.y + field.height - 17 * factor
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


def draw_mark(canvas: Canvas, field: Box, request: SheetRequest, factor: float) -> None:
    """Mark an internal sheet across its map."""
    if request.mode != INTERNAL:
        return
    middle = (field.x + field.width / 2, field.y + field.height / 2)
    size = fitting_pt(MARK, 44 * factor, min(field.width, field.height) * 1.1)
    canvas.write(
        middle, MARK, size, ha="center", va="center", rotation=32, color="#8a8a8a", alpha=0.13
    )
