"""GeoJSON, written by columns: several times as fast as feature by feature."""

import json

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import LONLAT
from geo.exporting.export_crs import SYSTEM, system_of, with_system
from geo.exporting.model import Export, File, Meta
from geo.exporting.preparation import Ready, prepare

_LINE = "\n"
"""Separates what is encoded at once: JSON writes a line break inside text as two characters."""

_UNDATED = "1970-01-01"


def geojson_of(name: str, frame: GeoDataFrame) -> bytes:
    """One layer by itself in WGS 84, see `write_geojson`; nothing is said of source and day.

    `frame` has (n,) features in any CRS, as `Export` takes them; one without raises
    `UnexpectedCRSError`. The same features give the same bytes.
    """
    return write_geojson(
        prepare(Export(name, frame, Meta("", _UNDATED)), system_of(LONLAT))
    ).content


def write_geojson(ready: Ready) -> File:
    """A layer as GeoJSON.

    In WGS 84 it is RFC 7946: longitude first, eight decimals (1 mm), 2-D, exterior rings
    counter-clockwise, no `crs` member. Other systems break that rule and say so in a member 坐标系:
    those with a code carry the `crs` member of 2008, which GDAL and QGIS read. GCJ-02 and BD-09
    carry `"crs": null` (no system may be assumed), which web maps need and GDAL takes for WGS 84:
    so every feature names the system too. A feature without place has a null geometry.
    """
    heads = _properties(ready)
    shapes = shapely.to_geojson(_rounded(ready.shapes, ready.system.decimals))
    features = [
        f'{{"type":"Feature",{head},"geometry":{shape or "null"}}}'
        for head, shape in zip(heads, shapes, strict=True)
    ]
    body = ",\n".join(features)
    text = f'{_opening(ready)}"features":[\n{body}\n]}}\n'
    return File(f"{ready.stem}.geojson", text.encode())


def _opening(ready: Ready) -> str:
    members: dict[str, object] = {"type": "FeatureCollection", "name": ready.stem}
    if ready.system.key != LONLAT:
        members |= {"crs": _crs(ready), SYSTEM: ready.system.full_words}
    return json.dumps(members, ensure_ascii=False)[:-1] + ","


def _crs(ready: Ready) -> object:
    if ready.system.web_only:
        return None
    name = f"urn:ogc:def:crs:{ready.system.key.replace(':', '::')}"
    return {"type": "name", "properties": {"name": name}}


def _properties(ready: Ready) -> list[str]:
    """(n,) members `id` and `properties` of each feature."""
    table = with_system(ready.table, ready.system) if ready.system.web_only else ready.table
    columns = [_values(values) for _, values in table.items()]
    names = [json.dumps(name, ensure_ascii=False) for name in table.columns]
    members = ",".join(f"{name.replace('%', '%%')}:%s" for name in names)
    has_id = ready.frame.index.name is not None
    if not columns:
        return ['"properties":{}'] * len(ready.table)
    rows = map(members.__mod__, zip(*columns, strict=True))
    if not has_id:
        return [f'"properties":{{{row}}}' for row in rows]
    return [f'"id":{key},"properties":{{{row}}}' for key, row in zip(columns[0], rows, strict=True)]


def _values(values: Series) -> list[str]:
    """(n,) JSON values of a tidied column."""
    if values.empty:
        return []
    if pd.api.types.is_datetime64_dtype(values.dtype):
        values = values.dt.strftime("%Y-%m-%dT%H:%M:%S")
    known = values.astype(object).where(values.notna(), None) if values.hasnans else values
    text = json.dumps(
        known.tolist(), ensure_ascii=False, allow_nan=False, separators=(_LINE, ":"), default=str
    )
    return text[1:-1].split(_LINE)


def _rounded(shapes: np.ndarray, decimals: int) -> np.ndarray:
    """Shapes with rounded places, rings right-handed; those that rounding broke are mended."""
    places = shapely.get_coordinates(shapes)
    kept = places.round(decimals)
    if not np.array_equal(places, kept):
        rounded = shapely.set_coordinates(shapes.copy(), kept)
        shapes = _mended(shapes, rounded, decimals)
    return shapely.orient_polygons(shapes)


def _mended(shapes: np.ndarray, rounded: np.ndarray, decimals: int) -> np.ndarray:
    broken = ~shapely.is_missing(rounded) & ~shapely.is_valid(rounded)
    broken[broken] = shapely.is_valid(shapes[broken])
    if broken.any():
        grid = shapely.set_precision(shapes[broken], 10.0**-decimals)
        rounded[broken] = shapely.transform(grid, lambda places: places.round(decimals))
    return rounded
