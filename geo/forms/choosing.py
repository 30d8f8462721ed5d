"""Which items a form is of, and which units there are."""

import re
from collections.abc import Sequence
from typing import Final

from geo.errors import DataError
from geo.plan_data import PlanData
from geo.schema import UNREPORTED
from geo.schema.records import MATTER_STATES

_SEVERAL: Final = re.compile(r"[、，,;；\n]")
_UNITS: Final = ("lead_unit", "with_units")
EVERYTHING: Final = "全部项目"
"""What a form of all items is called."""


def units_in(text: object) -> list[str]:
    """Return the units that a cell names."""
    told = text if isinstance(text, str) and text != UNREPORTED else ""
    return [each.strip() for each in _SEVERAL.split(told) if each.strip()]


def units_in_use(plan: PlanData) -> dict[str, int]:
    """Return every unit that leads an item or helps with one, and with how many, by name."""
    found: dict[str, int] = {}
    frame = plan.projects
    for told in zip(*(frame[name] for name in _UNITS), strict=True):
        for unit in {each for cell in told for each in units_in(cell)}:
            found[unit] = found.get(unit, 0) + 1
    return dict(sorted(found.items()))


def items_of(plan: PlanData, unit: str) -> tuple[str, ...]:
    """Return the ids of the items of a unit in the order of the plan.

    Raises
    ------
    DataError
        If there are none; the message names the units that there are.
    """
    wanted, frame = unit.strip(), plan.projects
    rows = zip(frame.index, *(frame[name] for name in _UNITS), strict=True)
    found = [
        str(item) for item, *told in rows if wanted in {u for cell in told for u in units_in(cell)}
    ]
    if not found:
        known = list(units_in_use(plan))
        more = " 等" if len(known) > 20 else ""
        there = (
            f"；已填写的有 {'、'.join(known[:20])}{more}" if known else "；还没有项目填写责任单位"
        )
        raise DataError(f"没有责任单位或配合单位为“{wanted[:40]}”的项目{there}")
    return tuple(found)


def all_items(plan: PlanData) -> tuple[str, ...]:
    """Return the ids of all items."""
    return tuple(map(str, plan.projects.index))


def matters_of(plan: PlanData, items: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the matters of items that are not settled, in their order."""
    rows, of = plan.rows("matters"), set(items)
    open_rows = rows[rows["item"].isin(of) & (rows["state"] != MATTER_STATES[-1])]
    return tuple(map(str, open_rows.index))
