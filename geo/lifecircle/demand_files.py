"""A planner's own layer of people or dwellings, as demand points."""

from pathlib import Path

from geopandas import GeoDataFrame
from pandas import RangeIndex

from geo.layer_files import PLACES, read_layer
from geo.lifecircle.demand import demand_points
from geo.lifecircle.demand_layers import single
from geo.lifecircle.weights import weight_columns
from geo.text import fold

NAMES = ("name", "名称", "小区", "小区名称", "社区", "社区名称")
"""Columns that may hold the name, in any case and width; the first that is there counts."""


def read_demand(
    path: Path, *, weight: str = "", layer: str = "", crs: str = "", spacing_m: float = 50.0
) -> GeoDataFrame:
    """Read a layer of points or polygons as demand points.

    Parameters
    ----------
    path, layer, crs
        As `geo.layer_files.read_layer`.
    weight
        Column of people or dwellings; "" to take the likeliest one there is.
    spacing_m
        Metres between the points that a polygon is spread over.

    Returns
    -------
    GeoDataFrame
        As `demand.demand_points`, EPSG:4548; ids are the numbers of the features, from 1.

    Raises
    ------
    DataError, MissingColumnError
        If the file is missing, broken, too large, or no such layer, or the weight is absent or
        bad.
    """
    layer_m = read_layer(path, PLACES, layer=layer, crs=crs)
    plain = layer_m.set_geometry(single(layer_m.geometry.to_numpy()), crs=layer_m.crs)
    plain.index = RangeIndex(1, len(plain) + 1).astype("str")
    columns = {fold(str(column)): column for column in reversed(plain.columns)}
    found = next((columns[name] for name in NAMES if name in columns), None)
    named = plain if found is None else plain.assign(name=plain[found])
    likely = next(iter(weight_columns(named)), None)
    return demand_points(named, weight=weight or likely, spacing_m=spacing_m)
