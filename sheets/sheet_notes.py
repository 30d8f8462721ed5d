"""What a sheet says below its map: sources, period, reference system, accuracy, use, date."""

import re

from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from sheets.canvas import SOFT, Canvas, fitting_pt
from sheets.hatches import is_own
from sheets.map_elements import MARK
from sheets.paper import PT_PER_MM, Layout
from sheets.publishing import hides_outline, imported_layers
from sheets.request import INTERNAL, PERIOD, SheetLayer, SheetRequest
from sheets.text_measure import wrapped

PLAN = DISTRICT.plan.title
NOTE = "示意图，不作为划界、审批依据"
_ZONES_APART = "分区以分离圆角示意，不表示行政区域界线。"
SYSTEM = DISTRICT.meridian.description

_SIZE_PT, _LEAST_PT, _LEADING = 7.0, 4.0, 1.36
_ASIDE_MM, _PAD_MM = 46.0, 3.0

_MOST_NAMED = 4
_ALIKE = 2
"""Characters by which names of one publisher are known: 百度POI, 百度."""

_LONGEST = 12
"""Characters of a title that are enough to know it by."""

_STREETS = "© OpenStreetMap 贡献者（ODbL）"
_ASIDE = re.compile(r"（[^）]*）")
_OF_THE_PLAN = ("plan", "zones")
"""Roles whose source is the plan itself."""


def draw_notes(canvas: Canvas, parts: Layout, request: SheetRequest, moved: int = 0) -> None:
    """Write the notes in one size, the largest at which they fit; date and use at the right.

    Parameters
    ----------
    canvas, parts
        The page, and where the notes stand on it.
    request
        What is drawn.
    moved
        Number of symbols that were set apart.
    """
    box, factor = parts.notes, parts.factor
    aside = _ASIDE_MM * factor
    lines, size = _set(_paragraphs(request, moved), box.width - aside - 3 * _PAD_MM, parts)
    _column(canvas, (box.x + _PAD_MM, box.y + box.height / 2), lines, size)
    right = [f"编绘日期：{request.date}", *_use(request)]
    step = box.height / 3.6
    for place, words in enumerate(right):
        at = (box.x + box.width - _PAD_MM, box.y + box.height - (place + 0.8) * step)
        size = fitting_pt(words, _SIZE_PT * factor, aside)
        canvas.write(at, words, size, ha="right", va="center")


def _paragraphs(request: SheetRequest, moved: int) -> list[str]:
    period = f"规划期限：{PERIOD}。" if PERIOD else ""
    told = f"{request.ledger_words}。" if request.ledger_words else ""
    kept = f"筛选：{request.filter_text}。" if request.filter_text else ""
    return [
        f"资料来源：{PLAN}{_credits(request)}。",
        f"{period}坐标系：{SYSTEM}；指北针为坐标北。{told}{kept}",
        f"{NOTE}。{_apart_zones(request)}位置精度：{_accuracy(request)}{_moved(moved)}。",
    ]


def _set(paragraphs: list[str], room_mm: float, parts: Layout) -> tuple[list[str], float]:
    """Lines and their size; what even the smallest print has no room for ends in an ellipsis."""
    size, height = _SIZE_PT * parts.factor, parts.notes.height - 2.4
    while True:
        room_em = room_mm * PT_PER_MM / size
        lines = [line for words in paragraphs for line in wrapped(words, room_em)]
        most = int(height * PT_PER_MM / (size * _LEADING))
        if len(lines) <= most:
            return lines, size
        if size <= _LEAST_PT:
            return [*lines[: most - 1], lines[most - 1][:-1] + "…"], size
        size = max(size * 0.97, _LEAST_PT)


def _column(canvas: Canvas, at: tuple[float, float], lines: list[str], size: float) -> None:
    """Write lines below each other, their middle at a height."""
    step = size * _LEADING / PT_PER_MM
    top = at[1] + step * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        canvas.write((at[0], top - place * step), line, size, va="center_baseline", color=SOFT)


def _apart_zones(request: SheetRequest) -> str:
    """Say that zones are a schematic where they are drawn apart."""
    zones = any(layer.spec.role == "zones" for layer in request.layers)
    return _ZONES_APART if zones and hides_outline(request) else ""


def _accuracy(request: SheetRequest) -> str:
    """How far off the plan's items may stand, and how many have no place."""
    projects = [layer.frame for layer in request.layers if layer.spec.role == "plan"]
    missing = sum(int((~has_geometry(frame)).sum()) for frame in projects)
    if not projects:
        return "各要素按公开资料落图，偏差见要素属性"
    known = [
        frame["accuracy_m"][has_geometry(frame)] for frame in projects if "accuracy_m" in frame
    ]
    metres = [float(value) for values in known for value in values.dropna()]
    least, most = (f"{of(metres):g}" if metres else "" for of in (min, max))
    spread = least if least == most else f"{least}—{most}"
    off = f"，可能偏差 {spread} 米" if metres else "，精度见要素属性"
    words = f"{DISTRICT.plan.placed}{off}"
    return words + (f"；另有 {missing} 项规划项目未落图" if missing else "")


def _moved(moved: int) -> str:
    return f"；位置重合的 {moved} 个符号左右错开绘示" if moved else ""


def _use(request: SheetRequest) -> list[str]:
    if request.mode == INTERNAL:
        return [f"{INTERNAL}", MARK]
    return [f"审图号：{request.review_number or '（待审）'}", request.mode]


def _credits(request: SheetRequest) -> str:
    """Return what follows the plan's name: each clause begins with a semicolon; may be empty.

    OpenStreetMap's licence asks to be named; what a planner brought is named as theirs.
    """
    return _standing(request) + _own(request)


def _standing(request: SheetRequest) -> str:
    """Name whom what stands today is taken from."""
    other = (layer for layer in request.layers if not is_own(layer.spec))
    drawn = (layer for layer in other if layer.spec.role not in _OF_THE_PLAN)
    texts = [text for layer in drawn for text in _texts(layer)]
    firsts: dict[str, str] = {}
    for name in (name for text in texts for name in _names(text)):
        firsts.setdefault(name[:_ALIKE], name)
    names = list(firsts.values())
    more = "等" if len(names) > _MOST_NAMED else ""
    streets = [_STREETS] if any("ODbL" in text or "OpenStreetMap" in text for text in texts) else []
    return f"；现状要素：{'、'.join([*names[:_MOST_NAMED], *streets])}{more}" if names else ""


def _own(request: SheetRequest) -> str:
    """Name the layers that a planner brought: nobody here has checked them."""
    titles = [f"“{_short(layer.spec.title)}”" for layer in imported_layers(request)]
    more = f"等 {len(titles)} 个图层" if len(titles) > 2 else ""  # noqa: PLR2004
    return f"；{'、'.join(titles[:2])}{more}为导入数据，未经核对" if titles else ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"


def _texts(layer: SheetLayer) -> list[str]:
    """Sources of the features drawn, the most frequent first."""
    if "source" not in layer.frame:
        return []
    shown = layer.frame[has_geometry(layer.frame)]
    return [str(text) for text in shown["source"].value_counts().index]


def _names(text: str) -> list[str]:
    """Names of the sources in a text: what stands before the first comma of each clause."""
    clauses = _ASIDE.sub("", text).split("；")
    return [name for name in (clause.split("，")[0].strip() for clause in clauses) if name]
