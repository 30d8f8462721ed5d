"""Which of many points lie within 500 m of a facility, straight; and who answers it wrongly."""

import geopandas
import numpy as np
from geopandas import GeoDataFrame
from scipy.spatial import KDTree
from shapely import get_coordinates

from bench.grids import scattered
from bench.timing import Row, best_s, spoken
from geo.nearest_places import closest_straight

POINTS, PLACES, SIDE = 200_000, 5_000, 707
LIMIT_M = 500.0


def covered(points_m: GeoDataFrame, places_m: GeoDataFrame) -> np.ndarray:
    """(n,) bools by this app."""
    near: np.ndarray = (closest_straight(points_m, places_m)["distance_m"] <= LIMIT_M).to_numpy()
    return near


def bare(frame_m: GeoDataFrame) -> GeoDataFrame:
    """Geometries alone, numbered: what costs the peers of geopandas least."""
    return frame_m[["geometry"]].reset_index(drop=True)


def covered_by_tree(points_m: GeoDataFrame, places_m: GeoDataFrame) -> np.ndarray:
    """(n,) bools by scipy's KD-tree alone."""
    places, points = (get_coordinates(frame.geometry) for frame in (places_m, points_m))
    metres, _ = KDTree(places).query(points, distance_upper_bound=np.nextafter(LIMIT_M, np.inf))
    near: np.ndarray = np.isfinite(metres)
    return near


def covered_by_nearest(points_m: GeoDataFrame, places_m: GeoDataFrame) -> np.ndarray:
    """(n,) bools by geopandas' sjoin_nearest."""
    found = geopandas.sjoin_nearest(
        points_m, places_m, max_distance=LIMIT_M, distance_col="distance_m"
    )
    return _among(points_m, found)


def covered_by_join(points_m: GeoDataFrame, places_m: GeoDataFrame) -> np.ndarray:
    """(n,) bools by geopandas' sjoin with dwithin."""
    found = geopandas.sjoin(points_m, places_m, predicate="dwithin", distance=LIMIT_M)
    return _among(points_m, found)


def covered_by_buffer(points_m: GeoDataFrame, places_m: GeoDataFrame) -> np.ndarray:
    """(n,) bools by buffers and sjoin: discs are polygons here."""
    discs = places_m.set_geometry(places_m.buffer(LIMIT_M))
    return _among(points_m, geopandas.sjoin(points_m, discs, predicate="intersects"))


def rows(points: int = POINTS, places: int = PLACES, side: int = SIDE) -> list[Row]:
    """Measure this app and its peers, and count what the peers answer otherwise."""
    frames = scattered(points, side, seed=1), scattered(places, side, seed=2)
    points_m, places_m = (bare(frame) for frame in frames)
    truth = covered(*frames)
    peers = {
        "KD-tree alone": covered_by_tree,
        "sjoin_nearest": covered_by_nearest,
        "sjoin dwithin": covered_by_join,
        "buffer + sjoin": covered_by_buffer,
    }
    told = []
    for name, peer in peers.items():
        wrong = int((peer(points_m, places_m) != truth).sum())
        took = spoken(best_s(lambda peer=peer: peer(points_m, places_m)))  # type: ignore[misc]
        told.append(f"{name} {took}" + (f" ({wrong} points wrong)" if wrong else ""))
    ours = spoken(best_s(lambda: covered(*frames), 5))
    return [Row(f"straight, {points:,} x {places:,}, 500 m", "80 ms", ours, "; ".join(told))]


def _among(points_m: GeoDataFrame, found: GeoDataFrame) -> np.ndarray:
    """(n,) bools: the points that were found; their index is their position."""
    near = np.zeros(len(points_m), dtype=bool)
    near[found.index] = True
    return near
