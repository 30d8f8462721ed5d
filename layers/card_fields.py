"""What the card of a feature says, line by line."""

from collections.abc import Iterable

from geo.added_columns import added_columns
from layers.own import FRAME
from layers.spec import CardField, LayerSpec


def card_fields(spec: LayerSpec, columns: Iterable[object]) -> tuple[CardField, ...]:
    """Return the fields of a layer, with the columns of the plan that no description knows."""
    if spec.frame.startswith(FRAME) or not spec.frame:
        return spec.cards
    return (*spec.cards, *(CardField(name, name) for name in added_columns(columns)))
