"""Which column of a sheet is which: headers that were renamed a little are known again."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from geo.text import fold

_ALIKE: Final = 0.8
"""How much of a header has to be there."""

_LOOKED_AT: Final = 40
"""Rows in which the headers are looked for."""

_LONGEST: Final = 100
"""Letters of a header."""

_FEWEST: Final = 2
"""Headers by which a row of them is known."""

_UNITS: Final = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_BLANKS: Final = re.compile(r"[\s:：*·・.、_—\-]")


class FoundHeaders(NamedTuple):
    """The row of the headers (from 0), and the field of each column, "" for none."""

    row: int
    fields: tuple[str, ...]


def found_headers(
    grid: Sequence[Sequence[str]], wanted: Sequence[tuple[str, str]]
) -> FoundHeaders | None:
    """Return where the headers stand; None where no row has that of the ids and others.

    Parameters
    ----------
    grid
        Texts of a sheet.
    wanted
        Field and header of each column, that of the ids first; a field may have several.
    """
    known = _Known(wanted)
    told = [known.exact(row) for row in grid[:_LOOKED_AT]]
    counts = [sum(map(bool, fields)) for fields in told]
    if not counts or max(counts) < _FEWEST:
        return None
    row = counts.index(max(counts))
    fields = known.alike(grid[row], told[row])
    return FoundHeaders(row, tuple(fields)) if wanted[0][0] in fields else None


class _Known:
    """Fields by their headers, and by their headers without units where no two are the same."""

    def __init__(self, wanted: Sequence[tuple[str, str]]) -> None:
        self._whole = {_key(header): field for field, header in wanted}
        self._bare = _bare_keys(wanted)

    def exact(self, row: Sequence[str]) -> list[str]:
        """Return the field of each cell whose text is a header, "" for any other."""
        found = ["" for _ in row]
        short = [each if len(each) < _LONGEST else "" for each in row]
        for known, keys in (
            (self._whole, map(_key, short)),
            (self._bare, (_key(_UNITS.sub("", each)) for each in short)),
        ):
            for at, key in enumerate(keys):
                field = known.get(key) if key and not found[at] else None
                if field and field not in found:
                    found[at] = field
        return found

    def alike(self, row: Sequence[str], found: Sequence[str]) -> list[str]:
        """Return the same with the fields of headers that were renamed a little."""
        fields = list(found)
        left = {key: field for key, field in self._whole.items() if field not in fields}
        for at, cell in enumerate(row):
            if fields[at] or len(cell) >= _LONGEST:
                continue
            alike = _alike(_key(cell), left)
            if alike:
                fields[at] = left[alike]
                left = {key: field for key, field in left.items() if field != fields[at]}
        return fields


def _bare_keys(wanted: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Fields by headers without their unit, where that is one field's alone."""
    told: dict[str, set[str]] = {}
    for field, header in wanted:
        told.setdefault(_key(_UNITS.sub("", header)), set()).add(field)
    return {key: fields.pop() for key, fields in told.items() if key and len(fields) == 1}


def _alike(cell: str, left: dict[str, str]) -> str:
    """The header that a text is most alike, "" for none or where two are as much."""
    if len(cell) < 2:
        return ""
    ranked = sorted(
        (
            (SequenceMatcher(None, cell, key).ratio(), key)
            for key in left
            if _same_figures(cell, key)
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _ALIKE:
        return ""
    return "" if len(ranked) > 1 and ranked[1][0] == ranked[0][0] else ranked[0][1]


def _same_figures(one: str, other: str) -> bool:
    """Whether two headers name the same year: 2021 年目标 is never 2022 年目标."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _key(text: str) -> str:
    return _BLANKS.sub("", fold(text))
