"""A layer that a planner brought as demand points, with every column that can weigh them."""

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.crs import METRIC, require_metric
from geo.lifecircle.demand import demand_points
from geo.lifecircle.weights import checked_weights, weight_columns

_TAKEN = ("name", "parent", "part", "geometry", "accuracy_m", "zones_touched")
"""Columns that are no weights of the layer."""


def layer_demand(layer_m: GeoDataFrame, *, spacing_m: float = 50.0) -> GeoDataFrame:
    """Demand points of a layer, carrying all its columns of people, dwellings or other amounts.

    Parameters
    ----------
    layer_m
        (n,) points or areas, METRIC, with unique ids; optional columns name and accuracy_m. May
        be empty. Of a collection the areas count.
    spacing_m
        Metres between the points that an area is spread over, > 0.

    Returns
    -------
    GeoDataFrame
        As `demand.demand_points`, each weight times the part; NaN where not known.

    Raises
    ------
    UnexpectedCRSError
        If the layer is not in the metric CRS.
    DataError
        As `demand.demand_points`.
    """
    require_metric(layer_m, "layer_m")
    plain = layer_m.set_geometry(single(layer_m.geometry.to_numpy()), crs=METRIC)
    points = demand_points(plain, spacing_m=spacing_m)
    at = plain.index.astype(str).get_indexer(points["parent"])
    weights = {
        name: checked_weights(plain, name).to_numpy()[at] * points["part"].to_numpy()
        for name in weight_columns(plain)
        if name not in _TAKEN
    }
    return points.assign(**weights)


def single(shapes: np.ndarray) -> np.ndarray:
    """Shapes, a multipoint of one point as that point, a collection as the areas in it."""
    kinds = shapely.get_type_id(shapes)
    alone = (kinds == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    points: np.ndarray = np.where(alone, shapely.get_geometry(shapes, 0), shapes)
    mixed = kinds == shapely.GeometryType.GEOMETRYCOLLECTION
    points[mixed] = [_areas(shape) for shape in points[mixed]]
    return points


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if "Polygon" in part.geom_type]
    return shapely.union_all(parts) if parts else shape
