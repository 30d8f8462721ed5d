"""Which of the columns that the office fills in hold anything yet."""

from geopandas import GeoDataFrame
from pandas import isna

from geo.schema import TableSchema


def unfilled(frame: GeoDataFrame, table: TableSchema) -> frozenset[str]:
    """Return the names of the columns of a table of which nobody has filled in a cell.

    An office that keeps no ledger sees tables and files as the plan has them.
    """
    return frozenset(
        each.name
        for each in table.columns
        if each.ledger
        and each.name in frame
        and all(isna(value) or value in ("", each.blank) for value in frame[each.name].unique())
    )
