"""What of a session a project file keeps: by key, and what each value may be.

A key that keeps no check is neither written nor read. Options that the app fixes are listed; what
comes from data (zones, clauses, rules) is checked for type and length, and by the app itself
against what is there.
"""

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.project_file.checks import Check, NotOfferedError, short
from views.state import (
    imported,
    ledger,
    lifecircle,
    monitoring,
    monitoring_boards,
    monitoring_entry,
    monitoring_evaluation,
    monitoring_forms,
    monitoring_timeline,
    placing,
    plan_map,
    scan,
    sheet,
)
from views.state.imported import LOOK
from views.state.model import Key, KeyFamily, State

_AREAS = (
    plan_map, sheet, lifecircle, imported, placing, ledger, scan, monitoring, monitoring_boards,
    monitoring_evaluation, monitoring_forms, monitoring_timeline, monitoring_entry,
)  # fmt: skip
_TAIL = re.compile(r"[\w.\-]{1,80}")


class Checked(NamedTuple):
    """What passed, and a Chinese sentence on each that did not."""

    values: dict[str, Any]
    left_out: tuple[str, ...]


def _told(module: ModuleType, kind: type[Any]) -> Iterator[Any]:
    for each in vars(module).values():
        members = each.values() if isinstance(each, Mapping) else (each,)
        yield from (member for member in members if isinstance(member, kind))


KEYS: Mapping[str, Key[Any]] = {each.name: each for area in _AREAS for each in _told(area, Key)}
"""Every key of the session, by name."""

FAMILIES: Mapping[str, KeyFamily[Any]] = {
    each.prefix: each for area in _AREAS for each in _told(area, KeyFamily)
}
"""Every family of keys, by their beginning."""


def check_of(name: str) -> Check | None:
    """Return the check of a session key, None where a project does not keep it."""
    if name in KEYS:
        return KEYS[name].check
    kept = (each for each in FAMILIES.values() if each.check and name.startswith(each.prefix))
    found = next((each for each in kept if _TAIL.fullmatch(name[len(each.prefix) :])), None)
    return found.check if found else None


def pick(state: State) -> Checked:
    """Take from a session what a project keeps, as plain values (lists for tuples).

    Keys that a project does not keep and values that are None are passed over in silence.
    """
    values, left_out = {}, []
    for name, value in state.items():
        check = check_of(str(name))
        if check is None or value is None:
            continue
        try:
            values[str(name)] = check(value, f"choices.{name}")
        except DataError as error:
            left_out.append(str(error))
    return Checked(values, tuple(left_out))


def choices(data: Mapping[str, Any]) -> Checked:
    """Check the choices of a project file.

    Raises
    ------
    DataError
        If a value of a known key is of another type or range.
    """
    return _checked(data, "choices", {name: check for name in data if (check := check_of(name))})


def look(data: Mapping[str, Any], where: str) -> Checked:
    """Check how a layer of a project file is drawn.

    Raises
    ------
    DataError
        If a value is of another type or range.
    """
    return _checked(data, where, LOOK)


def _checked(data: Mapping[str, Any], where: str, checks: Mapping[str, Check]) -> Checked:
    values, left_out = {}, []
    for name, value in data.items():
        if name not in checks:
            left_out.append(f"{where}.{short(name)} 不认识，已略去")
            continue
        try:
            values[name] = checks[name](value, f"{where}.{name}")
        except NotOfferedError as error:
            left_out.append(str(error))
    return Checked(values, tuple(left_out))
