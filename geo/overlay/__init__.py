"""The plan as the office has it: what its ledger says, laid over the plan as published."""

from typing import Final

ITEMS: Final = ("projects", "roads")
"""Tables whose items a ledger may change, by their words in `geo.schema.PLAN_TABLES`."""

ADDED: Final = ("roads",)
"""Those of them to which it may add items."""

GEOMETRY, BASIS, ACCURACY = PLACEMENT = ("geometry", "basis", "accuracy_m")
"""Fields of a place, given together."""
