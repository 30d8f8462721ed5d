"""Cells of 填报表 that are typed and not saved: part of the session's work until they are written.

Each rests on the value and the change that were seen when it was first typed, so that what others
write meanwhile is met as a conflict, cell by cell.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pandas import isna

from geo.entering.model import Value
from geo.entering.values import read_value, text_of
from geo.ledger.values import same
from geo.overlay import PLACEMENT
from geo.overlay.checking import writable
from geo.plan_data import PlanData
from geo.schema import Column
from views import cache
from views.edition import by_edition
from views.ledger import entry_fields
from views.state.monitoring_entry import CELL_TAKES, CELLS, CELLS_AS_OF, CELLS_DOCUMENT, CELLS_WHY

TABLE: Final = "projects"


class Cell(NamedTuple):
    """A cell: what was seen there, what is there now, what is typed, and what that means.

    `wrong` says why it cannot be written, `note` what became of what is typed; `clashes` that
    somebody else has changed it since to another value.
    """

    item: str
    column: Column
    was: Value
    now: Value
    now_seq: int
    typed: str
    value: Value
    wrong: str
    note: str
    clashes: bool


def columns() -> tuple[Column, ...]:
    """Return the columns that may be typed of the plan's items."""
    return tuple(each for each in writable(TABLE) if each.ledger and each.name not in PLACEMENT)


def count() -> int:
    """Return how many cells are typed and not saved."""
    return sum(map(len, CELLS.get().values()))


def items() -> list[str]:
    """Return the ids of the items of which something is typed."""
    return list(CELLS.get())


def fields(item: str) -> list[str]:
    """Return the fields of an item in which something is typed."""
    return list(CELLS.get().get(item, {}))


def typed(item: str, field: str) -> str | None:
    """Return what is typed in a cell, None where nothing is."""
    cell = CELLS.get().get(item, {}).get(field)
    return None if cell is None else str(cell["typed"])


def put(told: Iterable[tuple[str, str, str]]) -> None:
    """Hold what is typed: item, field, text of each; what is there already is no change."""
    plan, held = cache.plan(), {item: dict(cells) for item, cells in CELLS.get().items()}
    known = {each.name: each for each in columns()}
    rows = {item: number for number, item in enumerate(plan.projects.index)}
    for item, field, text in told:
        if item not in rows or field not in known:
            continue
        cells = held.setdefault(item, {})
        began = cells.pop(field, None) or {
            "was": _plain(plan.projects[field].iloc[rows[item]], known[field]),
            "seen": seqs().get((item, field), 0),
        }
        read = read_value(known[field], text)
        if read.wrong or not same(read.value, began["was"]):
            cells[field] = {**began, "typed": text}
        if not cells:
            del held[item]
    CELLS.set(held)


def drop(told: Iterable[tuple[str, str]]) -> None:
    """Let go of cells."""
    gone = set(told)
    left = {
        item: {field: cell for field, cell in cells.items() if (item, field) not in gone}
        for item, cells in CELLS.get().items()
    }
    for item, field in gone:
        CELL_TAKES.key(f"{item}-{field}").drop()
    CELLS.set({item: cells for item, cells in left.items() if cells})


def rest_on_now(told: Iterable[Cell]) -> None:
    """Let cells rest on what is there now: they are meant to replace it."""
    held = {item: dict(cells) for item, cells in CELLS.get().items()}
    for each in told:
        cell = held[each.item][each.column.name]
        held[each.item][each.column.name] = {**cell, "was": each.now, "seen": each.now_seq}
    CELLS.set(held)


def clear() -> None:
    """Let go of all cells, and of why and by which document."""
    drop((item, field) for item, cells in CELLS.get().items() for field in cells)
    for key in (CELLS_WHY, CELLS_DOCUMENT, CELLS_AS_OF):
        key.drop()


def judged(plan: PlanData) -> list[Cell]:
    """Return the cells in the order of plan and columns, each judged; unknown ones are left out.

    A cell that says what is there by now is none.
    """
    held, told = CELLS.get(), {each.name: each for each in columns()}
    made = []
    for item in plan.projects.index.intersection(list(held), sort=False):
        offered = set(entry_fields.offered(plan, TABLE, item).names)
        for name, column in told.items():
            cell = held[item].get(name)
            if cell is not None:
                found = _judged(plan, (item, column), cell, is_offered=name in offered)
                if found.wrong or not same(found.value, found.now):
                    made.append(found)
    return made


def _judged(
    plan: PlanData, of: tuple[str, Column], cell: dict[str, object], *, is_offered: bool
) -> Cell:
    item, column = of
    read = read_value(column, cell["typed"])
    wrong = read.wrong if is_offered else "这一项不填此列"
    if not wrong:
        flaws = entry_fields.flaws(plan, TABLE, item, {column.name: read.value})
        wrong = flaws.get(column.name, "")
    seq = seqs().get((item, column.name), 0)
    now = value_now(plan, item, column)
    clashes = not wrong and seq != cell["seen"] and not same(read.value, now)
    was: Value = cell["was"]  # type: ignore[assignment]
    return Cell(
        item, column, was, now, seq, str(cell["typed"]), read.value, wrong, read.note, clashes
    )


@by_edition()
def seqs() -> dict[tuple[str, str], int]:
    """Return the number of the change that each value comes from, by item and field."""
    state = cache.states().get(TABLE)
    if state is None or state.empty:
        return {}
    pairs = zip(state["item"], state["field"], strict=True)
    return {
        (str(item), str(field)): int(seq)
        for (item, field), seq in zip(pairs, state["seq"], strict=True)
    }


def present(plan: PlanData, ids: Sequence[str], column: Column) -> list[str]:
    """Return what the boxes of a column hold now, as text, for items in order."""
    return [text_of(_plain(each, column)) for each in plan.projects[column.name].loc[list(ids)]]


def value_now(plan: PlanData, item: str, column: Column) -> Value:
    """Return what is there now of an item."""
    return _plain(plan.projects[column.name].loc[item], column)


def _plain(value: object, column: Column) -> Value:
    """A value of the frame as the ledger has it."""
    if value is None or (isinstance(value, str) and value in ("", column.blank)):
        return None
    if isinstance(value, str):
        return value
    return None if isna(value) else float(value)  # type: ignore[arg-type]
