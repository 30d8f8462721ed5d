"""The standard as data: which kind of facility must lie how near, and where that is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pandas import DataFrame, isna

from geo.checks import find_problems, refuse, require_columns
from geo.district import DISTRICT
from geo.errors import DataError
from geo.exporting.csv_text import csv_text
from geo.geometry_parsing import ParsedPlace
from geo.lifecircle.kind_filter import KNOWN, unknown_terms
from geo.reading import Record, csv_records, read_records
from geo.schema import Column, Span, TableSchema
from geo.spreadsheet_formulas import is_risky
from geo.tables import attributes_of
from geo.walk_thresholds import MAX_M

NEEDED, OPTIONAL = "必配", "选配"
"""Whether the standard demands a kind or leaves it open."""

RULES = TableSchema(
    "standards.csv",
    "rule_id",
    (
        Column("rule_id", required=True),
        Column("preset", required=True),
        Column("level_min", "number", allowed=("15", "10", "5")),
        Column("kind", required=True),
        Column("matches"),
        Column("radius_m", "number", required=True, span=Span(1, MAX_M)),
        Column("required", required=True, allowed=(NEEDED, OPTIONAL)),
        Column("clause"),
        Column("source", required=True),
        Column("checked", required=True, allowed=("已读来源", "转引", "未核对")),
        Column("note"),
    ),
    "none",
)

EDITED = "设施标准表"
"""What messages call a table that was edited and not read from a file."""


def load_rules(folder: Path) -> DataFrame:
    """Read and check standards.csv.

    Returns
    -------
    DataFrame
        (n,) rules in file order, indexed by rule_id (text): preset, level_min (minutes; NaN where
        the preset has no levels), kind, matches, radius_m (metres on foot), required (bool),
        clause, source, checked, note.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    return _checked(read_records(folder / RULES.file))


def parse_rules(content: bytes, name: str) -> DataFrame:
    """Read and check a table of rules that a planner hands in; returns and raises as `load_rules`.

    Parameters
    ----------
    content
        A CSV file with the columns of standards.csv, UTF-8 or GB18030. More columns do no harm.
    name
        What messages call it.
    """
    return _checked(csv_records(name, _decoded(content, name)), replace(RULES, file=name))


def check_rules(table: DataFrame) -> DataFrame:
    """Check a table of rules that was edited; returns and raises as `load_rules`.

    Parameters
    ----------
    table
        Columns and index as `load_rules` gives them, or rule_id as a column; cells may hold text,
        numbers, bools or nothing. May be empty (then refused). Messages count its rows from 1 and
        name them by their kind.
    """
    rows = _rows(table)
    places = [f"第 {at} 行 ({row.get('kind', '')})" for at, row in enumerate(rows, start=1)]
    records = [Record(where, row) for where, row in zip(places, rows, strict=True)]
    return _checked(records, replace(RULES, file=EDITED))


def rules_csv(rules: DataFrame) -> str:
    """Write rules as CSV that `parse_rules` reads back unchanged and a spreadsheet opens."""
    columns = [column.name for column in RULES.columns]
    return csv_text(DataFrame(_rows(rules), columns=columns, dtype="str"))


def presets(rules: DataFrame) -> tuple[str, ...]:
    """Names of the presets, in their order."""
    return tuple(rules["preset"].unique())


def preset_to_begin(rules: DataFrame, *, whole: bool) -> str:
    """Preset that is taken where nobody chose, as the district tells; else the first there is.

    Parameters
    ----------
    rules
        Of every standard.
    whole
        Whether all kinds are told together, or one after another.
    """
    told = DISTRICT.lifecircle
    names = presets(rules)
    wanted = told.whole if whole else told.by_kind
    return wanted if wanted in names else names[0]


def preset_rules(rules: DataFrame, preset: str) -> DataFrame:
    """Rules of one preset, as `load_rules` gives them.

    Raises
    ------
    DataError
        If there is no preset of this name.
    """
    chosen = rules[rules["preset"] == preset]
    if chosen.empty:
        raise DataError(f'没有名为 "{preset}" 的标准; 可选: {"、".join(presets(rules))}')
    return chosen


def without_formula(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text, and outer blanks."""
    text = text.strip()
    while text.startswith("'") and (is_risky(text[1:]) or text[1:2] == "-"):
        text = text[1:].strip()
    return text


def _checked(records: Sequence[Record], table: TableSchema = RULES) -> DataFrame:
    """Check rows of rules and make the frame that `load_rules` describes.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    if not records:
        raise DataError(f"{table.file}: 没有任何一条标准; 请至少保留一行")
    require_columns(records, table)
    rows = [
        record._replace(cells={name: without_formula(text) for name, text in record.cells.items()})
        for record in records
    ]
    problems = [*find_problems(rows, [ParsedPlace(None)] * len(rows), table)]
    problems += [*_strange_matches(rows), *_said_twice(rows)]
    if problems:
        refuse(table.file, problems)
    rules = attributes_of(rows, table)
    return rules.assign(required=rules["required"] == NEEDED)


def _strange_matches(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        for term in unknown_terms(record.cells["matches"]):
            yield f'{record.where} matches 列: 值 "{term}" 不是已知的设施类别; {KNOWN}'


def _said_twice(records: Sequence[Record]) -> Iterator[str]:
    """Name the rules that speak again of one kind of one level of one preset."""
    first: dict[tuple[str, ...], str] = {}
    for record in records:
        preset, level, kind = (record.cells[name] for name in ("preset", "level_min", "kind"))
        before = first.setdefault((preset, level, kind), record.where)
        if preset and kind and before != record.where:
            cure = "同一标准的同一层级里每种设施只能有一行, 请改名或删去一行"
            yield f'{record.where} kind 列: 值 "{kind}" 与{before}重复; {cure}'


def _decoded(content: bytes, name: str) -> str:
    """Text of a file in UTF-8 or GB18030.

    Raises
    ------
    DataError
        If it is neither, or holds nothing.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding).lstrip("\ufeff")  # some tools add a second mark
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
        raise DataError(f"{name}: 文件是空的 ({len(content)} 字节); 请换回原文件")
    raise DataError(
        f"{name}: 既不是 UTF-8 也不是 GB18030 编码; 请在表格软件中另存为 “CSV UTF-8 (逗号分隔)”"
    )


def _rows(table: DataFrame) -> list[dict[str, str]]:
    """Rows as a file would hold them; numbers keep every digit."""
    whole = table if RULES.key in table.columns else table.rename_axis(RULES.key).reset_index()
    rows = whole.astype(object).to_dict("records")
    return [
        {str(name): without_formula(_as_text(value)) for name, value in row.items()} for row in rows
    ]


def _as_text(value: object) -> str:
    """Text of a cell; a bool is worded as the column `required` does."""
    if isinstance(value, bool):
        return NEEDED if value else OPTIONAL
    if value is None or isna(value):
        return ""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value)
