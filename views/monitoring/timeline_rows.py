"""What the timeline draws: groups with their items, planned and actual bars, goals of years."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from pandas import DataFrame, isna

from geo.monitoring.standing import Standing
from geo.monitoring.timeline import PLANNED, Timeline

_BEFORE, _AFTER = 3, 5
"""Years around those of the plan beyond which a bar is cut: a slip of the pen makes no axis."""

GROUP_Y: Final = 0.62
NAME_Y, PLANNED_Y, ACTUAL_Y = 0.27, (0.52, 0.66), (0.71, 0.92)
"""Where of a row its parts stand."""

Mark = dict[str, Any]


class Laid(NamedTuple):
    """Marks by layer, rows that they take, and the days from and to which the axis goes."""

    layers: Mapping[str, DataFrame]
    rows: int
    first: date
    last: date


def laid(found: Timeline, of: Standing, by: str) -> Laid:
    """Return the marks of items with dates, grouped by a dimension of boards; "" for no groups.

    Parameters
    ----------
    found
        What is drawn of the items.
    of
        How they stand.
    by
        `column`, `lead_unit`, `zone` (an item of several stands in each) or "".
    """
    first, last = axis(found)
    layers: dict[str, list[Mark]] = {
        name: [] for name in ("groups", "names", "planned", "actual", "points", "goals", "cuts")
    }
    bars, goals = _by_item(found.bars), _by_item(found.milestones)
    names = dict(zip(of.rows.index, of.rows["name"], strict=True))
    words = _words(of)
    row = 0
    for title, value, items in _groups(of, by, set(bars)):
        if by:
            heading = f"{title}（{len(items)} 项）"
            layers["groups"].append({"to": f"g:{value}", "y": row + GROUP_Y, "words": heading})
            row += 1
        for item in items:
            to, name = f"i:{item}", str(names[item])
            layers["names"].append({"to": to, "y": row + NAME_Y, "words": words[item]})
            for mark in _marks(bars[item], row, name, first, last):
                layers[mark.pop("layer")].append(mark | {"to": to})
            for goal in goals.get(item, ()):
                tip = f"{name}：{goal.year} 年目标 {goal.words}"
                layers["goals"].append(
                    {"to": to, "x": _stamp(goal.day), "y": row + 0.59, "tip": tip}
                )
            row += 1
    return Laid({name: DataFrame(each) for name, each in layers.items()}, row, first, last)


def _by_item(rows: DataFrame) -> dict[str, list[Any]]:
    """Rows as tuples, by their item."""
    found: dict[str, list[Any]] = {}
    for each in rows.itertuples(index=False):
        found.setdefault(str(each.item), []).append(each)
    return found


def _words(of: Standing) -> dict[str, str]:
    """What stands over the bars of each item: name, state, whether it is late."""
    told = zip(of.rows.index, of.rows["name"], of.rows["status"], of.rows["overdue"], strict=True)
    return {
        str(item): f"{name}　{state}{'　逾期' if late else ''}" for item, name, state, late in told
    }


def axis(found: Timeline) -> tuple[date, date]:
    """Return the first and the last day of the axis: whole years, the plan's and what is near."""
    low, high = found.first.year - _BEFORE, found.last.year + _AFTER
    days = [*found.bars["drawn_from"], *found.bars["drawn_to"], found.today]
    years = [min(max(each.year, low), high) for each in days]
    return (
        date(min(found.first.year, *years), 1, 1),
        date(max(found.last.year, *years), 12, 31),
    )


def _groups(of: Standing, by: str, dated: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Title, value and items with dates of each group."""
    items = [str(each) for each in of.rows.index if str(each) in dated]
    if not by:
        yield "", "", items
        return
    held_by = of.rows["zones" if by == "zone" else by]
    values = dict(zip(of.rows.index, held_by, strict=True))
    for value, title in of.titles[by].items():
        held = [item for item in items if _is_of(values[item], value)]
        if held:
            yield title, value, held


def _is_of(held: object, value: str) -> bool:
    return value in (held or ("",)) if isinstance(held, tuple) else held == value


def _marks(bars: list[Any], row: int, name: str, first: date, last: date) -> Iterator[Mark]:
    for bar in bars:
        planned = bar.kind == PLANNED
        word = "计划" if planned else "实际"
        tip = f"{name}：{word} {_told(bar.start)} 至 {_told(bar.end)}"
        tip += "（完工早于开工，请核对）" if bar.reversed else ""
        top, bottom = PLANNED_Y if planned else ACTUAL_Y
        start, end = max(bar.drawn_from, first), min(bar.drawn_to, last)
        if (bar.drawn_from, bar.drawn_to) != (start, end):
            at = first if bar.drawn_from < first else last
            yield {"layer": "cuts", "x": _stamp(at), "y": row + (top + bottom) / 2, "tip": tip}
        if start > end:
            continue
        if start == end:
            middle = row + (top + bottom) / 2
            yield {"layer": "points", "x": _stamp(start), "y": middle, "tip": tip, "kind": word}
            continue
        yield {
            "layer": bar.kind,
            "x0": _stamp(start),
            "x1": _stamp(end + timedelta(days=1)),
            "y0": row + top,
            "y1": row + bottom,
            "tip": tip,
            "open": bool(bar.open_end and not planned),
        }


def _told(day: object) -> str:
    return "未填报" if day is None or isna(day) else str(day)


def _stamp(day: date) -> int:
    """Days since 1970: the unit of the axis."""
    return day.toordinal() - 719_163
