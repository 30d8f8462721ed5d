"""What a sheet needs around its map: title, scale, north, sources, notes, use."""

from matplotlib.patches import Polygon, Rectangle

from geo.presence import placed
from sheets.canvas import INK, SOFT, Canvas
from sheets.fonts import width_em
from sheets.paper import PT_PER_MM, Box, Layout
from sheets.request import INTERNAL, SheetRequest
from sheets.scale import bar_step_m

PLAN = "《青云谱区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》"
NOTE = "示意图，不作为划界、审批依据"
MARK = "内部使用·未经审核不得公开"


def draw_title(canvas: Canvas, box: Box, request: SheetRequest, factor: float) -> None:
    """Write 图题 and 副题, made smaller where they are long."""
    middle = box.x + box.width / 2
    room = box.width - 8
    raised = 0.62 if request.subtitle else 0.5
    canvas.write(
        (middle, box.y + box.height * raised),
        request.title,
        _size(request.title, 19 * factor, room),
        ha="center",
        va="center",
    )
    if request.subtitle:
        canvas.write(
            (middle, box.y + box.height * 0.2),
            request.subtitle,
            _size(request.subtitle, 9 * factor, room),
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
    canvas.write(middle, f"比例 1:{scale:,}".replace(",", " "), 8 * factor, ha="center")


def draw_north(canvas: Canvas, field: Box, factor: float) -> None:
    """Draw the north arrow (grid north) in the upper right corner of the map field."""
    x, y = field.x + field.width - 9 * factor, field.y + field.height - 17 * factor
    tall, half = 9 * factor, 2.6 * factor
    left = [(x, y), (x, y + tall), (x - half, y - 1.5 * factor)]
    right = [(x, y), (x, y + tall), (x + half, y - 1.5 * factor)]
    canvas.sheet.add_patch(Polygon(left, closed=True, fc=INK, ec=INK, lw=0.6))
    canvas.sheet.add_patch(Polygon(right, closed=True, fc="white", ec=INK, lw=0.6))
    canvas.write((x, y + tall + 0.8), "北", 9 * factor, ha="center", halo=True)


def draw_notes(canvas: Canvas, parts: Layout, request: SheetRequest) -> None:
    """Write sources, reference system, accuracy and date below the map."""
    box, factor = parts.notes, parts.factor
    left = [
        f"资料来源：{PLAN}；{_credits(request)}。规划期限：2021—2025 年。",
        f"{NOTE}。位置精度：规划无坐标，各要素按所述道路、地名落图，精度见要素属性{_unplaced(request)}。",
        "坐标系：CGCS2000 / 3 度带高斯-克吕格投影，中央经线 117°E；指北针为坐标北。"
        + (f" 筛选：{request.filter_text}" if request.filter_text else ""),
    ]
    right = [f"编绘日期：{request.date}", *_use(request)]
    row = box.height / 3.6
    aside = 46 * factor
    for place, words in enumerate(left):
        at = (box.x + 3, box.y + box.height - (place + 0.8) * row)
        size = _size(words, 6.6 * factor, box.width - aside - 6)
        canvas.write(at, words, size, va="center", color=SOFT)
    for place, words in enumerate(right):
        at = (box.x + box.width - 3, box.y + box.height - (place + 0.8) * row)
        canvas.write(at, words, _size(words, 7 * factor, aside), ha="right", va="center")


def draw_mark(canvas: Canvas, field: Box, request: SheetRequest, factor: float) -> None:
    """Mark an internal sheet across its map."""
    if request.mode != INTERNAL:
        return
    middle = (field.x + field.width / 2, field.y + field.height / 2)
    size = _size(MARK, 44 * factor, min(field.width, field.height) * 1.1)
    canvas.write(
        middle, MARK, size, ha="center", va="center", rotation=32, color="#8a8a8a", alpha=0.13
    )


def _credits(request: SheetRequest) -> str:
    """Whose data is drawn besides the plan's; OpenStreetMap's licence asks to be named."""
    drawn = [layer for layer in request.layers if "source" in layer.frame_ll]
    sources = {text for layer in drawn for text in layer.frame_ll["source"].astype(str)}
    osm = any("OpenStreetMap" in text or "ODbL" in text for text in sources)
    return "现状要素来源见要素属性" + (
        "，道路线位参考 © OpenStreetMap 贡献者（ODbL）" if osm else ""
    )


def _unplaced(request: SheetRequest) -> str:
    projects = [layer.frame_ll for layer in request.layers if layer.spec.frame == "projects"]
    missing = sum(int((~placed(frame)).sum()) for frame in projects)
    return f"；另有 {missing} 项规划项目未落图" if missing else ""


def _use(request: SheetRequest) -> list[str]:
    if request.mode == INTERNAL:
        return [f"{INTERNAL}", MARK]
    return [f"审图号：{request.review_number or '（待审）'}", request.mode]


def _size(words: str, size: float, room_mm: float) -> float:
    return min(size, room_mm * PT_PER_MM / max(width_em(words), 1))
