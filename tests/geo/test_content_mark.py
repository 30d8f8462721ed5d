"""Equal contents have equal marks; a change of any cell, id, name or place is another one."""

import pandas as pd
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.content_mark import content_mark


def frame(**changes):
    told = {"name": ["甲", "乙"], "number": [1.0, float("nan")]} | changes
    index, shapes = told.pop("index", ["a", "b"]), told.pop("geometry", [Point(1, 2), None])
    return GeoDataFrame(told, geometry=shapes, index=index, crs="EPSG:4326")


def test_equal_frames_have_equal_marks():
    assert content_mark(frame(), pd.DataFrame({"x": [1]})) == content_mark(
        frame(), pd.DataFrame({"x": [1]})
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ["甲", "丙"]},
        {"number": [1.0, 2.0]},
        {"index": ["a", "c"]},
        {"geometry": [Point(1, 2.000001), None]},
        {"geometry": [Point(1, 2), Point(1, 2)]},
        {"more": ["", ""]},
    ],
)
def test_any_change_is_another_mark(changes):
    assert content_mark(frame(**changes)) != content_mark(frame())
