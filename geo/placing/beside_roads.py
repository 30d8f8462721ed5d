"""Corners between roads: 甲路以西、乙路以北, no further than some metres from each."""

from functools import reduce

import shapely

from geo.errors import DataError
from geo.placing.compass import direction
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted
from geo.placing.questions import BesideRoads, RoadSide
from geo.placing.road_side import road_side

_MOST = 8


def beside_roads(question: BesideRoads, ground: PlacingGround) -> Drafted:
    """Return what lies beside all of some roads.

    Raises
    ------
    DataError
        If there are fewer than two roads or more than eight, one has no side said, or the strips
        beside them do not meet; else as `road_side`.
    """
    sides = question.sides
    if not 2 <= len(sides) <= _MOST:
        raise DataError(f"要 2 至 {_MOST} 条道路，现有 {len(sides)} 条；请补足或删减")
    silent = [each.road for each in sides if not each.side]
    if silent:
        raise DataError(f"没有说明在{'、'.join(silent)}哪一侧；请写成 某路以北 的样子")
    tolerance_m = question.tolerance_m
    strips = [
        road_side(RoadSide(*side, question.within_m, tolerance_m=tolerance_m), ground)
        for side in sides
    ]
    shape = reduce(shapely.intersection, [strip.shape_m for strip in strips])
    words = "、".join(
        f"{strip.parts[0].name}以{direction(side.side).word}"
        for strip, side in zip(strips, sides, strict=True)
    )
    if shape.is_empty or shapely.get_dimensions(shape) < 2:
        raise DataError(
            f"{words}，各 {question.within_m:,.0f} 米以内没有共同的范围；"
            "请放宽米数，或核对路名和方位"
        )
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return Drafted(
        shapely.union_all(areas), f"{words}，距各路 {question.within_m:,.0f} 米以内",
        tuple(part for strip in strips for part in strip.parts),
        tuple(gap for strip in strips for gap in strip.gaps),
        tuple(told for strip in strips for told in strip.warnings),
        max(strip.bridged_m for strip in strips),
    )  # fmt: skip
