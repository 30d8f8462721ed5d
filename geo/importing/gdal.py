"""One layer read by GDAL, in batches, so that it stops at the limits.

The door to it: a plain path, content that was looked at, and the one driver expected.
"""

import warnings
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame, RangeIndex
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FieldError

from geo.errors import DataError
from geo.gc_pause import uncollected
from geo.gdal_settings import DRIVERS
from geo.importing.file_types import kind_of
from geo.importing.json_safety import check_json
from geo.importing.model import Ask, Issue, Raw
from geo.importing.nesting_depth import deep_binaries

_BATCH = 10_000
CURVED = "含有圆弧等曲线图形，不能读取；请在 GIS 软件中转为折线后重新导出"
_SPOILT = (UnicodeDecodeError, UnboundLocalError, ValueError, OverflowError)
"""What pyogrio and pandas raise of a system that is no text, of days that no calendar has."""

_BROKEN = (DataSourceError, DataLayerError, FieldError, pa.ArrowException, CRSError, OSError)
"""What is raised of a broken file; a database says it row by row, as an error of the system."""

_WARNINGS = {
    "recursion": "图块引用自身，只展开一次",
    "invalid": "有内容无效，未能读出；请与来文单位核对",
    "nsupported": "有不支持的内容，未能读出；请与来文单位核对",
}

_DRIVERS = {
    **{"shapefile": ("ESRI Shapefile",), "gpkg": ("GPKG",), "dxf": ("DXF",)},
    "geojson": ("GeoJSON", "GeoJSONSeq", "TopoJSON"),
}
"""By kind of content, those that may open it."""

_WORDS = {"GeoJSON": "GeoJSON:", "GeoJSONSeq": "GeoJSONSeq:", "TopoJSON": "TopoJSON:"}
"""How a driver is named in what is opened; the others have no such word, and no two of them take
files that begin alike."""


def read_stream(path: Path, ask: Ask, layer: str | int, *, driver: str, **options: str) -> Raw:
    """Read a layer of a file by one driver; `options` are GDAL's for opening it.

    Raises
    ------
    DataError
        If the file is broken or goes beyond the limits.
    """
    source = opening(path, driver, ask)
    given: dict[str, Any] = {"layer": layer, "batch_size": _BATCH, "use_pyarrow": True, **options}
    try:
        with heard() as told, pyogrio.open_arrow(source, **given) as (about, stream):
            ask.limits.check(ask.name, columns=len(about["fields"]))
            table = _bounded(stream, ask)
        raw = _raw(table, about)
    except _BROKEN as error:
        raise _unread(ask.name) from error
    except NotImplementedError as error:
        raise DataError(f"{ask.name} {CURVED}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{ask.name} 的文字不是 UTF-8 编码；请按 UTF-8 重新导出") from error
    return raw._replace(issues=warned(told))


def read_table(path: Path, ask: Ask, *, driver: str, **options: str) -> DataFrame:
    """Read a file of one layer in one go, where that is not too much; else as `read_stream`."""
    source = opening(path, driver, ask)
    try:
        return pyogrio.read_dataframe(source, max_features=ask.rows, on_invalid="ignore", **options)
    except (*_BROKEN, *_SPOILT) as error:
        raise _unread(ask.name) from error


def raw_of(frame: DataFrame) -> Raw:
    """Return what a library read as a frame, shapes beside attributes."""
    if not isinstance(frame, GeoDataFrame):
        return Raw(frame)
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    attributes = DataFrame(frame.drop(columns=frame.columns[frame.dtypes == "geometry"]))
    return Raw(attributes, shapes, frame.crs.to_wkt() if frame.crs else "")


def _unread(name: str) -> DataError:
    """Say so without the library's words: they are English, and tell where files lie here."""
    return DataError(f"{name} 无法读取：文件已损坏或没有传完；请重新导出或重新发送")


def heard() -> AbstractContextManager[list[warnings.WarningMessage]]:
    """Collect what GDAL warns of, such as parts of a drawing that it leaves out."""
    return warnings.catch_warnings(record=True, action="always")


def warned(told: Iterable[warnings.WarningMessage]) -> tuple[Issue, ...]:
    """Return lines of the report, one for each kind of warning: GDAL's own words are English."""
    counts = Counter(_in_chinese(str(warning.message)) for warning in told)
    return tuple(Issue("reader", text, count, DataFrame()) for text, count in counts.items())


def _in_chinese(words: str) -> str:
    found = (text for mark, text in _WARNINGS.items() if mark in words.lower())
    return next(found, "读取程序有提示，可能有内容未能读出；请与来文单位核对")


def _bounded(stream: pa.RecordBatchReader, ask: Ask) -> pa.Table:
    batches, rows, size = [], 0, 0
    for batch in stream:
        rows, size = rows + batch.num_rows, size + batch.nbytes
        ask.limits.check(ask.name, rows=rows, bytes=size)
        batches.append(batch)
        if ask.rows is not None and rows >= ask.rows:
            break
    table = pa.Table.from_batches(batches, stream.schema).slice(0, ask.rows)
    table.validate(full=True)  # text that is none would come up much later
    return table


def _raw(table: pa.Table, about: dict[str, Any]) -> Raw:
    place = about["geometry_name"] or "wkb_geometry"
    names, rows = [str(name) for name in about["fields"]], RangeIndex(table.num_rows)
    frame = table.select(names).to_pandas().set_axis(rows) if names else DataFrame(index=rows)
    if place not in table.column_names:
        return Raw(frame)
    return Raw(frame, shapes_of(table[place]), about["crs"] or "")


def shapes_of(column: pa.ChunkedArray) -> NDArray[np.object_]:
    """(n,) geometries of a column of WKB; None where it is empty, broken or nested too deep."""
    blobs = column.cast(pa.binary()) if pa.types.is_large_binary(column.type) else column
    raw = blobs.to_numpy()
    deep = deep_binaries(blobs)
    if deep.any():
        raw = np.where(deep, None, raw)
    with (
        np.errstate(invalid="ignore"),
        uncollected(),
    ):  # places that are no numbers are set aside later
        return np.asarray(shapely.from_wkb(raw, on_invalid="ignore"), dtype=object)


def opening(path: Path, driver: str, ask: Ask) -> str:
    """Return the text by which GDAL opens a file with `driver`, and with no other.

    The file is under a name of our own, see `geo.importing.unpacking`; the driver is one of
    `geo.gdal_settings.DRIVERS`.

    Raises
    ------
    DataError
        If GDAL has drivers that are not wanted, the content is not the driver's, or it points
        elsewhere.
    """
    _check_drivers()
    where = str(path.resolve())
    if where.startswith("/vsi") or "!" in where or not path.is_file():
        raise DataError(f"{ask.name} 所在文件夹的名称不可用；请换一个文件夹")
    if driver not in _DRIVERS.get(kind_of(path, ask.name), ()):
        raise DataError(f"{ask.name} 的内容与格式不符；请重新导出")
    if driver in _WORDS:
        check_json(path.read_bytes(), ask.name, ask.limits)
    return _WORDS.get(driver, "") + where


@cache
def _check_drivers() -> None:
    """Raise `DataError` if GDAL was loaded before `geo`, so that what it may do was not set."""
    others = sorted(set(pyogrio.list_drivers()) - set(DRIVERS))
    if others:
        raise DataError(
            f"读取程序未按要求限制（多出 {'、'.join(others[:5])} 等驱动），不予读取；"
            "请管理员先载入 geo 再载入 pyogrio，并核对 geo/gdal_settings.py 的名单"
        )
