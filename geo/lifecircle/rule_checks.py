"""What a table of rules must fulfil, and the frame it becomes."""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from geo.checks import find_problems, refuse, require_columns
from geo.errors import DataError
from geo.formulas import is_risky
from geo.lifecircle.matches import KNOWN, unknown_terms
from geo.placing import Place
from geo.reach import MAX_M
from geo.reading import Record
from geo.schema import Column, Span, Table
from geo.tables import attributes_of

NEEDED, OPTIONAL = "必配", "选配"
"""Whether the standard demands a kind or leaves it open."""

RULES = Table(
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


def checked_rules(records: Sequence[Record], table: Table = RULES) -> DataFrame:
    """Check rows of rules and make the frame that `rules.load_rules` describes.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    if not records:
        raise DataError(f"{table.file}: 没有任何一条标准; 请至少保留一行")
    require_columns(records, table)
    rows = [
        record._replace(cells={name: plain(text) for name, text in record.cells.items()})
        for record in records
    ]
    problems = [*find_problems(rows, [Place(None)] * len(rows), table)]
    problems += [*_strange_matches(rows), *_said_twice(rows)]
    if problems:
        refuse(table.file, problems)
    rules = attributes_of(rows, table)
    return rules.assign(required=rules["required"] == NEEDED)


def plain(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text, and outer blanks."""
    text = text.strip()
    while text.startswith("'") and (is_risky(text[1:]) or text[1:2] == "-"):
        text = text[1:].strip()
    return text


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
