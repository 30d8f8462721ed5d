"""Points where a new facility might stand."""

from collections.abc import Sequence

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import Index, Series
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, require_metric
from geo.errors import DataError
from geo.has_geometry import has_geometry

MAX_GRID = 20_000
"""Most points a grid may have; a finer one says nothing more about where to build."""

JUNCTION_DEGREE = 3
"""Ways that meet at a junction, at least; two are a bend, one is a dead end."""


def from_points(features_m: GeoDataFrame, *, prefix: str) -> GeoDataFrame:
    """Candidates at the features of a layer, such as the estates.

    Parameters
    ----------
    features_m
        (n,) features of any type, METRIC, any index without repeats; a column `name` is taken
        where there is one. Polygons and lines stand for a point on them; features without a place
        are left out. May be empty.
    prefix
        Set before each index value, so that ids of several sources stay apart.

    Returns
    -------
    GeoDataFrame
        (m,) points, METRIC, indexed by `prefix-id` (text), with a column name.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in the metric CRS.
    DataError
        If an index value occurs twice.
    """
    require_metric(features_m, "features_m")
    known = features_m[has_geometry(features_m)]
    ids = known.index.astype(str)
    if not ids.is_unique:
        twice = ids[ids.duplicated()][0]
        raise DataError(f"候选点图层: 编号 {twice} 重复; 每个要素的编号只能出现一次, 请改正后重试")
    names = known["name"].astype(str) if "name" in known.columns else Series(ids, known.index)
    points = known.geometry.representative_point().to_numpy()
    return _frame([f"{prefix}-{name}" for name in ids], names.tolist(), points)


def junctions_of(nodes_m: np.ndarray, degrees: np.ndarray, inside_m: BaseGeometry) -> GeoDataFrame:
    """Candidates at the junctions of a network.

    Parameters
    ----------
    nodes_m
        (n, 2) coordinates, METRIC. May be empty.
    degrees
        (n,) ints, ways that meet at each node; `JUNCTION_DEGREE` of them make a junction.
    inside_m
        Polygon, METRIC; only junctions in it (its rim included).

    Returns
    -------
    GeoDataFrame
        As `from_points`, indexed by `路口-<node number>`.
    """
    chosen = np.flatnonzero(degrees >= JUNCTION_DEGREE)
    points = shapely.points(nodes_m[chosen])
    kept = shapely.intersects(points, inside_m)
    chosen, points = chosen[kept], points[kept]
    ids = [f"路口-{node}" for node in chosen]
    return _frame(ids, [f"路口 {node}" for node in chosen], points)


def grid_in(area_m: BaseGeometry, spacing_m: float) -> GeoDataFrame:
    """Candidates on a square grid inside an area.

    Parameters
    ----------
    area_m
        Polygon or multipolygon, METRIC; its rim counts as inside.
    spacing_m
        Metres between neighbours, > 0. The grid lies on whole multiples of it, so that two areas
        share theirs. An area that no grid point falls in gives one point inside it.

    Returns
    -------
    GeoDataFrame
        As `from_points`, indexed by `网格-<number>`, from the south-west, row by row.

    Raises
    ------
    DataError
        If the area is empty, the spacing is not above 0, or the grid would pass `MAX_GRID` points.
    """
    _check_grid(area_m, spacing_m)
    west, south, east, north = area_m.bounds
    ys, xs = np.meshgrid(_marks(south, north, spacing_m), _marks(west, east, spacing_m))
    points = shapely.points(xs.T.ravel(), ys.T.ravel())
    points = points[shapely.intersects(points, area_m)]
    if not len(points):
        points = np.array([area_m.representative_point()])
    numbers = range(1, len(points) + 1)
    names = [f"网格点 {number}" for number in numbers]
    return _frame([f"网格-{number}" for number in numbers], names, points)


def _check_grid(area_m: BaseGeometry, spacing_m: float) -> None:
    if area_m.is_empty:
        raise DataError("候选网格: 所选范围是空的; 请选择一个片区或重新画出范围")
    if not spacing_m > 0 or not np.isfinite(spacing_m):
        raise DataError(f"候选网格: 间距 {spacing_m} 米无效, 应为大于 0 的数; 请改填")
    west, south, east, north = area_m.bounds
    number = ((east - west) / spacing_m + 1) * ((north - south) / spacing_m + 1)
    if number > MAX_GRID:
        raise DataError(
            f"候选网格: 间距 {spacing_m:g} 米约有 {number:.0f} 个点, 超过上限 {MAX_GRID}; "
            "请加大间距或缩小范围"
        )


def _marks(low: float, high: float, spacing_m: float) -> np.ndarray:
    """Whole multiples of the spacing from `low` to `high`."""
    return np.arange(np.ceil(low / spacing_m), np.floor(high / spacing_m) + 1) * spacing_m


def _frame(ids: Sequence[str], names: Sequence[str], points: np.ndarray) -> GeoDataFrame:
    index = Index(ids, name="candidate_id", dtype="str")
    columns = {"name": Series(names, index, dtype="str")}
    return GeoDataFrame(columns, geometry=points, index=index, crs=METRIC)
