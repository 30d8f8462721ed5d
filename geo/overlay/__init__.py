"""The plan as the office has it: what its ledger says, laid over the plan as published."""

from typing import Final

from geo.schema import RECORD_TABLES

PLACED_ITEMS: Final = ("projects", "roads")
"""Tables whose items a ledger may change, with their places (`geo.schema.PLAN_TABLES`)."""

ITEMS: Final = (*PLACED_ITEMS, *RECORD_TABLES)
"""The same, with those that are no layers (`geo.schema.RECORD_TABLES`)."""

ADDED: Final = ("roads", "matters")
"""Those of them to which it may add items."""

GEOMETRY, BASIS, ACCURACY = PLACEMENT = ("geometry", "basis", "accuracy_m")
"""Fields of a place, given together."""
