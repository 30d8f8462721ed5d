"""A ledger written down by hand over the real plan: six items, three units, two matters."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from pandas import DataFrame

from geo.data_folder import SHIPPED
from geo.ledger.model import Change, FieldChange
from geo.lifecircle.rules import load_rules
from geo.plan_data import load_plan
from sheets.evaluation.build import build
from sheets.evaluation.gathering import gathered
from sheets.evaluation.sources import EvaluationSpec, Sources

COLUMNS = ["item", "field", "value", "seq", "by", "at", "recorded", "as_of", "review"]

TOLD = (
    ("P5-1-01", {"status": "完工", "actual_finish": "2024-05-20", "planned_finish": "2024-06-30",
                 "lead_unit": "甲局", "total_unsplit": 800.0, "done_unsplit": 800.0}, "2024-06-30"),
    ("P5-1-02", {"status": "在建", "planned_start": "2022-03-01", "planned_finish": "2023-12-31",
                 "actual_start": "2022-05-01", "progress": 60.0, "lead_unit": "甲局",
                 "total_unsplit": 20_000.0}, "2024-06-30"),
    ("P5-1-03", {"status": "停缓建", "lead_unit": "乙局"}, "2023-09-30"),
    ("P8-1-01", {"status": "投用", "lead_unit": "丙局", "done_unsplit": 50.0}, "2025-01-31"),
    ("P8-1-02", {"status": "前期", "planned_start": "2026-05-01", "lead_unit": "丙局"},
     "2025-01-31"),
    ("P5-1-03", {"status": "调整"}, "2024-03-31"),
    ("P8-1-02", {"status": "取消"}, "2026-02-28"),
)  # fmt: skip
"""Item, what was entered, the day to which it belongs; the last one after the day of the tests."""

MATTERS = (
    ("M-00000001", {"item": "P5-1-02", "kind": "存在问题", "told": "管线迁改未完成",
                    "due": "2025-06-30", "state": "办理中"}, "2024-06-30"),
    ("M-00000002", {"item": "P8-1-02", "kind": "需协调事项", "told": "用地待供应",
                    "unit_in_charge": "丁局"}, "2025-01-31"),
)  # fmt: skip


class Book(NamedTuple):
    """Entries by table, and the changes that they come of."""

    entries: dict[str, DataFrame]
    changes: dict[int, Change]


def written(**tables) -> Book:
    """A book of changes in their order, one an act."""
    entries, changes, seq = {}, {}, 0
    for table, acts in tables.items():
        rows = []
        for item, values, day in acts:
            seq += 1
            at = datetime.fromisoformat(f"{day}T04:00").replace(tzinfo=UTC)
            fields = tuple(FieldChange(name, None, value, 0) for name, value in values.items())
            changes[seq] = Change(
                seq=seq, uid=str(seq), table=table, item=item, by="张三", at=at, recorded=at,
                why="资金未到位", document="纪要〔2024〕3 号", kind="edit", undoes=None, review="",
                fields=fields,
            )  # fmt: skip
            rows += [
                (item, name, value, seq, "张三", at, at, date.fromisoformat(day), "")
                for name, value in values.items()
            ]
        entries[table] = DataFrame(rows, columns=COLUMNS, dtype=object)
    return Book(entries, changes)


@pytest.fixture(scope="session")
def plan():
    return load_plan(SHIPPED)


@pytest.fixture(scope="session")
def sources_of(plan):
    rules = load_rules(SHIPPED)

    def made(book: Book) -> Sources:
        def changes(numbers):
            return [book.changes[each] for each in sorted(numbers)]

        return Sources(plan, book.entries, changes, rules)

    return made


@pytest.fixture(scope="session")
def sources(sources_of):
    return sources_of(written(projects=TOLD, matters=MATTERS))


@pytest.fixture(scope="session")
def nothing(sources_of):
    return sources_of(written(projects=(), matters=()))


def _asked(**more) -> EvaluationSpec:
    given = {"kind": "终期评估", "day": date(2025, 12, 31), "made": date(2026, 3, 1), "dpi": 150}
    return EvaluationSpec(**{**given, **more})


@pytest.fixture(scope="session")
def asked():
    """What is asked for, with some of it changed."""
    return _asked


@pytest.fixture(scope="session")
def district(sources):
    """The request of the whole district."""
    return gathered(sources, _asked(office="甲局"))


@pytest.fixture(scope="session")
def content(district):
    return build(district)


@pytest.fixture(scope="session")
def empty(nothing):
    """Content where nobody entered anything."""
    return build(gathered(nothing, _asked()))
