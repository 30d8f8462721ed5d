"""What placing by words gives: the geometry with its basis, and what has to be known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError


class UsedLine(NamedTuple):
    """A road or place that an answer rests on.

    `accuracy_m` is None where its layer does not tell.
    """

    name: str
    layer: str
    accuracy_m: float | None = None


class RoadGap(NamedTuple):
    """Where lines do not meet, and the straight piece that closes it.

    `joined`: short enough to count as a joint. `piece` is in METRIC while working, in EPSG:4326 in
    a `Placement`.
    """

    between: tuple[str, str]
    metres: float
    piece: LineString
    joined: bool

    @property
    def description(self) -> str:
        """The gap in words."""
        first, second = self.between
        if first == second:
            return f"{first}两段之间空缺 {self.metres:,.0f} 米"
        return f"{first}与{second}图上未相接，相距 {self.metres:,.0f} 米"


SLIP_M = 1.0
"""A narrower gap is a slip of the pen: closed, and not told."""


def wide_enough(gaps: Iterable[RoadGap]) -> tuple[RoadGap, ...]:
    """Return the gaps that are told."""
    return tuple(gap for gap in gaps if gap.metres >= SLIP_M)


@dataclass(frozen=True)
class Placement:
    """An answer.

    Parameters
    ----------
    geometry
        Valid, EPSG:4326.
    basis
        Chinese words: how it was made, of which lines.
    accuracy_m
        Whole metres that the place is uncertain by at least, see `geo.placing.accuracy`: whoever
        places may tell more, not less.
    gaps
        Those that the answer bridges, pieces in EPSG:4326.
    warnings
        Sentences for whoever decides.
    parts
        What it rests on.
    """

    geometry: BaseGeometry
    basis: str
    accuracy_m: float
    gaps: tuple[RoadGap, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: tuple[UsedLine, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """A placement while it is worked out: shapes in METRIC, accuracy not yet summed.

    `bridged_m` is the length of the longest gap that a straight piece closes in it, `more_m` what
    the method adds to the accuracy of the lines; `lines`: it rests on lines, not on places.
    """

    shape_m: BaseGeometry
    basis: str
    parts: tuple[UsedLine, ...]
    gaps: tuple[RoadGap, ...] = ()
    warnings: tuple[str, ...] = ()
    bridged_m: float = 0.0
    more_m: float = 0.0
    lines: bool = True


class PlacementChoice(NamedTuple):
    """One of several answers to a question: in words, and its shape in EPSG:4326."""

    words: str
    geometry: BaseGeometry


class AmbiguousPlacementError(DataError):
    """A question has several answers; `choices` are they, counted from 1 in `choice`."""

    def __init__(self, message: str, choices: tuple[PlacementChoice, ...]) -> None:
        super().__init__(message)
        self.choices = choices
