"""Differences that a person accepts, written as ordinary changes of the kind `merge`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from geo.errors import DataError
from geo.exchange.comparing import Difference, Item, same_value
from geo.ledger.model import Act, Change, Edit, Value
from geo.overlay import GEOMETRY, PLACEMENT
from geo.overlay.laying import overlaid
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.store import PlanStore

NO_DAYS: Final[Mapping[Item, date]] = MappingProxyType({})
"""Nothing is told of any item."""


def accept(
    store: PlanStore,
    differences: Iterable[Difference],
    act: Act,
    days: Mapping[Item, date] = NO_DAYS,
) -> list[Change]:
    """Write theirs of each difference, all of them or none; return the changes.

    A place is written with basis and accuracy, ours where theirs are the same.

    Parameters
    ----------
    store
        Where to.
    differences
        Those that a person accepts, as they were shown.
    act
        Who, when, why, and by which document.
    days
        By item the day to which what is taken belongs; that of `act` where none is told.

    Raises
    ------
    DataError
        If ours is no longer what was shown, or a value may not be written.
    """
    by_item: dict[Item, dict[str, Difference]] = defaultdict(dict)
    for each in differences:
        by_item[each.table, each.item][each.field] = each
    if not by_item:
        raise DataError("没有选定要采纳的差异")
    published = store.published()
    states = store.states()
    now = overlaid(published, states)
    seen = {table: _seen(state) for table, state in states.items()}
    edits = []
    for (table, item), told in by_item.items():
        _check_shown(now, told.values())
        values = _with_place(now, (table, item), {name: each.theirs for name, each in told.items()})
        dated = act._replace(as_of=days.get((table, item), act.as_of))
        edits.append(Edit(table, item, values, dated, seen.get(table, {}).get(item, {})))
    return store.write_all(edits, published, kind="merge")


def _seen(state: object) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in state.itertuples():  # type: ignore[attr-defined]
        found[row.item][row.field] = int(row.seq)
    return found


def _check_shown(now: PlanData, differences: Iterable[Difference]) -> None:
    for each in differences:
        ours = published_values(now, each.table, each.item, [each.field])[each.field]
        if not same_value(each.field, ours, each.ours):
            raise DataError(f"“{each.item}”在对照之后又有改动；请重新对照后再采纳")


def _with_place(now: PlanData, of: Item, values: Mapping[str, Value]) -> dict[str, Value]:
    if values.get(GEOMETRY) is None:
        return dict(values)
    ours = published_values(now, *of, PLACEMENT)
    return {**{name: ours[name] for name in PLACEMENT if ours[name] is not None}, **values}
