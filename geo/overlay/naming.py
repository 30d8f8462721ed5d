"""What the items of a ledger are called: layers by their names, records by what they say."""

from typing import Final

from geo.plan_data import PlanData
from geo.schema import RECORD_TABLES

_MOST: Final = 20
"""Letters of a matter that stand for its name."""


def names_of(plan: PlanData, table: str) -> dict[str, str]:
    """Return the name of every row of a table, by its id.

    Parameters
    ----------
    plan
        As it is now, the ledger laid over it.
    table
        A word of `geo.overlay.ITEMS`. A matter is called by its item and how it begins.
    """
    rows = plan.rows(table)
    if table not in RECORD_TABLES or "name" in rows:
        return {str(item): str(name) for item, name in rows["name"].items()}
    of = plan.projects["name"]
    told = zip(rows.index, rows["item"], rows["told"], strict=True)
    return {str(key): f"{of.get(item, item)}：{_short(words)}" for key, item, words in told}


def name_of(plan: PlanData, table: str, item: str) -> str:
    """Return the name of a row, "" where there is none."""
    return names_of(plan, table).get(item, "") if item in plan.rows(table).index else ""


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"
