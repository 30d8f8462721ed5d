"""What the page calls an item of the ledger: its name, with the id only where names are equal."""

from collections import Counter

from geo.overlay import ITEMS
from geo.overlay.naming import name_of, names_of
from geo.plan_data import PlanData
from views import cache
from views.edition import STORE, by_edition


def here(table: str, item: str) -> str:
    """Return what an item is called now."""
    return of(cache.plan(), table, item)


def of(plan: PlanData, table: str, item: str) -> str:
    """Return what an item is called; of one that is no more, by its last name in the history."""
    if table not in ITEMS:
        return item
    name = name_of(plan, table, item) or _last(table, item)
    if not name:
        return item
    return f"{name}（{item}）" if _counted()[name] > 1 else name


@by_edition(most=200)
def _last(table: str, item: str) -> str:
    book = STORE.ledger
    return book.last_names(table, [item]).get(item, "") if book else ""


@by_edition()
def _counted() -> Counter[str]:
    """How many items bear each name."""
    plan = cache.plan()
    return Counter(name for table in ITEMS for name in names_of(plan, table).values())
