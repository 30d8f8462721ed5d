"""Questions of placing by words, as frozen values: forms fill them, commands and files write them.

`choice` answers `AmbiguousPlacementError`: 1 takes its first choice, 0 none.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

TOLERANCE_M = 30.0
"""Ends of roads that stop short of another by no more than this are joined to it, and told."""

MOST_GAP_M = 1_000.0
"""A wider opening between two roads is not closed by a straight piece."""

CORNER_M = 50.0
"""How far from the middle of a junction its corner is taken to lie."""

ShapeWord = Literal["", "point", "line", "area"]
AxisOrder = Literal["", "EN", "NE"]
"""Which coordinate stands first: the easting or longitude, or the northing or latitude."""


@dataclass(frozen=True)
class AlongRoad:
    """Along a road between two others; all of it where neither is given."""

    road: str
    from_road: str = ""
    to_road: str = ""
    tolerance_m: float = TOLERANCE_M
    choice: int = 0


@dataclass(frozen=True)
class RoadSide:
    """On a side of a road within some metres, between two others if they are given.

    `side` is a direction of the compass: 以南, 东侧.
    """

    road: str
    side: str
    within_m: float
    from_road: str = ""
    to_road: str = ""
    tolerance_m: float = TOLERANCE_M
    choice: int = 0


class BoundSide(NamedTuple):
    """A road that bounds an area, and on which side of it that lies ("" where it is not said)."""

    road: str
    side: str = ""


@dataclass(frozen=True)
class BoundedBy:
    """四至: bounded by three to eight roads, in any order."""

    sides: tuple[BoundSide, ...]
    tolerance_m: float = TOLERANCE_M
    most_gap_m: float = MOST_GAP_M
    choice: int = 0


@dataclass(frozen=True)
class BesideRoads:
    """Where the sides of two roads or more meet, no further than some metres from each."""

    sides: tuple[BoundSide, ...]
    within_m: float
    tolerance_m: float = TOLERANCE_M


@dataclass(frozen=True)
class NearPlace:
    """Some metres from a named place: a point in a direction, or all that is as near.

    `place` is a name, or the id of a feature. `from_m` leaves out what is nearer, without a
    direction alone.
    """

    place: str
    metres: float
    towards: str = ""
    from_m: float = 0.0
    choice: int = 0


@dataclass(frozen=True)
class AtJunction:
    """Where two roads meet; its corner in a direction if one is given."""

    road: str
    other: str
    towards: str = ""
    metres: float = CORNER_M
    tolerance_m: float = TOLERANCE_M
    choice: int = 0


@dataclass(frozen=True)
class ByCoordinates:
    """By coordinates in a text.

    Parameters
    ----------
    text
        Two coordinates a place, or 度分秒; numbers of points before them are passed over.
    system
        "" to tell it by the values, a code such as EPSG:4490, or GCJ-02, BD-09.
    shape
        "" where the text itself tells: one place is a point, a closed ring an area.
    """

    text: str
    system: str = ""
    shape: ShapeWord = ""
    order: AxisOrder = ""


@dataclass(frozen=True)
class OfFeature:
    """The shape of a feature of a layer, by the layer's title and the feature's id."""

    layer: str
    feature: str


@dataclass(frozen=True)
class ByWkt:
    """A shape written as WKT, degrees of longitude and latitude."""

    wkt: str


PlacingQuestion = (
    AlongRoad
    | RoadSide
    | BoundedBy
    | BesideRoads
    | NearPlace
    | AtJunction
    | ByCoordinates
    | OfFeature
    | ByWkt
)
"""Everything that can be asked."""
