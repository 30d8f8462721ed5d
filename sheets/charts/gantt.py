"""甘特: planned and actual days of items against the years of the plan."""

from collections.abc import Mapping
from datetime import date

from matplotlib.patches import Polygon

from geo.monitoring.timeline import PLANNED, Timeline
from sheets.canvas import INK, SOFT, Canvas
from sheets.charts.looks import (
    EDGE_MM,
    SMALL_PT,
    WORDS_PT,
    Look,
    draw_legend,
    draw_look,
    draw_title,
    legend_mm,
    title_mm,
)
from sheets.paper import PT_PER_MM, Box
from sheets.text_measure import wrapped

_ROW_MM, _BAR_MM, _YEARS_MM, _NAMES_MM = 6.4, 2.3, 6.0, 52.0
_POINT_MM = 1.6
_PERIOD = "#f1efe6"
LOOKS = (Look("计划", "#b8860b", "///"), Look("实际", "#1f5fbf", "xx"))
_OPEN_WORDS = "箭头表示一端没有填报日期；浅底为规划期"


def gantt_chart(
    told: Timeline, names: Mapping[str, str], width_mm: float, title: str = ""
) -> Canvas:
    """Return the chart of the items that have a bar, in the order of their bars.

    Parameters
    ----------
    told
        Of `geo.monitoring.timeline.timeline`; one bar at least.
    names
        Name by item.
    width_mm, title
        As of `stacks.stacked_chart`.
    """
    items = list(dict.fromkeys(told.bars["item"]))
    below = legend_mm(LOOKS, width_mm) + 5.0
    high = title_mm(title) + _YEARS_MM + len(items) * _ROW_MM + below + 2 * EDGE_MM
    canvas = Canvas((width_mm, high))
    top = draw_title(canvas, title) - _YEARS_MM
    scale = _Scale(told, width_mm)
    _draw_years(canvas, scale, (top, top - len(items) * _ROW_MM))
    rows = {item: top - (place + 0.5) * _ROW_MM for place, item in enumerate(items)}
    for item, middle in rows.items():
        words = wrapped(names.get(item, item), (_NAMES_MM - 2.0) * PT_PER_MM / SMALL_PT)
        short = words[0] if len(words) == 1 else f"{words[0][:-1]}…"
        at = (EDGE_MM + _NAMES_MM - 2.0, middle)
        canvas.write(at, short, SMALL_PT, ha="right", va="center_baseline")
    for bar in told.bars.itertuples():
        _draw_bar(canvas, scale, bar, rows[bar.item])
    _draw_today(canvas, scale, told.today, (top + _YEARS_MM * 0.2, top - len(items) * _ROW_MM))
    draw_legend(canvas, EDGE_MM + below, LOOKS)
    canvas.write(
        (EDGE_MM, EDGE_MM + 2.0),
        f"竖线为 {told.today.isoformat()}；{_OPEN_WORDS}",
        SMALL_PT,
        va="center_baseline",
        ha="left",
    )
    return canvas


class _Scale:
    """Where a day stands on the page."""

    def __init__(self, told: Timeline, width_mm: float) -> None:
        days = [*told.bars["drawn_from"], *told.bars["drawn_to"], told.first, told.last]
        self.first = date(min(days).year, 1, 1)
        self.last = date(max(days).year + 1, 1, 1)
        self.plan = (told.first, told.last)
        self.left = EDGE_MM + _NAMES_MM
        self.room = width_mm - EDGE_MM - self.left

    def x(self, day: date) -> float:
        """Millimetres from the left edge."""
        return self.left + self.room * (day - self.first).days / (self.last - self.first).days


def _draw_years(canvas: Canvas, scale: _Scale, span: tuple[float, float]) -> None:
    top, bottom = span
    first, last = (scale.x(day) for day in scale.plan)
    period = [(first, bottom), (last, bottom), (last, top), (first, top)]
    canvas.sheet.add_patch(Polygon(period, fc=_PERIOD, ec="none", zorder=-1))
    for year in range(scale.first.year, scale.last.year + 1):
        x = scale.x(date(year, 1, 1))
        canvas.sheet.plot([x, x], [bottom, top], color="#c8c8c8", lw=0.5, zorder=0)
        if year < scale.last.year:
            middle = ((x + scale.x(date(year + 1, 1, 1))) / 2, top + _YEARS_MM / 2)
            canvas.write(middle, f"{year} 年", WORDS_PT, ha="center", va="center_baseline")


def _draw_bar(canvas: Canvas, scale: _Scale, bar: object, middle: float) -> None:
    start, end = scale.x(bar.drawn_from), scale.x(bar.drawn_to)  # type: ignore[attr-defined]
    planned = bar.kind == PLANNED  # type: ignore[attr-defined]
    y = middle + (0.15 if planned else -_BAR_MM - 0.15)
    draw_look(canvas, Box(start, y, max(end - start, 0.6), _BAR_MM), LOOKS[0 if planned else 1])
    centre = y + _BAR_MM / 2
    if bar.open_start:  # type: ignore[attr-defined]
        _draw_arrow(canvas, start, centre, -_POINT_MM)
    if bar.open_end:  # type: ignore[attr-defined]
        _draw_arrow(canvas, max(end, start + 0.6), centre, _POINT_MM)


def _draw_arrow(canvas: Canvas, x: float, y: float, reach: float) -> None:
    half = _BAR_MM / 2
    corners = [(x, y - half), (x, y + half), (x + reach, y)]
    canvas.sheet.add_patch(Polygon(corners, fc="white", ec=INK, lw=0.5))


def _draw_today(canvas: Canvas, scale: _Scale, today: date, span: tuple[float, float]) -> None:
    if scale.first <= today <= scale.last:
        x = scale.x(today)
        canvas.sheet.plot([x, x], list(span), color=SOFT, lw=1.0, ls=(0, (4, 2)))
