"""Frames as stored layers and back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, RangeIndex, Series

from geo.crs import LONLAT, to_lonlat
from geo.errors import DataError
from geo.project_file.attribute_types import column, kind_of, to_json_value
from geo.project_file.checks import is_clean, short, text
from geo.project_file.feature_json import all_texts
from geo.project_file.model import MOST_LETTERS, USUAL, Role, StoredColumn, StoredLayer


def store(
    frame: GeoDataFrame,
    name: str,
    role: Role = "layer",
    *,
    source: str = "",
    look: dict[str, Any] | None = None,
) -> StoredLayer:
    """Return a layer as text for a project file.

    Parameters
    ----------
    frame
        (n,) features in any CRS; may be empty, geometries may be None. Brought to WGS 84 and two
        dimensions; every digit is kept. Attributes of no type of ours are written as text.
    name
        What the planner calls it, 80 letters at most.
    role
        What it is used for.
    source
        Chinese words on file, reference system and datum, 500 letters at most.
    look
        How it is drawn: plain values by name.

    Raises
    ------
    UnexpectedCRSError
        If the frame has no CRS.
    DataError
        If two columns or two ids are the same, or a coordinate is not finite.
    """
    layer = described(frame, name, role, source=source, look=look)
    return replace(layer, features=tuple(chain.from_iterable(feature_texts(frame, layer))))


def described(
    frame: GeoDataFrame,
    name: str,
    role: Role = "layer",
    *,
    source: str = "",
    look: dict[str, Any] | None = None,
) -> StoredLayer:
    """Return what `store` does, without the features; what it refuses is refused here."""
    named = text(80, r".*\S.*")(name, "图层名称")
    check_size(frame, named)
    _check_frame(frame, name)
    columns = tuple(StoredColumn(str(each.name), kind_of(each)) for each in _attributes(frame))
    ids = Series(frame.index)
    numbered = len(ids) > 0 and kind_of(ids) == "integer"
    index = StoredColumn(str(frame.index.name or ""), "integer" if numbered else "text")
    told = text(500)(source, "图层来源")
    return StoredLayer(named, role, told, index, columns, (), dict(look or {}))


def feature_texts(
    frame: GeoDataFrame, layer: StoredLayer, step: int = 2_000
) -> Iterator[tuple[str, ...]]:
    """Write the features of a frame that was `described`, as texts, `step` at a time."""
    for first in range(0, len(frame), step):
        part = frame.iloc[first : first + step]
        ids = to_json_value(Series(part.index), layer.index.kind)
        pairs = zip(_attributes(part), layer.columns, strict=True)
        table = [_values(values, each, layer.name) for values, each in pairs]
        shapes = shapely.force_2d(to_lonlat(part.geometry).to_numpy())
        yield all_texts(ids, layer.columns, table, shapes)


def frame_of(layer: StoredLayer) -> GeoDataFrame:
    """Return the frame of a stored layer, EPSG:4326, with ids, columns and types as they were.

    Whole numbers and yes/no with gaps are nullable (`Int64`, `boolean`), text is `str`; ids
    numbered from 0 are a `RangeIndex`. Geometries may be None.
    """
    members = [json.loads(each) for each in layer.features]
    rows = [member["properties"] for member in members]
    table = {
        each.name: column([row[each.name] for row in rows], each.kind) for each in layer.columns
    }
    placed = np.array([member["geometry"] is not None for member in members], dtype=bool)
    shapes = np.full(len(members), None, dtype=object)
    shapes[placed] = shapely.from_geojson(np.array(layer.features, dtype=object)[placed])
    ids = column([member["id"] for member in members], layer.index.kind)
    frame = DataFrame(table, index=_index(ids, layer.index.name))
    return GeoDataFrame(frame, geometry=shapes, crs=LONLAT)


def _attributes(frame: GeoDataFrame) -> list[Series]:
    rest = frame.drop(columns=frame.geometry.name)
    return [rest.iloc[:, at] for at in range(rest.shape[1])]


def _values(values: Series, column: StoredColumn, name: str) -> list[object]:
    plain = to_json_value(values, column.kind)
    if any(isinstance(one, str) and len(one) > USUAL.letters for one in plain):
        raise DataError(
            f"图层“{name}”的“{column.name}”列有超过 {USUAL.letters:,} 字的值；请先去掉该列"
        )
    return plain


def _index(ids: Any, name: str) -> pd.Index:  # noqa: ANN401 - an array of pandas or numpy
    index = pd.Index(ids, name=name or None)
    numbered = index.dtype.kind == "i" and np.array_equal(index, np.arange(len(index)))
    return RangeIndex(len(index), name=index.name) if numbered or not len(index) else index


def check_size(frame: GeoDataFrame, name: str) -> None:
    """Refuse a layer that no project file takes, before anything is made of it.

    The `DataError` names the layer, its size, and what to do.
    """
    rows, width = frame.shape
    if rows > USUAL.features or width > USUAL.columns or rows * width > USUAL.cells:
        raise DataError(
            f"图层“{name}”有 {rows:,} 个要素、{width} 列，超过项目文件的上限"
            f"（{USUAL.features:,} 个、{USUAL.columns} 列）；请先裁剪，或不把它存入项目文件"
        )
    for title in map(str, frame.columns):
        if len(title) > MOST_LETTERS or not is_clean(title):
            raise DataError(
                f"图层“{name}”的列名“{short(title)}”超过 {MOST_LETTERS} 字或含控制字符；"
                "请在原文件中改名后重新导入"
            )


def _check_frame(frame: GeoDataFrame, name: str) -> None:
    titles = Series([str(each) for each in frame.columns])
    if titles.duplicated().any():
        twice = titles[titles.duplicated()].iloc[0]
        raise DataError(f"图层“{name}”有两列同名“{twice}”；请改名后再保存")
    ids = Series([str(each) for each in frame.index])
    if ids.duplicated().any():
        raise DataError(f"图层“{name}”的编号“{ids[ids.duplicated()].iloc[0]}”重复；请改正后再保存")
    if not np.isfinite(shapely.get_coordinates(to_lonlat(frame.geometry).to_numpy())).all():
        raise DataError(f"图层“{name}”有不是数的坐标；请修复该图层后再保存")
