"""Tables as arrays and texts, with the types that pandas knows, checked when they come back."""

import re
from typing import Any

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame, GeoSeries
from geopandas.array import GeometryDtype
from pandas import CategoricalDtype, DataFrame, DatetimeTZDtype, Index, RangeIndex, Series

from geo.sandbox import array_codec, text_codec

_SYSTEM = re.compile(r"[A-Z]{3,6}:[A-Z0-9]{1,9}")
"""A reference system travels as its code."""

_MOST_ROWS = 50_000_000
"""Rows of a table without columns, which nothing else bounds."""

_ZONE = re.compile(r"[A-Za-z0-9_+:/-]{1,40}")
_MASKED: dict[str, Any] = {
    **{
        f"{sign}Int{bits}": pd.arrays.IntegerArray for sign in ("", "U") for bits in (8, 16, 32, 64)
    },
    **{f"Float{bits}": pd.arrays.FloatingArray for bits in (32, 64)},
    "boolean": pd.arrays.BooleanArray,
}
"""Types with gaps, and what holds them."""


def write_frame(frame: DataFrame, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of a frame: index, names and columns, shapes with their CRS.

    A column of what does not travel, or an index of several levels, raises `TypeError`.
    """
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    node = {
        "names": write_index(frame.columns, writer),
        "index": write_index(frame.index, writer),
        "columns": [_write_column(each, writer) for each in columns],
    }
    if isinstance(frame, GeoDataFrame):
        node["active"] = writer.node(frame._geometry_column_name)  # noqa: SLF001 - None if unset
    return node


def read_frame(node: dict[str, Any], reader: Any) -> DataFrame:  # noqa: ANN401
    """Return the frame of a node.

    What is none, or a CRS that is no code of a registry, raises `ValueError`, `KeyError` or
    `TypeError`.
    """
    names = read_index(node["names"], reader)
    index = read_index(node["index"], reader)
    columns = [_read_column(each, reader) for each in node["columns"]]
    if len(columns) != len(names) or any(len(each) != len(index) for each in columns):
        raise ValueError("columns and rows as announced")
    frame = DataFrame(dict(enumerate(columns)), index=RangeIndex(len(index)), copy=False)
    frame = frame.set_axis(index).set_axis(names, axis=1)
    if "active" not in node:
        return frame
    active = reader.value(node["active"])
    return GeoDataFrame(frame) if active is None else GeoDataFrame(frame, geometry=active)


def write_series(series: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of a column with its ids."""
    return {
        "name": writer.node(series.name),
        "index": write_index(series.index, writer),
        "column": _write_column(series, writer),
    }


def read_series(node: dict[str, Any], reader: Any) -> Series:  # noqa: ANN401
    """Return the column of a node."""
    values = _read_column(node["column"], reader)
    index = read_index(node["index"], reader)
    if len(values) != len(index):
        raise ValueError("rows as announced")
    return values.set_axis(index).rename(reader.value(node["name"]))


def write_index(index: Index, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of ids; numbers in a row as their bounds."""
    if index.nlevels > 1:
        raise TypeError("an index of several levels does not travel between processes")
    name = writer.node(index.name)
    if isinstance(index, RangeIndex):
        return {"name": name, "range": [index.start, index.stop, index.step]}
    return {"name": name, "column": _write_column(index.to_series(), writer)}


def read_index(node: dict[str, Any], reader: Any) -> Index:  # noqa: ANN401
    """Return the ids of a node."""
    name = reader.value(node["name"])
    if "range" in node:
        numbers = RangeIndex(*(int(each) for each in node["range"]), name=name)
        if len(numbers) > _MOST_ROWS:
            raise ValueError("more rows than any layer has")
        return numbers
    return Index(_read_column(node["column"], reader).array, name=name, copy=False)


def _write_column(column: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    dtype = column.dtype
    if isinstance(dtype, GeometryDtype):
        shapes = np.asarray(column.to_numpy(), dtype=object)
        return {
            "shapes": array_codec.write_shapes(shapes, writer),
            "crs": _system(GeoSeries(column).crs),
        }
    if isinstance(dtype, np.dtype) and dtype.kind in "biufmM":
        return {"array": array_codec.write(column.to_numpy(), writer)}
    if isinstance(dtype, DatetimeTZDtype):
        bare = column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
        return {"array": array_codec.write(bare, writer), "zone": str(dtype.tz)}
    if isinstance(dtype, CategoricalDtype):
        codes = array_codec.write(np.asarray(column.cat.codes), writer)
        groups = write_index(column.cat.categories, writer)
        return {"codes": codes, "groups": groups, "ordered": bool(column.cat.ordered)}
    return _write_cells(column, writer)


def _write_cells(column: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Whole numbers with gaps, texts and days; a column of various things one by one."""
    if str(column.dtype) in _MASKED:
        return _write_masked(column, writer)
    held = text_codec.write(column, writer)
    if held is not None:
        return {"texts": held, "dtype": str(column.dtype)}
    cells = [writer.node(each) for each in column.tolist()]
    return {"cells": cells, "dtype": str(column.dtype)}


def _write_masked(column: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    gaps = column.isna().to_numpy()
    bare = column.to_numpy(dtype=column.array.dtype.numpy_dtype, na_value=0)
    held = {"values": array_codec.write(bare, writer), "gaps": array_codec.write(gaps, writer)}
    return {"masked": held, "dtype": str(column.dtype)}


def _read_column(node: dict[str, Any], reader: Any) -> Series:  # noqa: ANN401
    if "shapes" in node:
        return GeoSeries(array_codec.read_shapes(node["shapes"], reader), crs=_known(node["crs"]))
    if "array" in node:
        return _zoned(Series(array_codec.read(node["array"], reader), copy=False), node.get("zone"))
    if "codes" in node:
        codes, groups = array_codec.read(node["codes"], reader), read_index(node["groups"], reader)
        kind = CategoricalDtype(groups, ordered=bool(node["ordered"]))
        return Series(pd.Categorical.from_codes(codes, dtype=kind))
    return _read_cells(node, reader)


def _read_cells(node: dict[str, Any], reader: Any) -> Series:  # noqa: ANN401
    if "masked" in node:
        held = node["masked"]
        values, gaps = (
            array_codec.read(held["values"], reader),
            array_codec.read(held["gaps"], reader),
        )
        return Series(_MASKED[node["dtype"]](values, gaps))
    if "texts" in node:
        return text_codec.read(node["texts"], str(node["dtype"]), reader)
    cells = [reader.value(each) for each in node["cells"]]
    return Series(cells, dtype=pd.api.types.pandas_dtype(str(node["dtype"])))


def _zoned(column: Series, zone: object) -> Series:
    if zone is None:
        return column
    if not _ZONE.fullmatch(str(zone)):
        raise ValueError("a time zone travels as its name")
    return column.dt.tz_localize("UTC").dt.tz_convert(str(zone))


def _system(crs: Any) -> str:  # noqa: ANN401
    if crs is None:
        return ""
    code = crs.to_authority()
    return ":".join(code) if code else str(crs.to_wkt())


def _known(crs: str) -> str | None:
    if crs and not _SYSTEM.fullmatch(crs):
        raise ValueError("a reference system travels as its code")
    return crs or None
