"""Tables of thousands of columns are refused before each name is held against all others."""

import pytest

from geo.errors import DataError
from geo.reading import csv_records


def test_a_thousand_columns_are_read_and_one_more_is_not():
    names = [f"c{at}" for at in range(1_000)]
    (row,) = csv_records("表.csv", ",".join(names) + "\n" + ",".join(["1"] * 1_000) + "\n")
    assert len(row.cells) == 1_000
    with pytest.raises(DataError, match="^表.csv 第 1 行: 有 1,001 列, 超过 1000 列; 请删去"):
        csv_records("表.csv", ",".join([*names, "x"]) + "\n")


def test_empty_cells_behind_a_row_are_no_cells():
    (row,) = csv_records("表.csv", "a,b,,\n1,2,,,,\n")
    assert row.cells == {"a": "1", "b": "2"}
