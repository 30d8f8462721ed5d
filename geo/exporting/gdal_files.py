"""What the formats that GDAL writes have in common."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyogrio
from geopandas import GeoDataFrame, GeoSeries
from pandas import DataFrame

from geo import temporary_folders
from geo.disk_space import unwritten
from geo.exporting.export_crs import System
from geo.exporting.file_names import free_name


@contextmanager
def room(name: str) -> Iterator[Path]:
    """Yield a folder for GDAL to write a file into, which goes after the block.

    A full disk raises `DataError`, naming the file.
    """
    try:
        with temporary_folders.folder("out") as folder:
            yield from _watched(folder, name)
    except OSError as error:
        raise unwritten(name, error, Path()) from error


def _watched(folder: Path, name: str) -> Iterator[Path]:
    """Yield a folder; see how full its disk is before it goes."""
    try:
        yield folder
    except RuntimeError as error:  # pyogrio's are runtime errors
        raise unwritten(name, error, folder) from error


def write_layer(
    path: Path, table: DataFrame, shapes: np.ndarray | None, system: System, options: Mapping
) -> None:
    """Write one layer of a file with GDAL.

    Parameters
    ----------
    path
        File to write to; one that is there gets another layer if `options` say `append`.
    table
        (n,) tidied attributes.
    shapes
        (n,) shapes in `system`; None writes a table without places.
    system
        Any but those for web maps only.
    options
        More for `pyogrio.write_dataframe`.
    """
    frame = table if shapes is None else with_shapes(table, shapes, system)
    pyogrio.write_dataframe(frame, path, use_arrow=True, **options)


def with_shapes(table: DataFrame, shapes: np.ndarray, system: System) -> GeoDataFrame:
    """Attributes and shapes as one frame; the column of the shapes is `geom` or like it."""
    name = free_name("geom", table.columns)
    places = GeoSeries(shapes, index=table.index, crs=system.key, name=name)
    return GeoDataFrame(table.assign(**{name: places}), geometry=name)
