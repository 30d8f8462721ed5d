"""An imported layer as demand: points, areas with several amounts, odd geometries."""

import pytest
from geopandas import GeoDataFrame
from shapely import GeometryCollection, LineString, MultiPoint, Point, box

from geo.errors import DataError
from geo.lifecircle.demand_layers import layer_demand

X0, Y0 = 392_000.0, 3_168_000.0


def test_areas_are_spread_with_all_their_amounts():
    """A rectangle of 100 m by 50 m is two cells of 50 m: half of each amount in each."""
    shapes = [box(X0, Y0, X0 + 100, Y0 + 50), Point(X0, Y0)]
    columns = {"name": ["甲", "乙"], "户数": [10, None], "人口": [30, 8], "accuracy_m": [5.0, None]}
    layer = GeoDataFrame(columns, geometry=shapes, index=["a", "b"], crs=4548)
    points = layer_demand(layer, spacing_m=50.0)
    assert points.index.tolist() == ["a#1", "a#2", "b"]
    assert points["人口"].tolist() == [15.0, 15.0, 8.0]
    assert points["户数"].iloc[:2].tolist() == [5.0, 5.0]
    assert points["户数"].isna().tolist() == [False, False, True]
    assert points["name"].tolist() == ["甲", "甲", "乙"]


def test_a_multipoint_of_one_and_a_collection_of_areas_are_taken():
    mixed = GeometryCollection(
        [box(X0, Y0, X0 + 10, Y0 + 10), LineString([(X0, Y0), (X0, Y0 + 9)])]
    )
    layer = GeoDataFrame(geometry=[MultiPoint([(X0, Y0)]), mixed], index=["a", "b"], crs=4548)
    points = layer_demand(layer)
    assert points.geometry.iloc[0] == Point(X0, Y0)
    assert points.geometry.iloc[1].within(box(X0, Y0, X0 + 10, Y0 + 10))


def test_nothing_and_lines():
    nothing = GeoDataFrame({"name": []}, geometry=[], crs=4548)
    assert len(layer_demand(nothing)) == 0
    line = GeoDataFrame(geometry=[LineString([(X0, Y0), (X0 + 1, Y0)])], index=["a"], crs=4548)
    with pytest.raises(DataError, match="点或面"):
        layer_demand(line)
