"""What the office reports of an item, on its card: state, dates, units, sums, goals, in short."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from pandas import Series, isna

from geo.schema import UNREPORTED
from geo.schema.ledger import KEPT, PARTS
from geo.timing import OVERDUE

_ALONE: Final = ("status", "progress_told", "timing")
_DATES: Final = ("planned_start", "planned_finish", "actual_start", "actual_finish")
_NOT_BEGUN: Final = (UNREPORTED, "未启动", "前期", "取消")

COLUMNS: Final = frozenset(_ALONE) | {each.name for each in KEPT}
"""What this part of a card tells; the rest stands in its list."""


def reported_html(row: Series, day: date | None) -> str:
    """Return what the office reports of an item, every value escaped.

    What nobody has reported is said where it matters: the state, the dates, the unit; where
    nothing is reported at all, in one line.

    Parameters
    ----------
    row
        Of the plan's items, the ledger laid over it.
    day
        Whose year's goal stands first, None for none.
    """
    if not any(_text(row, name) for name in COLUMNS):
        return f'<div class="pm-reported"><dl><dt>状态</dt><dd>{UNREPORTED}</dd></dl></div>'
    lines = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(words)}</dd>" for title, words in _lines(row, day)
    )
    return f'<div class="pm-reported"><dl>{lines}</dl>{_goals(row, day)}</div>'


def _lines(row: Series, day: date | None) -> Iterator[tuple[str, str]]:
    timing = _text(row, "timing")
    yield "状态", _text(row, "status") or UNREPORTED
    if progress := _text(row, "progress_told"):
        yield "形象进度", progress
    if timing:
        yield "时限", f"▲ {timing}" if timing in OVERDUE else timing
    planned, actual = _period(row, _DATES[:2]), _period(row, _DATES[2:])
    yield "计划工期", planned
    if actual != UNREPORTED or (_text(row, "status") or UNREPORTED) not in _NOT_BEGUN:
        yield "实际工期", actual
    yield "责任单位", _text(row, "lead_unit") or UNREPORTED
    for column in KEPT:
        is_told = column.name in (*_DATES, "lead_unit") or column.name in PARTS
        words = "" if is_told else _text(row, column.name)
        if words:
            yield column.title, words if not column.unit else f"{words} {column.unit}"
    if day and (goal := _text(row, f"goal_{day.year}")):
        yield f"{day.year} 年目标", goal


def _period(row: Series, names: tuple[str, ...]) -> str:
    days = [_text(row, name) for name in names]
    return " 至 ".join(each or UNREPORTED for each in days) if any(days) else UNREPORTED


def _goals(row: Series, day: date | None) -> str:
    """Goals of the other years, folded away."""
    told = [
        (part.year, _text(row, name))
        for name, part in PARTS.items()
        if part.measure == "goal" and not (day and part.year == day.year)
    ]
    lines = "".join(f"<dt>{year} 年</dt><dd>{escape(words)}</dd>" for year, words in told if words)
    return f"<details><summary>各年目标</summary><dl>{lines}</dl></details>" if lines else ""


def _text(row: Series, name: str) -> str:
    """A value as text; "" for none and for what is said to be none."""
    value = row.get(name)
    if value is None or (isinstance(value, float) and isna(value)) or value == UNREPORTED:
        return ""
    return f"{value:,.10g}".replace(",", " ") if isinstance(value, float) else str(value)
