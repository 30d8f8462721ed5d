"""Fields that the installation adds to the plan's items, as columns."""

import os
from typing import Final

from geo.errors import DataError
from geo.installation import installation
from geo.installation_fields import OwnField
from geo.schema.model import Column

GROUP: Final = "自设"


def _fields() -> tuple[OwnField, ...]:
    """None where the installation's file is faulty: who reads it next says so."""
    try:
        return installation(os.environ).fields
    except DataError:
        return ()


def _column(field: OwnField) -> Column:
    return Column(
        f"x_{field.id}",
        field.type,
        ledger=True,
        allowed=field.choices,
        title=field.title,
        unit=field.unit,
        group=GROUP,
        long=field.long,
    )


OWN: Final = tuple(_column(each) for each in _fields())
"""Named `x_` and the field's id, so that none is taken for one of the program's own."""
