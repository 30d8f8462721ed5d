"""Any layer of points or polygons as demand points, its weights spread by area."""

from math import isfinite

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Index, Series

from geo.crs import METRIC, require_metric
from geo.errors import DataError
from geo.has_geometry import has_geometry
from geo.lifecircle.demand_weights import checked_weights, weight_columns

MAX_CELLS = 2_000_000
"""Grid cells a layer may be laid over."""

_SLIVER = 1e-6
"""Share of a cell below which a piece is what the conversion of coordinates left over its edge."""

_TAKEN = ("name", "parent", "part", "geometry", "accuracy_m", "zones_touched")
"""Columns that are no weights of the layer."""


def names_of(frame: DataFrame) -> Series:
    """Name of each row ("" where it has none; its id where there is no column), by id as text."""
    ids = frame.index.astype(str)
    names = frame["name"].fillna("").astype(str).to_numpy() if "name" in frame else ids
    return Series(names, index=Index(ids, name="demand_id"), dtype="str", name="demand_name")


def refuse_repeats(ids: Index, what: str) -> None:
    """Raise `DataError` unless the ids, taken as text, are unique."""
    texts = ids.astype(str)
    if not texts.is_unique:
        twice = "、".join(texts[texts.duplicated()].unique()[:5])
        raise DataError(f"{what}的编号重复: {twice}; 每个编号只能用一次, 请改成新的编号")


def demand_points(layer_m: GeoDataFrame, *, spacing_m: float = 50.0) -> GeoDataFrame:
    """Demand points of a layer: points as they are, polygons spread over points inside them.

    Parameters
    ----------
    layer_m
        (n,) points or (multi)polygons, METRIC, with unique ids; optional columns name and
        accuracy_m. May be empty; geometries may be None (kept, without a place). Of a collection
        the areas count.
    spacing_m
        Side of the grid cells in metres, > 0.

    Returns
    -------
    GeoDataFrame
        (k,) points, METRIC, in the layer's order, indexed by point_id (the id as text; of a
        polygon that is spread `id#1`, `id#2`, ...): name, parent (id as text), part (share of the
        parent, adds up to 1), accuracy_m where the layer has it, and each of `weight_columns`
        times part under its own name (NaN where not known). A polygon has one point in every grid
        cell it touches: the cell's middle, or a point inside where that lies out of the polygon;
        one smaller than a cell has a single point inside it.

    Raises
    ------
    UnexpectedCRSError
        If the layer is not in the metric CRS.
    DataError
        If ids repeat, a geometry is invalid or of another type, or the spacing is not above 0 or
        too fine for the layer.
    """
    require_metric(layer_m, "layer_m")
    refuse_repeats(layer_m.index, "需求图层")
    plain = layer_m.set_geometry(_single(layer_m.geometry.to_numpy()), crs=METRIC)
    _check_shapes(plain)
    _check_spacing(plain, spacing_m)
    spread = [_spread(shape, spacing_m) for shape in plain.geometry]
    parent = np.repeat(np.arange(len(plain)), [len(areas) for _, areas in spread])
    part = np.concatenate([np.empty(0), *(areas / areas.sum() for _, areas in spread)])
    names = names_of(plain)
    columns = {"name": names.to_numpy()[parent], "parent": names.index[parent], "part": part}
    if "accuracy_m" in plain:
        columns["accuracy_m"] = plain["accuracy_m"].to_numpy()[parent]
    shapes = np.array([shape for found, _ in spread for shape in found], dtype=object)
    points = GeoDataFrame(columns, geometry=shapes, index=_ids(names.index, parent), crs=METRIC)
    amounts = (name for name in weight_columns(plain) if name not in _TAKEN)
    return points.assign(
        **{name: checked_weights(plain, name).to_numpy()[parent] * part for name in amounts}
    )


def _single(shapes: np.ndarray) -> np.ndarray:
    """Shapes, a multipoint of one point as that point, a collection as the areas in it."""
    kinds = shapely.get_type_id(shapes)
    alone = (kinds == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    points: np.ndarray = np.where(alone, shapely.get_geometry(shapes, 0), shapes)
    mixed = kinds == shapely.GeometryType.GEOMETRYCOLLECTION
    points[mixed] = [_surfaces(shape) for shape in points[mixed]]
    return points


def _surfaces(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if "Polygon" in part.geom_type]
    return shapely.union_all(parts) if parts else shape


def _spread(shape: shapely.Geometry | None, spacing_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Points of one feature and the area each stands for (1 where there is just one)."""
    if shape is None or shape.geom_type == "Point":
        return np.array([shape], dtype=object), np.ones(1)
    if shape.area <= spacing_m**2:
        return np.array([shape.representative_point()], dtype=object), np.ones(1)
    cells = _cells(shape, spacing_m)
    shapely.prepare(shape)
    pieces = cells.copy()
    cut = ~shapely.contains_properly(shape, cells)
    pieces[cut] = shapely.intersection(cells[cut], shape)
    areas = shapely.area(pieces)
    there = areas > min(_SLIVER * spacing_m**2, areas.max() / 2)
    cells, pieces, areas = cells[there], pieces[there], areas[there]
    points = shapely.centroid(cells)
    out = ~shapely.contains_properly(shape, points)
    points[out] = shapely.point_on_surface(pieces[out])
    return points, areas


def _cells(shape: shapely.Geometry, spacing_m: float) -> np.ndarray:
    """Cells of one grid for all features that touch the shape."""
    west, south, east, north = np.array(shape.bounds) / spacing_m
    columns, rows = np.meshgrid(
        np.arange(np.floor(west), np.ceil(east)), np.arange(np.floor(south), np.ceil(north))
    )
    x, y = columns.ravel() * spacing_m, rows.ravel() * spacing_m
    cells: np.ndarray = shapely.box(x, y, x + spacing_m, y + spacing_m)
    return cells


def _ids(names: Index, parent: np.ndarray) -> Index:
    """Id of the parent, with a running number where it has several points."""
    counts = np.bincount(parent, minlength=len(names))
    number = np.arange(len(parent)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    told = [
        f"{names[at]}#{part}" if counts[at] > 1 else names[at]
        for at, part in zip(parent, number, strict=True)
    ]
    return Index(told, name="point_id", dtype="str")


def _check_shapes(layer_m: GeoDataFrame) -> None:
    shapes = layer_m.geometry[has_geometry(layer_m)]
    strange = ~shapes.geom_type.isin(["Point", "Polygon", "MultiPolygon"])
    if strange.any():
        first = shapes[strange]
        raise DataError(
            f"需求图层中编号 {first.index[0]} 的类型是 {first.iloc[0].geom_type} "
            f"(共 {len(first)} 个要素不是点或面); 需求只能是点或面, 请拆分或另选图层"
        )
    broken = shapes[~shapely.is_valid(shapes)]
    if len(broken):
        ids = "、".join(str(name) for name in broken.index[:5])
        raise DataError(
            f"需求图层有 {len(broken)} 个图形无效 (编号 {ids}); 请在 GIS 软件中修复几何后重新导出"
        )


def _check_spacing(layer_m: GeoDataFrame, spacing_m: float) -> None:
    if not (isfinite(spacing_m) and spacing_m > 0):
        raise DataError(f"网格间距 {spacing_m} 米无效, 应大于 0 (如 50); 请改填")
    sides = layer_m.geometry[has_geometry(layer_m)].bounds.to_numpy().reshape(-1, 4)
    cells = (np.ceil((sides[:, 2:] - sides[:, :2]) / spacing_m) + 1).prod(axis=1).sum()
    if cells > MAX_CELLS:
        raise DataError(
            f"网格间距 {spacing_m:g} 米过小, 该图层要分成约 {cells:.0f} 格, "
            f"上限 {MAX_CELLS} 格; 请加大间距"
        )
