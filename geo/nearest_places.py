"""Which place serves which point: the nearest one, or every one within a limit; straight-line."""

from math import inf
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Index, Series

from geo.crs import require_metric
from geo.has_geometry import has_geometry

NOWHERE = ""
"""Id of the nearest place where there is none."""


class Pairs(NamedTuple):
    """Points and places within a limit of each other, three arrays of one length.

    `point` and `place` are positions in the frames asked about (not index values), ordered by
    point, then place; `distance_m` are metres on foot.
    """

    point: np.ndarray
    place: np.ndarray
    distance_m: np.ndarray


def closest_table(points_m: GeoDataFrame, places_m: GeoDataFrame, found: Pairs) -> DataFrame:
    """Table of the nearest place of each point, from pairs that hold one row a point at most.

    Columns place_id (text; `NOWHERE` where none), distance_m (inf where none, NaN where the point
    has no place); indexed as `points_m`.
    """
    codes = np.full(len(points_m), len(places_m))
    metres = np.where(has_geometry(points_m).to_numpy(), inf, np.nan)
    codes[found.point] = found.place
    metres[found.point] = found.distance_m
    ids = places_m.index.astype(str).astype("str").append(Index([NOWHERE], dtype="str")).array
    columns = {"place_id": Series(ids.take(codes), points_m.index), "distance_m": metres}
    return DataFrame(columns, index=points_m.index)


def closest_straight(points_m: GeoDataFrame, places_m: GeoDataFrame) -> DataFrame:
    """Find the nearest place of each point by straight distance.

    Parameters
    ----------
    points_m, places_m
        (n,) and (m,) features of any type, METRIC. May be empty; geometries may be None.

    Returns
    -------
    DataFrame
        As `closest_table` says.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    """
    here, there = _known(points_m, "points_m"), _known(places_m, "places_m")
    points, places = points_m.geometry.to_numpy()[here], places_m.geometry.to_numpy()[there]
    if not (len(points) and len(places)):
        nobody = np.empty(0, dtype=np.intp)
        return closest_table(points_m, places_m, Pairs(nobody, nobody, np.empty(0)))
    if _all_points(points) and _all_points(places):
        from scipy.spatial import KDTree  # noqa: PLC0415 - the first map has no need of it

        tree = KDTree(shapely.get_coordinates(places))
        metres, found = tree.query(shapely.get_coordinates(points), workers=-1)
        pairs = Pairs(here, there[found], metres)
    else:
        (near, found), metres = shapely.STRtree(places).query_nearest(
            points, return_distance=True, all_matches=False
        )
        pairs = Pairs(here[near], there[found], metres)
    return closest_table(points_m, places_m, pairs)


def pairs_straight(points_m: GeoDataFrame, places_m: GeoDataFrame, limit_m: float) -> Pairs:
    """Find every place within `limit_m` of each point by straight distance.

    Parameters and errors as in `closest_straight`; `limit_m` are metres, finite, a place at exactly
    this distance counts. Features without a place are in no pair.
    """
    here, there = _known(points_m, "points_m"), _known(places_m, "places_m")
    points, places = points_m.geometry.to_numpy()[here], places_m.geometry.to_numpy()[there]
    near, found = shapely.STRtree(places).query(points, predicate="dwithin", distance=limit_m)
    metres = shapely.distance(points[near], places[found])
    order = np.lexsort((found, near))
    return Pairs(here[near[order]], there[found[order]], metres[order])


def _known(frame_m: GeoDataFrame, name: str) -> np.ndarray:
    require_metric(frame_m, name)
    return np.flatnonzero(has_geometry(frame_m).to_numpy())


def _all_points(shapes: np.ndarray) -> bool:
    return bool((shapely.get_type_id(shapes) == shapely.GeometryType.POINT).all())
