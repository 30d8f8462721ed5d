"""A named road: all lines of its name as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.placing.model import RoadGap, UsedLine
from geo.placing.spanning import spanning_links

ACROSS_M = 60.0
"""Carriageways of one road are no further apart."""

_ON_M = 1e-3


@dataclass(frozen=True, eq=False)
class NamedRoad:
    """All that is drawn of a road.

    Parameters
    ----------
    used
        Its name, its layer, the worst accuracy of its lines.
    basis
        What its lines are drawn by, in words; may be "".
    lines
        LineStrings and MultiLineStrings in METRIC, at least one; in any order and direction,
        carriageways apart or not.
    keys
        Ids of the features that they are of.
    """

    used: UsedLine
    basis: str
    lines: tuple[BaseGeometry, ...]
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name as the layer has it."""
        return self.used.name

    @cached_property
    def parts(self) -> tuple[LineString, ...]:
        """Its lines without doubles, from end to end or fork to fork."""
        merged = shapely.line_merge(shapely.union_all(np.array(self.lines, object)))
        return tuple(_by_place(lines_of(merged)))

    @cached_property
    def shape(self) -> MultiLineString:
        """The parts as one shape."""
        return MultiLineString(self.parts)

    @cached_property
    def ends(self) -> tuple[Point, ...]:
        """Where a part ends and no other begins."""
        places = [place for part in self.parts for place in (part.coords[0], part.coords[-1])]
        return tuple(Point(place) for place in dict.fromkeys(places) if places.count(place) == 1)

    def links(self, tolerance_m: float) -> list[RoadGap]:
        """Return the straight pieces that make it hang together, the fewest and shortest."""
        return [
            RoadGap((self.name, self.name), piece.length, piece, piece.length <= tolerance_m)
            for piece in spanning_links(self.parts)
        ]

    def breaks(self, tolerance_m: float) -> list[RoadGap]:
        """Return the links along the road: none across it, from carriageway to carriageway."""
        links = self.links(tolerance_m)
        return [link for link in links if link.metres > ACROSS_M or not self._crosses(link.piece)]

    def _crosses(self, piece: LineString) -> bool:
        """Tell whether a link runs athwart a part that it begins at."""
        step = np.diff(shapely.get_coordinates(piece), axis=0)[0] / piece.length
        hooks = [Point(piece.coords[at]) for at in (0, -1)]
        return any(
            abs(heading(part, hook) @ step) < 0.5
            for hook in hooks
            for part in self.parts
            if hook.distance(part) < _ON_M
        )


def heading(part: LineString, place: Point) -> NDArray[np.float64]:
    """(2,) step of a metre along a line where it is nearest to a place."""
    places = shapely.get_coordinates(part)
    pieces = shapely.linestrings(np.stack([places[:-1], places[1:]], axis=1))
    at = int(shapely.distance(pieces, place).argmin())
    step = places[at + 1] - places[at]
    return np.asarray(step / np.hypot(*step))


def lines_of(shape: BaseGeometry) -> list[LineString]:
    """Return the lines of a shape that have a length."""
    parts = shapely.get_parts(shapely.get_parts(np.array([shape], object)))
    return [part for part in parts if part.geom_type == "LineString" and part.length > 0]


def _by_place(lines: Iterable[LineString]) -> list[LineString]:
    """Lines from their lesser end, in order of place: the same however they were drawn."""
    turned = [
        line if line.coords[0] <= line.coords[-1] else shapely.reverse(line) for line in lines
    ]
    return sorted(turned, key=lambda line: (*line.coords[0], *line.coords[-1], line.length))
