"""Road centrelines from a planner's file: GeoJSON, GeoPackage or shapefile."""

from pathlib import Path

from geopandas import GeoDataFrame

from geo.layer_files import SUFFIXES, Wanted, read_layer
from geo.network.levels import LEVEL, levels_of

__all__ = ["SUFFIXES", "read_lines"]

LINES = Wanted(("LineString", "MultiLineString"), "线", "请给道路中心线图层")


def read_lines(path: Path, *, layer: str = "", crs: str = "") -> GeoDataFrame:
    """Read the lines of a file.

    Parameters
    ----------
    path
        .geojson, .json, .gpkg, .shp, or a .zip with a shapefile in it; 500 MB unpacked at most.
    layer
        Which layer; "" where the file holds one line layer only.
    crs
        Reference system of the coordinates, such as "EPSG:4548"; "" to take the file's own. It
        goes before the file's own.

    Returns
    -------
    GeoDataFrame
        (n,) LineStrings, EPSG:4548, numbered from 0, with the file's columns and the int column
        `level` (see `levels_of`). None where a feature has no place, or coordinates that are not
        finite, so that `build_network` counts it.

    Raises
    ------
    DataError
        If the file is missing, broken or too large, the layer is not one of lines, or the reference
        system is unknown or wrong.
    """
    lines_m = read_layer(path, LINES, layer=layer, crs=crs)
    single = lines_m.explode(ignore_index=True)
    single.loc[single.geometry.is_empty, single.geometry.name] = None
    return single.assign(**{LEVEL: levels_of(single)})
