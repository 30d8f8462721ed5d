"""Where an evaluation is found, and what is asked for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Final, NamedTuple

from pandas import DataFrame

from geo.ledger import Change
from geo.ledger.history import numbered
from geo.plan_data import PlanData
from geo.store import PlanStore
from layers.palettes import STANDARD
from sheets.evaluation.request import PARTS, Kind

TOLD: Final = ("projects", "matters")
"""Tables of the ledger whose entries are read."""


class Sources(NamedTuple):
    """Where an evaluation is found.

    `plan` as it is now; `entries` those of the ledger by table (`projects`, `matters`); `changes`
    gives those of some numbers, oldest first; `rules` of the standards.
    """

    plan: PlanData
    entries: Mapping[str, DataFrame]
    changes: Callable[[Iterable[int]], list[Change]]
    rules: DataFrame


class EvaluationSpec(NamedTuple):
    """What is asked for, as in `EvaluationRequest`; `scope` in words, `full` lists each change."""

    kind: Kind
    day: date
    made: date
    scope: str = "全区"
    office: str = ""
    parts: tuple[str, ...] = tuple(PARTS)
    full: bool = False
    palette: str = STANDARD
    dpi: int = 300


def sources_of(
    store: PlanStore, plan: PlanData, rules: DataFrame, at: datetime | None = None
) -> Sources:
    """Return where an evaluation is found.

    Parameters
    ----------
    store
        Its ledger tells the history.
    plan, rules
        The plan as the ledger has it now, and the standards of the life circles.
    at
        When the ledger is asked; None for now.
    """
    return Sources(
        plan,
        {table: store.entries(table, at=at) for table in TOLD},
        partial(_numbered, store),
        rules,
    )


def _numbered(store: PlanStore, numbers: Iterable[int]) -> list[Change]:
    with store.writable().database.reading() as connection:
        return numbered(connection, numbers) if connection else []
