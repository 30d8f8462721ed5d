"""Usual walking speeds with their sources, from data/paces.csv."""

from pathlib import Path

from pandas import DataFrame

from geo.schema import Column, Span, Table
from geo.tables import load_table

PACES = Table(
    "paces.csv",
    "pace",
    (
        Column("pace", required=True),
        Column("speed_m_per_min", "number", required=True, span=Span(20, 120)),
        Column("source", required=True),
        Column("checked", required=True, allowed=("已读来源", "转引", "未核对")),
    ),
    "none",
)


def load_paces(folder: Path) -> DataFrame:
    """Read and check paces.csv.

    Returns
    -------
    DataFrame
        (n,) rows indexed by pace (Chinese words): speed_m_per_min, source, checked.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    return load_table(folder, PACES)
