"""CSV that a spreadsheet opens safely, a layer's places as WKT."""

import csv
import io
from math import isfinite
from numbers import Integral, Real
from typing import Final

import numpy as np
import pandas as pd
import shapely
from pandas import DataFrame

from geo.exporting.export_crs import with_system
from geo.exporting.file_names import free_name
from geo.exporting.model import File
from geo.exporting.preparation import Ready
from geo.spreadsheet_formulas import is_risky

BOM: Final = "\ufeff"


def write_csv(ready: Ready) -> File:
    """A layer as CSV with BOM; see `csv_text` and `with_wkt`."""
    return File(f"{ready.stem}.csv", csv_text(with_wkt(ready)).encode())


def with_wkt(ready: Ready) -> DataFrame:
    """Attributes and a last column WKT, "" for no place, to 1 mm.

    In a system other than WGS 84 a column 坐标系 names it in every row: a table says it nowhere
    else.
    """
    texts = shapely.to_wkt(ready.shapes, rounding_precision=ready.system.decimals, trim=True)
    places = np.where(ready.placed, texts, "")
    table = ready.table.assign(**{free_name("WKT", ready.table.columns): places})
    return with_system(table, ready.system) if ready.system.tag else table


def csv_text(table: DataFrame) -> str:
    """Write a table as CSV for a spreadsheet.

    Parameters
    ----------
    table
        (n,) rows. May be empty. A named index becomes the first columns.

    Returns
    -------
    str
        Begins with a BOM (encode as plain UTF-8), comma separated, CRLF. Text that a spreadsheet
        would run as a formula is preceded by an apostrophe; numbers are left alone; missing or
        infinite values are empty.
    """
    plain = table.reset_index() if table.index.name is not None else table
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(str(name)) for name in plain.columns])
    writer.writerows([_cell(value) for value in row] for row in plain.to_numpy(dtype=object))
    return BOM + out.getvalue()


def _cell(value: object) -> str:
    """Bring one value to the text of a cell."""
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, (Integral, np.bool_)):
        return str(int(value))
    if isinstance(value, Real):
        return f"{float(value):.12g}" if isfinite(value) else ""
    if isinstance(value, (list, tuple)):
        return _text("、".join(map(str, value)))
    return _text(str(value))


def _text(text: str) -> str:
    return f"'{text}" if is_risky(text) else text
