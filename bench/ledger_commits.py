"""One change into the ledger, and the same rows put in by sqlite3 alone, as durably."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final
from uuid import uuid4

from geo.ledger import Act, Edit, Ledger, Value

_WHEN: Final = datetime(2026, 3, 1, tzinfo=UTC)
_ITEMS: Final = 61


@contextmanager
def ours(path: Path) -> Iterator[Callable[[], object]]:
    """Give what writes a change of two fields, each time another one."""
    numbers = count()
    with closing(Ledger(f"sqlite:///{path}")) as ledger:

        def write() -> object:
            return ledger.write(_edit(next(numbers)), {})

        yield write


def size_mb(path: Path, edits: int) -> float:
    """Return what so many edits take on disk."""
    with closing(Ledger(f"sqlite:///{path}")) as ledger:
        for start in range(0, edits, 1000):
            asked = [_edit(number) for number in range(start, min(start + 1000, edits))]
            ledger.write_all(asked, lambda _edit: {})
    return path.stat().st_size / 1e6


def _edit(number: int) -> Edit:
    act = Act("张三", _WHEN, "月度调度会核实", "会议纪要〔2026〕3号")
    values: dict[str, Value] = {"progress": number, "remark": f"第 {number} 次核实，施工单位已进场"}
    return Edit("projects", f"P{number % _ITEMS}", values, act)


@contextmanager
def bare(path: Path) -> Iterator[Callable[[], object]]:
    """Give what puts in the rows of such a change: no guard, nothing read before."""
    numbers = count(1)
    with closing(Ledger(f"sqlite:///{path}")) as ledger, ledger.database.writing() as connection:
        for trigger in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).scalars():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = FULL")

        def put() -> None:
            _put(file, next(numbers))

        yield put


def _put(file: sqlite3.Connection, number: int) -> None:
    item, when = f"P{number % _ITEMS}", "2026-03-01T00:00:00.000000Z"
    header = (number, uuid4().hex, "projects", item, "张三", when, when, "月度调度会核实")
    file.execute("BEGIN IMMEDIATE")
    file.execute(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'edit', NULL, 0, 2, NULL)",
        (*header, "会议纪要〔2026〕3号"),
    )
    remark = f'"第 {number} 次核实，施工单位已进场"'
    file.executemany(
        "INSERT INTO changed_fields VALUES (?, ?, 'projects', ?, NULL, ?, ?)",
        [(number, "progress", item, str(number), number), (number, "remark", item, remark, number)],
    )
    file.execute("COMMIT")
