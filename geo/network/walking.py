"""The distance model that walks: along a network, at a pace, with legs to and from it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series
from scipy.sparse import csr_array

from geo.crs import require_metric
from geo.nearest_places import Pairs, closest_table
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.paths import Paths, along_edge, gathered, straight_across, through_nodes
from geo.network.reachable_edges import DistanceField, areas, field_of
from geo.network.routing import SeedNodes, costs_of, delays_of, entries_of, nearest_source
from geo.network.snapping import LIMIT_M, Snapped, SnapPoints, snap_points_of, snap_to_edges
from geo.network.subgraph import each_source

_EPS_M = 1e-6
_REMEMBERED = 4


@dataclass(frozen=True, eq=False)
class Walking:
    """Shortest walks along a network; a `geo.distance.DistanceModel`.

    Metres hold the legs from each place to the nearest point along an edge and back; where a
    junction delay is set they also hold what could have been walked while waiting. Of two places
    of which one lies nearer than the other's own path, the straight walk counts if it is shorter.

    Parameters
    ----------
    network
        What is walked on.
    pace
        Speed and junction delay.
    limit_m
        A place farther than this from every path is not connected: it serves and is served by
        nothing.
    """

    network: WalkNetwork
    pace: Pace = Pace()
    limit_m: float = LIMIT_M

    @property
    def label(self) -> str:
        """Words that stand beside every figure made with this model."""
        waiting = "，含路口等候折算" if self.pace.junction_delay_s else ""
        return f"路网步行距离（{self.network.label}{waiting}）"

    def connected(self, points_m: GeoDataFrame) -> Series:
        """(n,) bools, indexed as `points_m`: whether a path lies within the limit."""
        found = np.zeros(len(points_m), dtype=bool)
        found[self._join(points_m).owner] = True
        return Series(found, index=points_m.index, name="connected")

    def nearest(self, points_m: GeoDataFrame, origins_m: GeoDataFrame) -> Series:
        """Metres on foot from each point to its nearest origin; inf where no way leads."""
        return self.closest(points_m, origins_m)["distance_m"].rename("distance_m")

    def closest(self, points_m: GeoDataFrame, places_m: GeoDataFrame) -> DataFrame:
        """Which place is nearest to each point on foot.

        Parameters
        ----------
        points_m, places_m
            (n,) and (m,) features, METRIC. May be empty; geometries may be None.

        Returns
        -------
        DataFrame
            As `geo.nearest_places.closest_table` says.
        """
        points, places = self._join(points_m), self._join(places_m)
        entries = entries_of(self.network, places)
        metres, source = nearest_source(self._costs, entries, len(places.edge))
        out = self._exits(points)
        ways = gathered(
            Paths(out.place, source[out.node], metres[out.node] + out.cost_m),
            along_edge(points, places),
            straight_across(points, places),
        )
        ways = _within(ways, inf)
        best = _shortest(points.owner[ways.point], ways.metres)
        ways = Paths(*(column[best] for column in ways))
        found = Pairs(points.owner[ways.point], places.owner[ways.place], ways.metres)
        return closest_table(points_m, places_m, found)

    def pairs(self, points_m: GeoDataFrame, places_m: GeoDataFrame, limit_m: float) -> Pairs:
        """Every place within `limit_m` metres on foot of each point; `limit_m` is finite."""
        points, places = self._join(points_m), self._join(places_m)
        if len(points.edge) < len(places.edge):
            turned = self._pairs(places, points, limit_m)
            return _sorted(turned.place, turned.point, turned.distance_m)
        return self._pairs(points, places, limit_m)

    def area(self, origins_m: GeoDataFrame, reaches_m: Sequence[float]) -> GeoDataFrame:
        """Outline the edges within each reach of any origin: reach_m, radius_m, geometry."""
        return areas(self.network, self.field(origins_m, max(reaches_m)), reaches_m)

    def field(self, origins_m: GeoDataFrame, limit_m: float) -> DistanceField:
        """Walk from the origins to every node within the limit; see `reachable_edges`."""
        walks = (self._costs, self._delays)
        return field_of(self.network, walks, self._join(origins_m), limit_m)

    @cached_property
    def _costs(self) -> csr_array:
        return costs_of(self.network, self.pace.delay_m)

    @cached_property
    def _delays(self) -> np.ndarray:
        return delays_of(self.network, self.pace.delay_m)

    def _join(self, features_m: GeoDataFrame) -> Snapped:
        """Join features; the last few are remembered, as one analysis asks for them many times."""
        require_metric(features_m, "features_m")
        doors = snap_points_of(features_m)
        known = next((found for was, found in list(self._joined) if was.same(doors)), None)
        access = snap_to_edges(self.network, doors, self.limit_m) if known is None else known
        self._joined.append((doors, access))
        return access

    @cached_property
    def _joined(self) -> deque[tuple[SnapPoints, Snapped]]:
        return deque(maxlen=_REMEMBERED)

    def _exits(self, points: Snapped) -> SeedNodes:
        """Ways from nodes to points: leaving a junction costs its delay."""
        entries = entries_of(self.network, points)
        return entries._replace(cost_m=entries.cost_m + self._delays[entries.node])

    def _pairs(self, points: Snapped, places: Snapped, limit_m: float) -> Pairs:
        exits = self._exits(points)
        walks = [
            _within(through_nodes(reached, exits), limit_m)
            for reached in each_source(self.network, self._costs, places, limit_m + _EPS_M)
        ]
        near = [along_edge(points, places), straight_across(points, places)]
        ways = _within(gathered(*walks, *near), limit_m)
        keys = points.owner[ways.point] * (int(places.owner.max(initial=0)) + 1)
        best = _shortest(keys + places.owner[ways.place], ways.metres)
        point, place = points.owner[ways.point[best]], places.owner[ways.place[best]]
        return _sorted(point, place, ways.metres[best])


def _within(ways: Paths, limit_m: float) -> Paths:
    """Ways within the limit, to the micrometre: sums of parts must not miss a rim by a rounding."""
    metres = ways.metres.round(6)
    kept = (metres <= limit_m) & (metres < inf)
    return Paths(ways.point[kept], ways.place[kept], metres[kept])


def _shortest(keys: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """Positions of the least metres of each key, by key."""
    order = np.lexsort((metres, keys))
    first = np.r_[True, keys[order][1:] != keys[order][:-1]][: len(order)]
    return order[first]


def _sorted(point: np.ndarray, place: np.ndarray, metres: np.ndarray) -> Pairs:
    order = np.lexsort((place, point))
    return Pairs(point[order], place[order], metres[order])
