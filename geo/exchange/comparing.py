"""Three states of the plan's items side by side: what they were, theirs, and ours."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

import shapely

from geo.geometry_parsing import plain_wkt
from geo.ledger.model import Value
from geo.ledger.values import same
from geo.overlay import GEOMETRY

Outcome = Literal["仅对方改动", "仅本库改动", "双方相同", "冲突"]
THEIRS: Final[Outcome] = "仅对方改动"
OURS: Final[Outcome] = "仅本库改动"
SAME: Final[Outcome] = "双方相同"
CONFLICT: Final[Outcome] = "冲突"

TOLERANCE_DEG: Final = 1e-7
"""About one centimetre: what rounding by a file or a program moves a vertex is no edit."""

Item = tuple[str, str]
"""A table, by its word in `geo.schema.PLAN_TABLES`, and the id of an item."""

Items = Mapping[Item, Mapping[str, Value]]
"""Values of fields by item; a geometry is WKT in EPSG:4326."""


class Difference(NamedTuple):
    """A field of which three states are not all the same."""

    table: str
    item: str
    field: str
    base: Value
    theirs: Value
    ours: Value
    verdict: Outcome


class ThreeWay(NamedTuple):
    """Differences in the order of the items; those that they alone have, or no longer have."""

    differences: tuple[Difference, ...]
    added: tuple[Item, ...] = ()
    missing: tuple[Item, ...] = ()


def compare(base: Items, theirs: Items, ours: Items) -> ThreeWay:
    """Compare what came back with what had been given, and with what there is now.

    Parameters
    ----------
    base
        What was given.
    theirs
        What came back; a field that is not named was not asked for and has no difference.
    ours
        What there is now.
    """
    found = [
        Difference(*of, field, was, value, now, verdict)
        for of, values in theirs.items()
        for field, value in values.items()
        for was, now in [(base.get(of, {}).get(field), ours.get(of, {}).get(field))]
        if (verdict := verdict_of(field, was, value, now)) is not None
    ]
    return ThreeWay(
        tuple(found),
        tuple(of for of in theirs if of not in base),
        tuple(of for of in base if of not in theirs),
    )


def verdict_of(field: str, base: Value, theirs: Value, ours: Value) -> Outcome | None:
    """Return who changed a field, None where nobody did."""
    if same_value(field, theirs, ours):
        return None if same_value(field, theirs, base) else SAME
    if same_value(field, theirs, base):
        return OURS
    return THEIRS if same_value(field, ours, base) else CONFLICT


def same_value(field: str, one: Value, other: Value) -> bool:
    """Whether two values of a field are the same; geometries within `TOLERANCE_DEG`.

    A shape of one part is the same as that part; where a ring begins and which way it runs, and the
    order of parts, do not matter.
    """
    if same(one, other):
        return True
    if field != GEOMETRY or not (isinstance(one, str) and isinstance(other, str)):
        return False
    first, second = plain_wkt([one, other])
    return first is not None and second is not None and same_shape(first, second)


def same_shape(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    """Whether two shapes in degrees are the same within `TOLERANCE_DEG`; heights do not matter."""
    first, second = (single(shapely.force_2d(each)) for each in (one, other))
    return bool(
        shapely.equals_exact(first, second, TOLERANCE_DEG)
        or shapely.equals_exact(first.normalize(), second.normalize(), TOLERANCE_DEG)
    )


def single(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the one part of a shape that has one, any other shape as it is."""
    parts = list(getattr(shape, "geoms", ()))
    return parts[0] if len(parts) == 1 else shape


def by_verdict(differences: Iterable[Difference]) -> dict[Outcome, list[Difference]]:
    """Return differences by verdict, conflicts first."""
    told = list(differences)
    return {
        verdict: [each for each in told if each.verdict == verdict]
        for verdict in (CONFLICT, THEIRS, OURS, SAME)
    }
