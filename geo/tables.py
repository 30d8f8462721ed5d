"""One checked file as a frame."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from geo.added_columns import added_name
from geo.checks import find_problems, refuse, require_columns
from geo.crs import LONLAT
from geo.district import DISTRICT
from geo.geometry_parsing import place_of
from geo.reading import Record, read_records
from geo.schema import Column, TableSchema


def load_table(folder: Path, table: TableSchema) -> pd.DataFrame:
    """Attributes of one file without a place, checked, indexed by its id column.

    Parameters
    ----------
    folder
        Where the file lies.
    table
        Its description; `place` must be `none`.

    Raises
    ------
    DataError, MissingColumnError
        Naming the file, each row, column and value, and what to do.
    """
    records, _ = _checked(folder, table)
    return attributes_of(records, table)


def load_layer(folder: Path, table: TableSchema) -> GeoDataFrame:
    """One file with a place, checked, in EPSG:4326, indexed by its id column.

    Parameters and errors as in `load_table`, whatever `place` is. Columns of `table` except the id
    and the coordinates, which become `geometry` (None where the place is not known). Empty text is
    "", an empty number NaN.
    """
    records, shapes = _checked(folder, table)
    attributes = attributes_of(records, table).drop(columns=["lon", "lat"], errors="ignore")
    return GeoDataFrame(attributes, geometry=shapes, crs=LONLAT)


def _checked(folder: Path, table: TableSchema) -> tuple[list[Record], list[BaseGeometry | None]]:
    path = folder / table.file
    if not table.file:
        return [], []
    records = [] if _may_lack(table) and not path.is_file() else read_records(path)
    require_columns(records, table)
    places = [place_of(record, table) for record in records]
    problems = list(find_problems(records, places, table))
    if problems:
        refuse(table.file, problems)
    return records, [place.geometry for place in places]


def _may_lack(table: TableSchema) -> bool:
    """Whether the district has no such file yet."""
    return table.optional and table.file not in DISTRICT.files


def attributes_of(records: Sequence[Record], table: TableSchema) -> pd.DataFrame:
    """Checked rows as a frame indexed by the table's key, each column in its type.

    Columns that the table does not describe are kept as text, behind those that it does; then come
    those that the office fills in, empty.
    """
    columns = {column.name: _values(records, column) for column in table.in_file}
    blank = {column.name: blanks(len(records), column) for column in table.in_ledger}
    return pd.DataFrame(columns | _added(records, table) | blank).set_index(table.key)


def blanks(count: int, column: Column) -> pd.Series:
    """Return the cells of a column of which nothing is known."""
    number = column.type == "number"
    return pd.Series(
        [float("nan") if number else column.blank] * count, dtype=float if number else "str"
    )


def _added(records: Sequence[Record], table: TableSchema) -> dict[str, pd.Series]:
    described = {column.name for column in table.in_file}
    described |= {"wkt"} if table.place == "wkt" else set()
    names = dict.fromkeys(name for record in records for name in record.cells)
    return {
        added_name(name): pd.Series([each.cells.get(name, "") for each in records], dtype="str")
        for name in names
        if name and name not in described
    }


def _values(records: Sequence[Record], column: Column) -> pd.Series:
    texts = [record.cells.get(column.name, "") for record in records]
    if column.type == "number":
        return pd.Series([float(text or "nan") for text in texts], dtype=float)
    if column.type == "flag":
        return pd.Series([text == "1" for text in texts], dtype=bool)
    return pd.Series(texts, dtype="str")
