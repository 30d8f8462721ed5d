"""A line layer that is already read, as a walking network; bridges and tunnels in words."""

import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Index
from shapely import LineString, MultiLineString, Point

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.network.build import levels_of, of_lines

X0, Y0 = 392_000.0, 3_168_000.0


def line(*spots):
    return LineString([(X0 + x, Y0 + y) for x, y in spots])


def test_lines_that_cross_are_joined_and_a_bridge_is_not():
    cross = [line((0, 50), (100, 50)), line((50, 0), (50, 100))]
    roads = GeoDataFrame({"bridge": [None, None]}, geometry=cross, crs=4548)
    network = of_lines(to_lonlat(roads), "道路")
    assert (len(network.nodes_m), len(network.shapes)) == (5, 4)
    assert network.label == "道路 路网"
    over = of_lines(to_lonlat(roads.assign(bridge=["yes", "no"])), "道路")
    assert len(over.shapes) == 2


def test_parts_of_one_line_and_the_tolerance():
    parts = MultiLineString([line((0, 0), (100, 0)), line((103, 0), (200, 0))])
    roads = GeoDataFrame(geometry=[parts], crs=4548)
    assert of_lines(roads, "道路").components.max() == 1
    assert of_lines(roads, "道路", tolerance_m=5.0).components.max() == 0


def test_no_lines_are_refused():
    with pytest.raises(DataError, match="没有可步行的线段"):
        of_lines(GeoDataFrame(geometry=[], crs=4548), "道路")
    with pytest.raises(DataError, match="不是线"):
        of_lines(GeoDataFrame(geometry=[Point(X0, Y0)], crs=4548), "道路")


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
