"""Check records against a table's description and word what is wrong with them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite
from typing import NoReturn

from geo.district import DISTRICT
from geo.errors import DataError, MissingColumnError
from geo.geometry_parsing import PROJECTED, SWAPPED, Flaw, ParsedPlace
from geo.reading import Record
from geo.schema import LAT_SPAN, LON_SPAN, Column, TableSchema

_FIRST_YEAR, _LAST_YEAR = 1990, 2200

SHOWN = 10
"""How many problems of a file one message spells out."""


def require_columns(records: Sequence[Record], table: TableSchema) -> None:
    """Raise `MissingColumnError` unless every record has every column of `table`."""
    names = [column.name for column in table.in_file if not column.may_lack]
    names += {"wkt": ["wkt"]}.get(table.place, [])
    for record in records:
        absent = [name for name in names if name not in record.cells]
        if absent:
            where = "第 1 行" if record.where.endswith("行") else record.where
            raise MissingColumnError(
                f"{table.file} {where}: 缺少列 {', '.join(absent)} "
                f"(现有: {', '.join(record.cells)}); 请补上该列或改正列名"
            )


def find_problems(
    records: Sequence[Record], places: Sequence[ParsedPlace], table: TableSchema
) -> Iterator[str]:
    """Word every problem of a table, row by row, then repeated ids."""
    for record, place in zip(records, places, strict=True):
        yield from _row_problems(record, place, table)
    yield from _repeated_ids(records, table)


def refuse(file: str, problems: Sequence[str]) -> NoReturn:
    """Raise one `DataError` that spells out the first problems and counts all of them."""
    lines = [f"{file} {problem}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"{file} 共有 {len(problems)} 处问题, 以上为前 {SHOWN} 处")
    raise DataError("\n".join(lines))


def _row_problems(record: Record, place: ParsedPlace, table: TableSchema) -> Iterator[str]:
    for column in table.in_file:
        flaw = cell_flaw(column, record.cells.get(column.name, ""))
        if flaw:
            yield _worded(record, column.name, flaw)
    for rule in table.rules:
        if rule.broken(record.cells):
            flaw = Flaw(record.cells[rule.column], rule.wrong, rule.cure)
            yield _worded(record, rule.column, flaw)
    if place.flaw:
        yield _worded(record, table.place, place.flaw)


def _worded(record: Record, column: str, flaw: Flaw) -> str:
    return f'{record.where} {column} 列: 值 "{flaw.value}" {flaw.wrong}; {flaw.cure}'


def cell_flaw(column: Column, text: str) -> Flaw | None:
    """What is wrong with the text of a cell, None where nothing is."""
    if not text:
        return Flaw(text, "为空", "该列必须填写") if column.required else None
    if column.allowed and text not in column.allowed:
        return Flaw(text, "不在可选值之内", f"请改为 {' / '.join(column.allowed)}")
    if column.pattern and not re.fullmatch(column.pattern, text):
        cure = (
            f"请按 {DISTRICT.plan.project_id_example} 的形式填写; "
            "Excel 可能把编号改成了日期, 请先把该列设为文本格式"
        )
        return Flaw(text, "不是有效的编号", cure)
    if column.type == "date":
        return _date_flaw(text)
    return _number_flaw(column, text) if column.type == "number" else None


def _date_flaw(text: str) -> Flaw | None:
    cure = "请写成 2025-03-31 的形式"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return Flaw(text, "不是日期", cure)
    try:
        year = date.fromisoformat(text).year
    except ValueError:
        return Flaw(text, "不是日历上的日期", "请核对年、月、日")
    return None if _FIRST_YEAR <= year <= _LAST_YEAR else Flaw(text, "不在 1990—2200 年", cure)


def _number_flaw(column: Column, text: str) -> Flaw | None:
    number = _number(text)
    if number is None:
        return Flaw(text, "不是数字", "请只填数字, 不带单位、逗号和文字")
    if column.span is None or column.span.holds(number):
        return None
    wrong = f"不在 {column.span.low:.10g}–{column.span.high:.10g} 之间"
    return Flaw(text, wrong, _span_cure(column.name, number))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and "_" not in text else None


def _span_cure(name: str, number: float) -> str:
    other = {"lon": LAT_SPAN, "lat": LON_SPAN}.get(name)
    if other is None:
        return "请核对数值与单位"
    if other.holds(number):
        return f"{SWAPPED} 两列"
    return PROJECTED if abs(number) > 1000 else "请核对坐标"


def _repeated_ids(records: Sequence[Record], table: TableSchema) -> Iterator[str]:
    first: dict[str, str] = {}
    for record in records:
        name = record.cells[table.key]
        if name and name in first:
            flaw = Flaw(name, f"与{first[name]}重复", "每个编号只能用一次, 请改成新的编号")
            yield _worded(record, table.key, flaw)
        first.setdefault(name, record.where)
