"""Columns of the data folder that no description knows: kept, shown and exported as they are."""

from collections.abc import Iterable, Mapping

from geo.schema import LEVELS, PLAN_TABLES

_PLACES = ("geometry", "wkt", "lon", "lat")
"""Columns that say where a row is."""

_KNOWN = frozenset(_PLACES) | {
    column.name for table in (*PLAN_TABLES.values(), LEVELS) for column in table.columns
}
KEPT_APART = "_原列"
"""Follows the name of an added column that bears one of the program's own names."""


def added_columns(columns: Iterable[object]) -> tuple[str, ...]:
    """Return the columns of a frame of the plan that no description knows, in their order."""
    return tuple(str(name) for name in columns if str(name) not in _KNOWN)


def added_name(name: str) -> str:
    """Return the name under which a column that a table does not describe is kept."""
    return f"{name}{KEPT_APART}" if name in _KNOWN else name


def added_headers(columns: Iterable[object], headers: Mapping[str, str]) -> dict[str, str]:
    """Return a header for each added column of a frame, none of them one of `headers`."""
    told = set(headers.values())
    return {
        name: f"{name}{KEPT_APART}" if name in told else name for name in added_columns(columns)
    }
