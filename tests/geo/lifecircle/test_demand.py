"""Points pass through; polygons are spread over points inside them, weight by area."""

import math

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import (
    GeometryCollection,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
    union_all,
)

from geo.crs import to_lonlat
from geo.errors import DataError, MissingColumnError, UnexpectedCRSError
from geo.lifecircle.demand import demand_points
from geo.lifecircle.demand_weights import checked_weights, weight_columns


def layer(*shapes, **columns):
    ids = [f"s{number}" for number in range(len(shapes))]
    return GeoDataFrame(columns, geometry=list(shapes), index=ids, crs="EPSG:4548")


def test_points_pass_through(at):
    points = at((0, 0), None, name=["甲", "乙"], people=[10, 20], accuracy_m=[5.0, 6.0])
    found = demand_points(points)
    assert found.index.tolist() == ["p0", "p1"]
    assert found.index.name == "point_id"
    assert found.columns.tolist() == ["name", "parent", "part", "accuracy_m", "geometry", "people"]
    assert found["people"].tolist() == [10, 20]
    assert found.geometry.iloc[0] == points.geometry.iloc[0]
    assert found.geometry.iloc[1] is None


def test_a_rectangle_on_the_grid_has_a_point_in_the_middle_of_each_cell():
    """100 m x 150 m, cells of 50 m: six of them, a sixth of the people each."""
    found = demand_points(layer(box(100, 200, 200, 350), people=[60]))
    assert sorted((point.x, point.y) for point in found.geometry) == [
        (x, y) for x in (125, 175) for y in (225, 275, 325)
    ]
    assert found["people"].tolist() == pytest.approx([10] * 6)
    assert found.index.tolist() == [f"s0#{number}" for number in range(1, 7)]
    assert set(found["parent"]) == {"s0"}


def test_what_a_conversion_leaves_over_the_edge_of_a_cell_is_no_place():
    """The same six cells; the edge lies a nanometre to ten micrometres beyond the grid."""
    for over in (1e-9, 1e-7, 1e-5):
        square = box(100 - over, 200 - over, 200 + over, 350 + over)
        found = demand_points(layer(square, people=[60]))
        assert found["people"].tolist() == pytest.approx([10] * 6, rel=1e-6)


def test_cells_cut_by_the_edge_weigh_by_what_is_inside():
    """120 m x 50 m from x = 0: cells of 50, 50 and 20 m width."""
    found = demand_points(layer(box(0, 0, 120, 50), people=[120]))
    assert found["people"].tolist() == pytest.approx([50, 50, 20])
    assert found["part"].sum() == pytest.approx(1)
    assert found.geometry.within(box(0, 0, 120, 50)).all()


def test_a_tiny_polygon_is_one_point_inside_even_across_cells():
    hook = Polygon([(45, 45), (55, 45), (55, 55), (53, 55), (53, 47), (45, 47)])
    found = demand_points(layer(hook, people=[7]))
    assert found.index.tolist() == ["s0"]
    assert found["people"].tolist() == [7]
    assert hook.contains(found.geometry.iloc[0])


def test_holes_and_parts_and_a_mixed_layer():
    ring = box(0, 0, 150, 150).difference(box(50, 50, 100, 100))
    parts = MultiPolygon([box(0, 0, 50, 100), box(500, 0, 550, 50)])
    found = demand_points(layer(ring, Point(1, 1), parts, people=[8, 5, 3]))
    assert found["parent"].tolist() == ["s0"] * 8 + ["s1"] + ["s2"] * 3
    assert found["people"].tolist() == pytest.approx([1] * 8 + [5] + [1] * 3)
    assert not found.geometry.iloc[:8].within(box(50, 50, 100, 100)).any()


def test_what_is_no_weight_is_not_carried():
    found = demand_points(layer(box(0, 0, 100, 50), people=[None], pupils=["很多"]))
    assert found.columns.tolist() == ["name", "parent", "part", "geometry"]


def test_an_empty_layer():
    found = demand_points(layer(people=[]))
    assert found.empty
    assert found.crs.to_epsg() == 4548


X0, Y0 = 392_000.0, 3_168_000.0


def test_areas_are_spread_with_all_their_amounts():
    """A rectangle of 100 m by 50 m is two cells of 50 m: half of each amount in each."""
    shapes = [box(X0, Y0, X0 + 100, Y0 + 50), Point(X0, Y0)]
    columns = {"name": ["甲", "乙"], "户数": [10, None], "人口": [30, 8], "accuracy_m": [5.0, None]}
    mine = GeoDataFrame(columns, geometry=shapes, index=["a", "b"], crs=4548)
    points = demand_points(mine, spacing_m=50.0)
    assert points.index.tolist() == ["a#1", "a#2", "b"]
    assert points["人口"].tolist() == [15.0, 15.0, 8.0]
    assert points["户数"].iloc[:2].tolist() == [5.0, 5.0]
    assert points["户数"].isna().tolist() == [False, False, True]
    assert points["name"].tolist() == ["甲", "甲", "乙"]


def test_a_multipoint_of_one_and_a_collection_of_areas_are_taken():
    mixed = GeometryCollection(
        [box(X0, Y0, X0 + 10, Y0 + 10), LineString([(X0, Y0), (X0, Y0 + 9)])]
    )
    mine = GeoDataFrame(geometry=[MultiPoint([(X0, Y0)]), mixed], index=["a", "b"], crs=4548)
    points = demand_points(mine)
    assert points.geometry.iloc[0] == Point(X0, Y0)
    assert points.geometry.iloc[1].within(box(X0, Y0, X0 + 10, Y0 + 10))


METRES = st.floats(-400, 400).map(lambda metres: round(metres, 3))
CORNERS = st.tuples(METRES, METRES)


@given(st.lists(CORNERS, min_size=3, max_size=7), st.floats(0, 1e6), st.integers(20, 90))
@settings(max_examples=60)
def test_all_people_stay_inside_their_polygon(corners, people, spacing_m):
    hull = union_all([Point(corner) for corner in corners]).convex_hull
    if hull.geom_type != "Polygon" or not hull.is_valid or hull.area < 1:
        return
    found = demand_points(layer(hull, people=[people]), spacing_m=spacing_m)
    assert math.isclose(found["people"].sum(), people, rel_tol=1e-12, abs_tol=1e-300)
    assert (found["part"] > 0).all()
    assert (found.distance(hull) < 1e-6).all()


def test_bad_layers_are_refused(shapes_at):
    with pytest.raises(UnexpectedCRSError, match="layer_m"):
        demand_points(to_lonlat(shapes_at(box(0, 0, 1, 1))))
    with pytest.raises(DataError, match="编号 s1 的类型是 LineString"):
        demand_points(layer(Point(0, 0), LineString([(0, 0), (1, 1)])))
    bowtie = Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])
    with pytest.raises(DataError, match=r"1 个图形无效 \(编号 s0\)"):
        demand_points(layer(bowtie))
    with pytest.raises(DataError, match="需求图层的编号重复: s0"):
        demand_points(layer(Point(0, 0)).iloc[[0, 0]])
    for spacing_m in (0, -1, math.nan, math.inf):
        with pytest.raises(DataError, match="网格间距"):
            demand_points(layer(Point(0, 0)), spacing_m=spacing_m)
    with pytest.raises(DataError, match="请加大间距"):
        demand_points(layer(box(0, 0, 1e4, 1e4)), spacing_m=1)


def test_bad_weights_are_named_by_row():
    wrong = layer(*[Point(0, 0)] * 4, people=["12", "很多", -1, math.inf])
    with pytest.raises(DataError) as caught:
        checked_weights(wrong, "people")
    told = str(caught.value)
    assert '"people" 列有不能作权重的值: 编号 s1: "很多"; 编号 s2: "-1"; 编号 s3: "inf"' in told
    with pytest.raises(MissingColumnError, match=r'缺少列 "人口" \(现有: people\)'):
        checked_weights(wrong, "人口")
    with pytest.raises(DataError, match='"户数" 列有不能作权重的值: 编号 s1: "-3.0"'):
        checked_weights(layer(Point(0, 0), Point(1, 0), 户数=[1.0, -3]), "户数")
    many = layer(*[Point(0, 0)] * 12, people=[-1] * 12)
    with pytest.raises(DataError, match=r"编号 s9: \"-1\" 等 12 行"):
        checked_weights(many, "people")


def test_texts_that_are_numbers_are_numbers_and_blanks_unknown():
    values = checked_weights(layer(*[Point(0, 0)] * 3, a=[" 12 ", "", None]), "a")
    assert values.tolist()[0] == 12
    assert np.isnan(values.tolist()[1:]).all()
    with pytest.raises(DataError, match="True"):
        checked_weights(layer(Point(0, 0), a=[True]), "a")


def test_usual_columns_come_first():
    columns = {"面积": [1.0], "户数": [3], "name": ["甲"], "Population": ["12"], "下降": [-1.0]}
    columns |= {"accuracy_m": [5.0], "flag": [True], "空": [None], "人口": [7]}
    assert weight_columns(layer(Point(0, 0), **columns)) == ("Population", "人口", "户数", "面积")
    assert weight_columns(layer()) == ()
    assert weight_columns(pd.DataFrame()) == ()
