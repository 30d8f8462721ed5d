"""CSV that a spreadsheet opens safely, with the places as WKT."""

import numpy as np
import shapely
from pandas import DataFrame

from geo.outgoing.csv_text import csv_text
from geo.outgoing.gdal_files import free_name
from geo.outgoing.model import File
from geo.outgoing.prepare import Ready
from geo.outgoing.system_column import with_system


def write_csv(ready: Ready) -> File:
    """A layer as CSV with BOM; see `csv_text` and `with_wkt`."""
    return File(f"{ready.stem}.csv", csv_text(with_wkt(ready)).encode())


def with_wkt(ready: Ready) -> DataFrame:
    """Attributes and a last column WKT, "" for no place, to 1 mm.

    In a system other than WGS 84 a column 坐标系 names it in every row: a table says it nowhere
    else.
    """
    table = ready.table.assign(**{free_name("WKT", ready.table.columns): wkt(ready)})
    return with_system(table, ready.system) if ready.system.tag else table


def wkt(ready: Ready) -> np.ndarray:
    """(n,) texts, rounded to the decimals of the system; "" where there is no place."""
    texts = shapely.to_wkt(ready.shapes, rounding_precision=ready.system.decimals, trim=True)
    return np.where(ready.placed, texts, "")
