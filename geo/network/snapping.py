"""Places joined to the nearest point along an edge."""

from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.has_geometry import has_geometry
from geo.network.graph import WalkNetwork

LIMIT_M = 500.0
"""Farthest a place may lie from a path to be joined to it, unless told otherwise."""

_TILE_M = 500.0

_STEP_M = 50.0
"""Greatest step between the points that stand for the rim of a line or polygon."""


class SnapPoints(NamedTuple):
    """Points by which features are entered: (k, 2) metres, positions of the features."""

    place_m: np.ndarray
    owner: np.ndarray

    def same(self, other: "SnapPoints") -> bool:
        """Tell whether all of it is equal."""
        return all(np.array_equal(*both) for both in zip(self, other, strict=True))


class Snapped(NamedTuple):
    """Points joined to a network, (k,) each.

    `owner` is the position of the feature in its frame, `edge` the edge it joins, `offset_m` the
    metres from the start of the edge, `leg_m` the straight walk to it, `place_m` (k, 2) the point
    itself.
    """

    owner: np.ndarray
    edge: np.ndarray
    offset_m: np.ndarray
    leg_m: np.ndarray
    place_m: np.ndarray


def snap_to_edges(network: WalkNetwork, doors: SnapPoints, limit_m: float = LIMIT_M) -> Snapped:
    """Join features, by their doors, to the nearest point along an edge.

    Parameters
    ----------
    network
        What they walk on.
    doors
        From `doors_of`.
    limit_m
        Metres; a point farther from every edge is left out.

    Returns
    -------
    Access
        One row a point; a feature that is not joined has none.
    """
    places_m, owner = doors
    order = np.lexsort((places_m // _TILE_M).T)  # neighbours together: the index stays in cache
    points = shapely.points(places_m[order])
    (at, edge), leg_m = network.tree.query_nearest(points, return_distance=True, all_matches=False)
    near = leg_m <= limit_m
    at, edge, leg_m = at[near], edge[near], leg_m[near]
    offset_m = shapely.line_locate_point(network.shapes[edge], points[at])
    back = np.argsort(order[at])
    at, edge, leg_m, offset_m = at[back], edge[back], leg_m[back], offset_m[back]
    return Snapped(owner[order[at]], edge, offset_m, leg_m, places_m[order[at]])


def snap_points_of(features_m: GeoDataFrame) -> SnapPoints:
    """Points by which features of any type are entered; those without a place are left out.

    A line or polygon is entered anywhere along its rim (a point every 50 m at most).
    """
    known = np.flatnonzero(has_geometry(features_m).to_numpy())
    shapes = features_m.geometry.to_numpy()[known]
    broad = shapely.get_type_id(shapes) != shapely.GeometryType.POINT
    if broad.any():
        shapes = shapes.copy()
        shapes[broad] = shapely.segmentize(shapes[broad], _STEP_M)
    places_m, number = shapely.get_coordinates(shapes, return_index=True)
    return SnapPoints(places_m, known[number])
