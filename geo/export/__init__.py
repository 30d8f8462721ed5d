"""Frames as texts to share: RFC 7946 GeoJSON, and CSV that a spreadsheet opens safely."""

import csv
import io
import json
from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import to_lonlat
from geo.formulas import is_risky

DECIMALS = 6
"""Decimals of a degree: 0.11 m, as RFC 7946 section 11.2 advises."""

BOM = "\ufeff"


def geojson_text(features: GeoDataFrame) -> str:
    """Features as RFC 7946 GeoJSON.

    Parameters
    ----------
    features
        (n,) features in any CRS. May be empty; geometries may be None.

    Returns
    -------
    str
        WGS 84, six decimals, 2-D, exterior rings counter-clockwise, no `crs` member. A named index
        is both the `id` member and a property; values that are missing or not finite are null.

    Raises
    ------
    UnexpectedCRSError
        If the frame has no CRS.
    """
    shapes = [_geometry(shape) for shape in _rounded(features)]
    rows = _table(features).to_dict("records")
    members = [
        _feature(features, place, row, shape)
        for place, (row, shape) in enumerate(zip(rows, shapes, strict=True))
    ]
    collection = {"type": "FeatureCollection", "features": members}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False)


def csv_text(table: DataFrame) -> str:
    """Write a table as CSV for a spreadsheet; a frame with a geometry gets a `wkt` column.

    Parameters
    ----------
    table
        (n,) rows. May be empty. A named index becomes the first columns; a GeoDataFrame may be in
        any CRS.

    Returns
    -------
    str
        Begins with a BOM (encode as plain UTF-8), comma separated, CRLF. Text that a spreadsheet
        would run as a formula is preceded by an apostrophe; numbers are left alone; missing or
        infinite values are empty. `wkt` is WGS 84 with six decimals.

    Raises
    ------
    UnexpectedCRSError
        If the table is a GeoDataFrame without CRS.
    """
    plain = _table(table)
    if isinstance(table, GeoDataFrame):
        shapes = _rounded(table)
        plain["wkt"] = [shape.wkt if shape else "" for shape in shapes]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(str(name)) for name in plain.columns])
    writer.writerows([_cell(value) for value in row] for row in plain.to_numpy(dtype=object))
    return BOM + out.getvalue()


def _table(table: DataFrame) -> DataFrame:
    """Attributes alone, a named index among them."""
    plain = table.drop(columns=table.geometry.name) if isinstance(table, GeoDataFrame) else table
    named = plain.index.name is not None
    return DataFrame(plain).reset_index() if named else DataFrame(plain).copy()


def _rounded(features: GeoDataFrame) -> np.ndarray:
    """2-D shapes in rounded degrees, rings right-handed; those that rounding broke are mended."""
    shapes = to_lonlat(features.geometry).to_numpy()
    rounded = _round(shapes)
    broken = shapely.is_valid(shapes) & ~shapely.is_valid(rounded)
    rounded[broken] = _round(shapely.set_precision(shapes[broken], 10**-DECIMALS))
    return shapely.orient_polygons(rounded)


def _round(shapes: np.ndarray) -> np.ndarray:
    return shapely.transform(shapes, lambda degrees: degrees.round(DECIMALS))


def _geometry(shape: shapely.Geometry | None) -> dict[str, object] | None:
    if shape is None or shape.is_empty:
        return None
    geometry: dict[str, object] = json.loads(shapely.to_geojson(shape))
    return geometry


def _feature(
    features: GeoDataFrame,
    place: int,
    row: dict[str, object],
    geometry: dict[str, object] | None,
) -> dict[str, object]:
    properties = {str(name): _value(value) for name, value in row.items()}
    feature: dict[str, object] = {"type": "Feature"}
    if features.index.name is not None:
        feature["id"] = _value(features.index[place])
    return feature | {"properties": properties, "geometry": geometry}


def _value(value: object) -> object:
    """Bring one value to a JSON type."""
    if isinstance(value, (list, tuple)):
        return [_value(item) for item in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if isfinite(value) else None
    return str(value)


def _cell(value: object) -> str:
    """Bring one value to the text of a cell."""
    known = _value(value)
    if known is None:
        return ""
    if isinstance(known, bool):
        return "1" if known else "0"
    if isinstance(known, float):
        return f"{known:.12g}"
    text = "、".join(map(str, known)) if isinstance(known, list) else str(known)
    return f"'{text}" if isinstance(known, (str, list)) and is_risky(text) else text
