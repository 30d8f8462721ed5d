"""A question of placing answered: geometry in EPSG:4326 with basis, accuracy, gaps, warnings."""

from collections.abc import Callable, Mapping
from typing import Any

import shapely
from geopandas import GeoSeries
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, to_lonlat
from geo.errors import DataError
from geo.placing.accuracy import lower_bound, untold
from geo.placing.along import along
from geo.placing.around import at_junction, near_place
from geo.placing.beside_roads import beside_roads
from geo.placing.four_sides import four_sides
from geo.placing.given import by_wkt, of_feature
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted, Placement, UsedLine
from geo.placing.pasted import by_coordinates
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    ByCoordinates,
    ByWkt,
    NearPlace,
    OfFeature,
    PlacingQuestion,
    RoadSide,
)
from geo.placing.road_side import road_side

_DECIMALS = 9

_BOUNDS = {"tolerance_m": ("容差", 500), "most_gap_m": ("缺口上限", 20_000)}
"""Words and upper bounds of what may be set."""

_ANSWERS: Mapping[type, Callable[[Any, PlacingGround], Drafted]] = {
    AlongRoad: along,
    RoadSide: road_side,
    BoundedBy: four_sides,
    BesideRoads: beside_roads,
    NearPlace: near_place,
    AtJunction: at_junction,
    ByCoordinates: by_coordinates,
    OfFeature: of_feature,
    ByWkt: by_wkt,
}


def answer(question: PlacingQuestion, ground: PlacingGround, subject: str = "") -> Placement:
    """Answer a question of placing.

    Parameters
    ----------
    question
        What is asked.
    ground
        The roads and places that it may name.
    subject
        Name of what is placed, which the basis begins with; "" to leave it out.

    Raises
    ------
    DataError
        If it cannot be answered; the message names what is not there and what to do.
    AmbiguousPlacementError
        If there are several answers; the error holds them.
    """
    _check_bounds(question)
    return finished(_ANSWERS[type(question)](question, ground), ground, subject)


def _check_bounds(question: PlacingQuestion) -> None:
    """Raise `DataError` where a tolerance is no distance, or more than a block."""
    for name, (title, most_m) in _BOUNDS.items():
        metres = getattr(question, name, 0.0)
        if not 0 <= metres <= most_m:
            raise DataError(f"{title} {metres:g} 米无效；请填 0 至 {most_m:,} 之间的数")


def finished(draft: Drafted, ground: PlacingGround, subject: str = "") -> Placement:
    """Return a placement of what was worked out in METRIC.

    Raises
    ------
    DataError
        If nothing is left of it.
    """
    if draft.shape_m.is_empty:
        raise DataError(f"{draft.basis}：没有得出任何图形；请核对所给条件")
    shapes = GeoSeries([draft.shape_m, *(gap.piece for gap in draft.gaps)], crs=METRIC)
    shape, *pieces = map(_written, to_lonlat(shapes))
    gaps = tuple(gap._replace(piece=piece) for gap, piece in zip(draft.gaps, pieces, strict=True))
    warnings = (*draft.warnings, *untold(draft.parts), *_outside(shape, ground))
    return Placement(shape, _basis(draft, subject), lower_bound(draft), gaps, warnings, draft.parts)


def _written(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape in degrees without digits that mean nothing: tenths of a millimetre stay."""
    short = shapely.transform(shape, lambda places: places.round(_DECIMALS))
    return next(each for each in (short, shape, shapely.make_valid(shape)) if each.is_valid)


def _basis(draft: Drafted, subject: str) -> str:
    lines = "、".join(map(_used, dict.fromkeys(draft.parts)))
    layers = "、".join(dict.fromkeys(part.layer for part in draft.parts))
    what = "线位" if draft.lines else "位置"
    resting = f"；{what}据{layers}：{lines}" if draft.parts else ""
    return f"{subject and f'{subject}：'}{draft.basis}{resting}"


def _used(part: UsedLine) -> str:
    known = "" if part.accuracy_m is None else f"（±{part.accuracy_m:,.0f} 米）"
    return f"{part.name}{known}"


def _outside(shape: BaseGeometry, ground: PlacingGround) -> list[str]:
    if ground.district_ll is None:
        return []
    inside = shapely.intersects(ground.district_ll.geometry.to_numpy(), shape).any()
    return [] if inside else ["所得位置不在区界以内；请核对"]
