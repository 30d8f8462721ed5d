"""Columns of the data folder that no description knows: kept, shown and exported as they are."""

from collections.abc import Iterable

from geo.schema import BOUNDARY, COMMUNITIES, FACILITIES, LEVELS, PROJECTS, ROADS, ZONES

DERIVED = (
    *("zone", "zones_touched", "zone_names", "accuracy", "amount", "placed", "area"),
    *("outside", "geometry", "wkt", "lon", "lat"),
)
"""Columns that the program makes of others, and those that say where a row is."""

_KNOWN = frozenset(DERIVED) | {
    column.name
    for table in (BOUNDARY, ZONES, ROADS, PROJECTS, FACILITIES, COMMUNITIES, LEVELS)
    for column in table.columns
}
KEPT_APART = "_原列"
"""Follows the name of an added column that bears one of the program's own names."""


def added_columns(columns: Iterable[object]) -> tuple[str, ...]:
    """Return the columns of a frame of the plan that no description knows, in their order."""
    return tuple(str(name) for name in columns if str(name) not in _KNOWN)


def added_name(name: str) -> str:
    """Return the name under which a column that a table does not describe is kept."""
    return f"{name}{KEPT_APART}" if name in _KNOWN else name
