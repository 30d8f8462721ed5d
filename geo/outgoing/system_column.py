"""The reference system named in every row, where a format says it nowhere else."""

from pandas import DataFrame

from geo.outgoing.gdal_files import free_name
from geo.outgoing.systems import System

SYSTEM = "坐标系"


def with_system(table: DataFrame, system: System) -> DataFrame:
    """Copy of a table with a last column 坐标系."""
    return table.assign(**{free_name(SYSTEM, table.columns): system.full_words})
