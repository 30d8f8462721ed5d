"""GeoParquet: what it declares is counted before its columns are unfolded."""

import json
from pathlib import Path

import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from geo.errors import DataError
from geo.importing.gdal import CURVED, raw_of
from geo.importing.limits import DEEPEST
from geo.importing.model import Ask, Layer, Raw
from geo.importing.nesting_depth import deep_binaries
from geo.importing.parquet_size import check_unfolding

_WRONG = (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError)
"""What geopandas raises of metadata that do not fit."""


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Return the one layer, with the count that the file declares."""
    try:
        return (Layer("", pq.read_metadata(path).num_rows),)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(ask.name) from error


def read(path: Path, ask: Ask) -> Raw:
    """Read the table and its main geometry.

    Raises
    ------
    DataError
        If the file is broken, or unfolds beyond the limits.
    """
    try:
        shapes = _columns_of_shapes(path)
        _check_depth(check_unfolding(path, ask, shapes), ask, shapes)
        frame = geopandas.read_parquet(path) if shapes else pd.read_parquet(path)
    except DataError:
        raise
    except NotImplementedError as error:
        raise DataError(f"{ask.name} {CURVED}") from error
    except (pa.ArrowException, CRSError, GEOSException, *_WRONG) as error:
        raise _broken(ask.name) from error
    return raw_of(frame[: ask.rows].reset_index(drop=True))


def _broken(name: str) -> DataError:
    return DataError(f"{name} 无法读取：文件已损坏或没有传完；请重新导出为 GeoParquet")


def _columns_of_shapes(path: Path) -> dict[str, str]:
    """Columns of shapes and how they are written; `_WRONG` where the file says it amiss."""
    about = (pq.read_metadata(path).metadata or {}).get(b"geo")
    if about is None:
        return {}
    columns = json.loads(about)["columns"]
    return {name: str(each["encoding"]) for name, each in columns.items()}


def _check_depth(texts: pa.Table, ask: Ask, shapes: dict[str, str]) -> None:
    """Look at the bytes of shapes before the geometry library follows them."""
    for name in [name for name, form in shapes.items() if form == "WKB"]:
        for chunk in texts[name].chunks:
            kept = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
            if not pa.types.is_binary(kept.type):  # text would be read as shapes too
                raise TypeError
            if deep_binaries(pa.chunked_array([kept])).any():
                raise DataError(
                    f"{ask.name} 的图形层层嵌套超过 {DEEPEST} 层，可能有害；请打散后重新导出"
                )
