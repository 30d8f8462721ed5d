"""GeoParquet: what it declares is counted before its columns are unfolded."""

from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from geopandas import GeoDataFrame
from pandas import DataFrame
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from geo.errors import DataError
from geo.incoming.model import Ask, Layer, Raw

_WRONG = (ValueError, KeyError, TypeError, OSError)
"""What geopandas raises of metadata that do not fit."""


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Return the one layer, with the count that the file declares."""
    try:
        return (Layer("", pq.read_metadata(path).num_rows),)
    except (pa.ArrowException, OSError) as error:
        raise _broken(ask.name, error) from error


def read(path: Path, ask: Ask) -> Raw:
    """Read the table and its main geometry.

    Raises
    ------
    DataError
        If the file is broken, or unfolds beyond the limits.
    """
    try:
        located = _check(path, ask)
        frame = geopandas.read_parquet(path) if located else pd.read_parquet(path)
    except DataError:
        raise
    except (pa.ArrowException, CRSError, GEOSException, *_WRONG) as error:
        raise _broken(ask.name, error) from error
    return _raw(frame.head(ask.rows) if ask.rows is not None else frame)


def _broken(name: str, error: Exception) -> DataError:
    return DataError(f"{name} 无法读取：{error}；请重新导出为 GeoParquet")


def _check(path: Path, ask: Ask) -> bool:
    """Hold what unfolds against the limits; tell whether the file says where its geometry is."""
    about = pq.read_metadata(path)
    ask.limits.check_rows(ask.name, about.num_rows)
    ask.limits.check_columns(ask.name, about.num_columns)
    groups = [about.row_group(group) for group in range(about.num_row_groups)]
    chunks = [group.column(at) for group in groups for at in range(about.num_columns)]
    ask.limits.check_bytes(ask.name, sum(chunk.total_uncompressed_size for chunk in chunks))
    ask.limits.check_cells(ask.name, sum(chunk.num_values for chunk in chunks))
    texts = [chunk.path_in_schema for chunk in chunks if chunk.physical_type == "BYTE_ARRAY"]
    ask.limits.check_bytes(ask.name, _unfolded(path, sorted(set(texts))))
    return b"geo" in (about.metadata or {})


def _unfolded(path: Path, names: list[str]) -> int:
    """Bytes of text columns written out: one long text stored once may stand in every row."""
    with pq.ParquetFile(path, read_dictionary=names) as file:
        table = file.read(columns=names)
    return sum(_size(chunk) for column in table.columns for chunk in column.chunks)


def _size(chunk: pa.Array) -> int:
    if not pa.types.is_dictionary(chunk.type):
        return int(chunk.nbytes)
    lengths = pc.take(pc.binary_length(chunk.dictionary), chunk.indices)
    return int(pc.sum(pc.cast(lengths, pa.int64())).as_py() or 0)


def _raw(frame: DataFrame) -> Raw:
    plain = frame.reset_index(drop=True)
    if not isinstance(plain, GeoDataFrame):
        return Raw(plain)
    others = plain.columns[plain.dtypes == "geometry"]
    shapes = np.asarray(plain.geometry.to_numpy(), dtype=object)
    crs = plain.crs.to_wkt() if plain.crs else ""
    return Raw(DataFrame(plain.drop(columns=others)), shapes, crs)
