"""What the card of a feature says, line by line."""

from collections.abc import Iterable

from geo.added_columns import added_columns
from geo.schema import PLAN_TABLES
from layers.spec import CardField, LayerSpec


def card_fields(spec: LayerSpec, columns: Iterable[object]) -> tuple[CardField, ...]:
    """Return the lines of a card: those of a spec, else those of the plan's table behind it.

    Columns of the plan that no description knows follow.
    """
    table = PLAN_TABLES.get(spec.frame)
    if table is None:
        return spec.cards
    told = (CardField(each.name, each.title) for each in table.columns if each.stands("card"))
    return (*(spec.cards or told), *(CardField(name, name) for name in added_columns(columns)))
