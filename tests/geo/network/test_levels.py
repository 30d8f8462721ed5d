"""Bridges and tunnels in the words that offices and OSM use."""

import pytest
from pandas import DataFrame, Index

from geo.network.levels import levels_of


@pytest.mark.parametrize(
    ("columns", "levels"),
    [
        ({"bridge": ["yes", "no", None, "", "viaduct", "T", "F"]}, [1, 0, 0, 0, 1, 1, 0]),
        ({"bridge": [1, 0, 1]}, [1, 0, 1]),
        ({"bridge": [1.0, 0.0, float("nan")]}, [1, 0, 0]),
        ({"bridge": [True, False]}, [1, 0]),
        ({"tunnel": ["yes", "0", "building_passage", "culvert"]}, [-1, 0, 0, -1]),
        ({"桥梁": ["是", "否", "无", "甲桥"]}, [1, 0, 0, 1]),
        ({"隧道": ["1", "0"], "高架": ["0", "1"]}, [-1, 1]),
        ({"layer": ["2", "-1", "", "x", None]}, [2, -1, 0, 0, 0]),
        ({"层": [3, 0]}, [3, 0]),
        ({"layer": [0, 2, -2], "bridge": ["T", "T", "T"]}, [1, 2, -2]),
        ({"bridge": ["yes"], "tunnel": ["yes"]}, [1]),
        ({" Bridge ": ["YES"], "LAYER": ["0"]}, [1]),
        ({"name": ["甲路", "乙路"]}, [0, 0]),
        ({"layer": [1e300, float("inf"), 100, 98.6]}, [99, 99, 99, 99]),
        ({"layer": [-1e300, float("-inf"), -100, -98.6]}, [-99, -99, -99, -99]),
    ],
)
def test_levels(columns, levels):
    found = levels_of(DataFrame(columns))
    assert found.tolist() == levels
    assert (found.dtype.kind, found.name) == ("i", "level")


def test_the_index_stays_and_nothing_gives_nothing():
    frame = DataFrame({"bridge": ["yes"]}, index=Index(["x"], name="id"))
    assert levels_of(frame).to_dict() == {"x": 1}
    assert levels_of(DataFrame({"bridge": []})).empty
