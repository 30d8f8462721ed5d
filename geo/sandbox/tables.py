"""Tables as Arrow streams, with the types that pandas knows, checked when they come back."""

import re
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from geopandas import GeoDataFrame, GeoSeries
from geopandas.array import GeometryDtype
from pandas import CategoricalDtype, DataFrame, Index, RangeIndex, Series

from geo.sandbox import arrays

_SYSTEM = re.compile(r"[A-Z]{3,6}:[A-Z0-9]{1,9}")
"""A reference system travels as its code, or, to a child alone, as text."""


def write_frame(frame: DataFrame, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of a frame: index, names and columns, shapes with their CRS.

    Raises
    ------
    TypeError
        If a column holds what does not travel, or the index has several levels.
    """
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    node = {
        "rows": len(frame),
        "names": write_index(frame.columns, writer),
        "index": write_index(frame.index, writer),
        "columns": _write_columns(columns, writer),
    }
    if isinstance(frame, GeoDataFrame):
        node["active"] = writer.node(frame._geometry_column_name)  # noqa: SLF001 - None if unset
    return node


def read_frame(node: dict[str, Any], reader: Any) -> DataFrame:  # noqa: ANN401
    """Return the frame of a node.

    Raises
    ------
    ValueError, KeyError, TypeError
        If the node is none, or a CRS is no code of a registry.
    """
    names = read_index(node["names"], reader)
    index = read_index(node["index"], reader)
    columns = _read_columns(node["columns"], reader)
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
        "columns": _write_columns([series], writer),
    }


def read_series(node: dict[str, Any], reader: Any) -> Series:  # noqa: ANN401
    """Return the column of a node."""
    values = _read_columns(node["columns"], reader)[0]
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
    return {"name": name, "columns": _write_columns([index.to_series()], writer)}


def read_index(node: dict[str, Any], reader: Any) -> Index:  # noqa: ANN401
    """Return the ids of a node."""
    name = reader.value(node["name"])
    if "range" in node:
        return RangeIndex(*(int(each) for each in node["range"]), name=name)
    values = _read_columns(node["columns"], reader)[0]
    return Index(values.array, name=name, copy=False)


def _write_columns(columns: list[Series], writer: Any) -> list[Any]:  # noqa: ANN401
    return [_write_column(each, writer) for each in columns]


def _read_columns(nodes: list[Any], reader: Any) -> list[Series]:  # noqa: ANN401
    return [_read_column(node, reader) for node in nodes]


def _write_column(column: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    if isinstance(column.dtype, GeometryDtype):
        shapes = np.asarray(column.to_numpy(), dtype=object)
        system = GeoSeries(column).crs
        return {"shapes": arrays.write_shapes(shapes, writer), "crs": _system(system)}
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf":
        return {"array": arrays.write(column.to_numpy(), writer)}
    if isinstance(column.dtype, CategoricalDtype):
        codes = arrays.write(np.asarray(column.cat.codes), writer)
        groups = write_index(column.cat.categories, writer)
        return {"codes": codes, "groups": groups, "ordered": bool(column.cat.ordered)}
    return _write_cells(column, writer)


def _write_cells(column: Series, writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Texts and times by Arrow; a column of various things one by one."""
    try:
        cells = pa.array(column, from_pandas=True)
        like = cells.slice(0, 0).to_pandas().astype(str(column.dtype)).dtype
    except (pa.ArrowException, TypeError, ValueError):
        like = None
    if like != column.dtype or str(column.dtype) == "object":
        return {
            "cells": [writer.node(each) for each in column.tolist()],
            "dtype": str(column.dtype),
        }
    sink = pa.BufferOutputStream()
    table = pa.table({"": cells})
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return {"arrow": writer.blob(sink.getvalue()), "dtype": str(column.dtype)}


def _read_column(node: dict[str, Any], reader: Any) -> Series:  # noqa: ANN401
    if "shapes" in node:
        return GeoSeries(arrays.read_shapes(node["shapes"], reader), crs=_known(node["crs"]))
    if "array" in node:
        return Series(arrays.read(node["array"], reader), copy=False)
    if "codes" in node:
        codes, groups = arrays.read(node["codes"], reader), read_index(node["groups"], reader)
        kind = CategoricalDtype(groups, ordered=bool(node["ordered"]))
        return Series(pd.Categorical.from_codes(codes, dtype=kind))
    if "cells" in node:
        return Series([reader.value(each) for each in node["cells"]], dtype=_dtype(node))
    with pa.ipc.open_stream(pa.py_buffer(reader.blob(node["arrow"]))) as stream:
        table = stream.read_all()
    table.validate(full=True)  # offsets that lead outside would be followed later
    return table.column(0).to_pandas().astype(_dtype(node))


def _dtype(node: dict[str, Any]) -> Any:  # noqa: ANN401
    return pd.api.types.pandas_dtype(str(node["dtype"]))


def _system(crs: Any) -> str:  # noqa: ANN401
    if crs is None:
        return ""
    code = crs.to_authority()
    return ":".join(code) if code else str(crs.to_wkt())


def _known(crs: str) -> str | None:
    if crs and not _SYSTEM.fullmatch(crs):
        raise ValueError("a reference system travels as its code")
    return crs or None
