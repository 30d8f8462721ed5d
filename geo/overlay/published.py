"""What the data folder says of an item, as values of a ledger: where its history begins."""

from collections.abc import Iterable, Mapping

from pandas import isna

from geo.plan_data import PlanData
from geo.schema import TABLES

Value = str | float | int | None


def published_values(
    plan: PlanData, table: str, item: str, fields: Iterable[str]
) -> Mapping[str, Value]:
    """Return the published values of fields of an item, None for what is empty.

    Parameters
    ----------
    plan
        As published.
    table, item
        A word of `geo.schema.TABLES`, and an id; an item that is not there has no values.
    """
    frame = plan.rows(table)
    if item not in frame.index:
        return dict.fromkeys(fields)
    row = frame.loc[item]
    return {name: _plain(row.get(name), _blank(table, name)) for name in fields}


def _blank(table: str, name: str) -> str:
    column = TABLES[table].column(name)
    return column.blank if column else ""


def _plain(value: object, blank: str) -> Value:
    if value is None or value in ("", blank):
        return None
    if hasattr(value, "wkt"):
        return str(value.wkt)
    if isinstance(value, str):
        return value
    return None if isna(value) else float(value)  # type: ignore[arg-type]
