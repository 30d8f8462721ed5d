"""Which forms of items are open, and what is typed in them; it outlives whatever is drawn.

Those in which something is typed are part of the session's work, and come back with it.
"""

from collections.abc import Mapping

from geo.entering.values import text_of
from geo.ledger import Value
from geo.overlay import ITEMS
from views import cache, writer
from views.ledger import attaching, entry_fields
from views.state.ledger import (
    ADDED_FUNDS,
    ENTRIES,
    HELD,
    SEVERAL_UNITS,
    TYPED,
    UNSAVED,
    Begun,
)
from views.state.model import Key

WHY, DOCUMENT, AS_OF = ACT = ":why", ":document", ":as-of"
"""Among the boxes of a form, those of the act."""


def is_open(table: str, item: str) -> bool:
    """Whether the form of an item is open."""
    return f"{table}:{item}" in ENTRIES.get()


def open_at(table: str, item: str) -> None:
    """Open the form of an item with what is there now."""
    _open(table, item, entry_fields.begun(cache.plan(), table, item))


def new_of(table: str, item: str) -> list[str]:
    """Return the ids under which rows are being added to a table, for an item of the plan."""
    there = cache.plan().rows(table).index
    ids = [name.partition(":")[2] for name in ENTRIES.get() if name.startswith(f"{table}:")]
    return [each for each in ids if each not in there and box(each, "item").get() == item]


def close(table: str, item: str) -> None:
    """Throw the form of an item away with what is typed in it."""
    name = f"{table}:{item}"
    begun = ENTRIES.get().get(name)
    ENTRIES.set({key: each for key, each in ENTRIES.get().items() if key != name})
    for field in (*(begun.values if begun else ()), *ACT):
        box(item, field).drop()
        SEVERAL_UNITS.key(f"{item}-{field}").drop()
    ADDED_FUNDS.key(item).drop()
    attaching.forget(f"{table}-{item}")
    _hold({key: each for key, each in UNSAVED.get().items() if key != name})


def box(item: str, name: str) -> Key[str]:
    """Return the key of what is typed of a field of an item, or of `WHY` and `DOCUMENT`."""
    return TYPED.key(f"{item}-{name}")


def keep(table: str, item: str) -> bool:
    """Let the work hold what is typed in a form; whether that is something else than before."""
    name, begun = f"{table}:{item}", ENTRIES.get()[f"{table}:{item}"]
    typed = {field: box(item, field).get() for field in (*begun.values, *ACT)}
    told = {
        field: text
        for field, text in typed.items()
        if text.strip() != text_of(begun.values.get(field))
    }
    before = UNSAVED.get()
    now = {key: each for key, each in before.items() if key != name}
    if told:
        now[name] = {"values": dict(begun.values), "seen": dict(begun.seen), "typed": told}
    if now == before:
        return False
    _hold(now)
    return True


def unsaved() -> list[tuple[str, str]]:
    """Return table and id of the items of whose forms something is typed."""
    pairs = (name.partition(":") for name in UNSAVED.get())
    return [(table, item) for table, _, item in pairs]


def take_up() -> list[tuple[str, str]]:
    """Open the forms of a work that was opened, in the place of those there are; return of which.

    They rest on the changes that were seen when they were begun, so that what others wrote since
    is met as a conflict.
    """
    brought, held = UNSAVED.get(), HELD.get()
    if brought == (held or {}):
        return []
    for name in ENTRIES.get():
        table, _, item = name.partition(":")
        close(table, item)
    _hold(brought)
    if not writer.may_edit().may:
        return []
    plan, opened = cache.plan(), []
    for name, told in brought.items():
        table, _, item = name.partition(":")
        if table in ITEMS and item in plan.rows(table).index:
            _open(table, item, Begun(told["values"], told["seen"]), told["typed"])
            opened.append((table, item))
    return opened


def _open(table: str, item: str, begun: Begun, typed: Mapping[str, str] | None = None) -> None:
    ENTRIES.set({**ENTRIES.get(), f"{table}:{item}": begun})
    now: Mapping[str, Value] = begun.values
    for name, value in now.items():
        box(item, name).set(text_of(value))
        SEVERAL_UNITS.key(f"{item}-{name}").drop()
    for name, text in (typed or {}).items():
        if name in (*now, *ACT):
            box(item, name).set(text)


def _hold(now: dict[str, dict[str, object]]) -> None:
    UNSAVED.set(now)
    HELD.set(now)
