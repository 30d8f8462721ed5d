"""What somebody wrote into a cell of a form, read by what its column asks for."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from geo.entering.model import Read, refused
from geo.entering.values import read_value
from geo.forms.layout import FormColumn
from geo.forms.model import Raw
from geo.forms.sheet_text import shown
from geo.ledger.model import Value
from geo.ledger.values import same
from geo.text import fold

_LONGEST: Final = 100
"""Letters of a number or a day."""

_IN_BRACKETS: Final = re.compile(r"[(（\[【]\s*(?:单位[:：])?([^)）\]】]*)[)）\]】]")
_SUMS: Final = re.compile(r"[十百千]?[万亿]?元|[千百十]?[万亿]")
_TENTH: Final = re.compile(r"(?:19|20)\d\d\.1")
_FROM_1904: Final = 1_462
"""Days between the two days from which workbooks count."""

_SERIALS: Final = range(20_000, 80_000)
_PERCENT: Final = "%"


class CellAbout(NamedTuple):
    """What is known of a cell beside its value.

    Parameters
    ----------
    header
        Of its column as it stands.
    held
        The value that it was given out with.
    percent, formula, error, merged, from_1904
        Whether it shows a percentage, holds a formula or an error, is merged with others, and
        whether the workbook counts its days from 1904.
    """

    header: str = ""
    held: Value = None
    percent: bool = False
    formula: bool = False
    error: bool = False
    merged: bool = False
    from_1904: bool = False


def parse_cell(column: FormColumn, raw: Raw, about: CellAbout) -> Read:
    """Return what a cell says; how it was read is noted where somebody should look."""
    if about.error:
        return Read(wrong="公式出错，没有值；请直接写数或文字")
    if about.formula and raw is None:
        return Read(wrong="公式没有算好的值；请打开后保存一次，或直接写数")
    found = _read(column, raw, about)
    notes = [found.note]
    if about.formula:
        notes.append("来自公式，只取算好的值")
    if about.merged and raw is not None:
        notes.append("来自合并的单元格")
    return found._replace(note="；".join(filter(None, notes)))


def _read(column: FormColumn, raw: Raw, about: CellAbout) -> Read:
    kind = column.column.type
    if kind in ("number", "date") and isinstance(raw, str) and len(raw) > _LONGEST:
        return refused(raw, "太长", "请只写一个数或日期，说明写在备注里")
    if kind == "date":
        return _day(column, raw, from_1904=about.from_1904)
    if kind == "number" and column.column.unit == _PERCENT:
        return _share(column, raw, about)
    if column.is_sum:
        return _sum(column, raw, about)
    if isinstance(about.held, str) and shown(raw).strip() == about.held.strip():
        return Read(about.held)
    return read_value(column.column, raw)


def _day(column: FormColumn, raw: Raw, *, from_1904: bool) -> Read:
    """Read a day; 2023.1, which a sheet took for a number, may have been 2023.10."""
    if isinstance(raw, float):
        if _TENTH.fullmatch(repr(raw)):
            return refused(f"{raw:g}", "可能是 1 月，也可能是 10 月", "请写作 2023-10-31")
        if from_1904 and int(raw) in _SERIALS:
            raw += _FROM_1904
    return read_value(column.column, raw)


def _share(column: FormColumn, raw: Raw, about: CellAbout) -> Read:
    """Read a share of a hundred: a bare number below 1 is a fraction of 1 that lost its format."""
    plain = float(raw) if isinstance(raw, str) and _is_fraction(raw) else raw
    if about.percent or not isinstance(plain, float) or same(plain, about.held):
        return read_value(column.column, raw, fraction=about.percent)
    if plain == 1:
        return refused("1", "可能是 1%，也可能是 100%", "请写 1% 或 100%")
    if not 0 < plain < 1:
        return read_value(column.column, raw)
    found = read_value(column.column, plain, fraction=True)
    return found._replace(
        note=f"表中是 {plain:g}，按 {found.value:g}% 读；如应为 {plain:g}%，请不采纳"
    )


def _sum(column: FormColumn, raw: Raw, about: CellAbout) -> Read:
    """Read a sum; under a header whose unit was changed, what was given out is still as it was."""
    unit = unit_of(about.header)
    untouched = isinstance(raw, float) and same(raw, about.held)
    return read_value(column.column, raw, unit="" if untouched else unit)


def _is_fraction(text: str) -> bool:
    return bool(re.fullmatch(r"[01](?:\.\d{1,6})?|\.\d{1,6}", fold(text), re.ASCII))


def unit_of(header: str) -> str:
    """Return the unit of money that a header names, "" where it names none."""
    told = [fold(each) for each in _IN_BRACKETS.findall(header)]
    return next((each for each in told if _SUMS.fullmatch(each)), "")


def needed(column: FormColumn) -> FormColumn:
    """Return a column that may be empty: whether it must not be is asked of the whole row."""
    return replace(column, column=replace(column.column, required=False))
