"""Which forms of items are open, and what is typed in them; it outlives whatever is drawn."""

from views import cache
from views.ledger import entry_fields
from views.state.ledger import ENTRIES, TYPED
from views.state.model import Key

WHY, DOCUMENT = ":why", ":document"
"""Among the boxes of a form, those of the act."""


def is_open(table: str, item: str) -> bool:
    """Whether the form of an item is open."""
    return f"{table}:{item}" in ENTRIES.get()


def open_at(table: str, item: str) -> None:
    """Open the form of an item with what is there now."""
    begun = entry_fields.begun(cache.plan(), table, item)
    ENTRIES.set({**ENTRIES.get(), f"{table}:{item}": begun})
    for name, value in begun.values.items():
        box(item, name).set(entry_fields.text_of(value))


def close(table: str, item: str) -> None:
    """Throw the form of an item away with what is typed in it."""
    begun = ENTRIES.get().get(f"{table}:{item}")
    ENTRIES.set({name: each for name, each in ENTRIES.get().items() if name != f"{table}:{item}"})
    for name in (*(begun.values if begun else ()), WHY, DOCUMENT):
        box(item, name).drop()


def box(item: str, name: str) -> Key[str]:
    """Return the key of what is typed of a field of an item, or of `WHY` and `DOCUMENT`."""
    return TYPED.key(f"{item}-{name}")
