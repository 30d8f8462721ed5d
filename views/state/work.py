"""What of a session is a planner's work: all that they made and no address brings back."""

import json
from collections.abc import Mapping
from copy import copy
from hashlib import sha256
from typing import Any, Final

from views.state import (
    imported,
    ledger,
    lifecircle,
    monitoring_entry,
    placing,
    plan_map,
    scan,
    sheet,
)
from views.state.model import Key, State

_WHOLE: Final[Mapping[str, Key[Any]]] = {
    key.name: key
    for key in (
        imported.IMPORTED,
        lifecircle.SCENARIOS,
        lifecircle.RULES,
        lifecircle.USES,
        lifecircle.SITES,
        lifecircle.SITING_RESULT,
        lifecircle.NETWORK,
        sheet.SUBTITLE,
        sheet.REVIEW_NUMBER,
        placing.EDIT,
        placing.ASIDE,
        placing.BACK,
        ledger.UNSAVED,
        monitoring_entry.CELLS,
        monitoring_entry.CELLS_WHY,
        monitoring_entry.CELLS_DOCUMENT,
        monitoring_entry.CELLS_AS_OF,
        scan.SCAN,
        scan.PINS,
    )
}
_SET: Final[Mapping[str, Key[Any]]] = {
    key.name: key
    for key in (
        sheet.TITLE,
        sheet.PAPER,
        sheet.TURN,
        sheet.MODE,
        sheet.DPI,
        sheet.SCALE,
        sheet.CIRCLE_SCALE,
        sheet.IMPRINT,
        scan.OPACITY,
    )
}
"""Settings of the sheet, as the forms begin: another value is work."""

_PLACING: Final = {
    each.prefix: each for each in (*placing.TYPED, *placing.FIELDS, placing.LIMIT, placing.WAY)
}
"""What is half filled in of a place; with what goes along with it, it is dropped as one."""

_ALONG: Final = (placing.FILLED, placing.BEGUN, placing.PROPOSED, placing.LEAST, placing.SEEN)

_OFFICE: Final = sheet.SIGNED.key("office").name
_STARTS: Final = (
    sheet.SIGNED.prefix,
    f"{plan_map.VISIBLE.prefix}own-",
    f"{plan_map.OPACITY.prefix}own-",
    lifecircle.IN_PLAN.prefix,
)
_UNTOUCHED: Final[tuple[object, ...]] = (
    None,
    "",
    [],
    (),
    {},
    100,
    True,
    sheet.OFFICE,
    placing.DRAW,
)
"""What these hold before a planner has worked on them."""


def mark(state: State) -> str:
    """Return a mark of what a planner made that no address brings back, "" where nothing is."""
    filled = _filled(state)
    made = {
        key: value
        for key, value in state.items()
        if (_is_work(key) and value not in _UNTOUCHED and value != filled.get(key))
        or (key in _SET and value != _SET[key].start)
    }
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest() if made else ""


def undone(state: State) -> dict[str, Any]:
    """Return what a planner made, by key, as it was before; layers and networks are not told."""
    away = (imported.IMPORTED.name, lifecircle.NETWORK.name, scan.SCAN.name)
    along = {
        key: copy(family.start)
        for family in _ALONG
        for key in state
        if key.startswith(family.prefix)
    }
    made = {key: start_of(key) for key in state if _is_work(key) or key in _SET if key not in away}
    return along | made


def start_of(key: str) -> Any:  # noqa: ANN401 - of its key
    """Return what a key of the work holds before anybody has worked on it."""
    if known := _WHOLE.get(key) or _SET.get(key):
        return copy(known.start)
    if key.startswith(sheet.SIGNED.prefix):
        return sheet.OFFICE if key == _OFFICE else ""
    for prefix, family in _PLACING.items():
        if key.startswith(prefix):
            return copy(family.start)
    return plan_map.OPACITY.start if key.startswith(plan_map.OPACITY.prefix) else True


def _is_work(key: str) -> bool:
    return key in _WHOLE or key.startswith((*_STARTS, *_PLACING))


def _filled(state: State) -> dict[str, Any]:
    """Return what the plan's words put into fields of placing, by key."""
    told = [value for key, value in state.items() if key.startswith(placing.FILLED.prefix)]
    return {name: value for each in told for name, value in each.items()}
