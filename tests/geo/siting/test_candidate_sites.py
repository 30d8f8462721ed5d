"""Candidate points, worked out by hand."""

import numpy as np
import pytest
from shapely import LineString, Polygon, box

from geo.crs import to_lonlat
from geo.errors import DataError, UnexpectedCRSError
from geo.siting.candidate_sites import from_points, grid_in, junctions_of


def spots(frame):
    return [(point.x, point.y) for point in frame.geometry]


def test_a_layer_gives_its_points_with_prefixed_ids(at):
    found = from_points(at((0, 0), None, (5, 0), name=["甲", "乙", "丙"]), prefix="小区")
    assert found.index.tolist() == ["小区-p0", "小区-p2"]
    assert found["name"].tolist() == ["甲", "丙"]
    assert spots(found)[1][0] - spots(found)[0][0] == 5


def test_polygons_and_lines_stand_for_a_point_on_them(shapes_at):
    shapes = shapes_at(box(0, 0, 10, 10), LineString([(0, 0), (0, 8), (8, 8)]))
    found = from_points(shapes, prefix="图层")
    assert found.geometry.geom_type.tolist() == ["Point", "Point"]
    assert shapes.geometry.distance(found.geometry, align=False).max() < 1e-6
    assert found["name"].tolist() == ["s0", "s1"]


def test_an_empty_layer_gives_none(at):
    found = from_points(at(name=[]), prefix="x")
    assert found.empty
    assert list(found.columns) == ["name", "geometry"]
    assert [found.index.dtype, found["name"].dtype] == ["str"] * 2
    assert found.index.name == "candidate_id"


def test_ids_must_not_repeat(at):
    twice = at((0, 0), (1, 1), name=["a", "b"]).set_axis(["p", "p"])
    with pytest.raises(DataError, match="编号 p 重复"):
        from_points(twice, prefix="x")


def test_degrees_are_refused(at):
    with pytest.raises(UnexpectedCRSError, match="^features_m"):
        from_points(to_lonlat(at((0, 0))), prefix="x")


def test_junctions_have_three_ways_or_more():
    nodes = np.array([[0, 0], [10, 0], [20, 0], [30, 0]], dtype=float)
    degrees = np.array([1, 2, 3, 4])
    everywhere = box(-1, -1, 31, 1)
    assert junctions_of(nodes, degrees, everywhere).index.tolist() == ["路口-2", "路口-3"]
    inside = junctions_of(nodes, degrees, box(-1, -1, 20, 1))
    assert spots(inside) == [(20, 0)]
    assert inside["name"].tolist() == ["路口 2"]
    assert inside.crs.to_epsg() == 4548
    assert junctions_of(np.empty((0, 2)), np.empty(0, dtype=int), everywhere).empty


def test_a_grid_lies_on_whole_multiples():
    found = grid_in(box(5, 95, 200, 210), 100)
    assert spots(found) == [(100, 100), (200, 100), (100, 200), (200, 200)]
    assert found.index.tolist() == ["网格-1", "网格-2", "网格-3", "网格-4"]
    assert found["name"].tolist() == ["网格点 1", "网格点 2", "网格点 3", "网格点 4"]
    assert len(grid_in(box(0, 0, 1, 1), 0.5)) == 9


def test_a_grid_keeps_to_its_area():
    corner = Polygon([(0, 0), (200, 0), (0, 200)])
    assert set(spots(grid_in(corner, 100))) == {
        (0, 0), (100, 0), (200, 0), (0, 100), (100, 100), (0, 200)
    }  # fmt: skip


def test_an_area_between_grid_points_gives_one_point_inside():
    area = box(10, 10, 20, 20)
    (point,) = grid_in(area, 100).geometry
    assert area.contains(point)


def test_a_grid_of_as_many_points_as_may_be():
    """200 by 100 points; one more column is too much."""
    assert len(grid_in(box(5000, 7000, 6990, 7990), 10)) == 20_000
    words = "候选网格: 间距 10 米约有 20100 个点, 超过上限 20000; 请加大间距或缩小范围"
    with pytest.raises(DataError, match=f"^{words}$"):
        grid_in(box(5000, 7000, 7000, 7990), 10)


@pytest.mark.parametrize(
    ("area", "spacing_m", "words"),
    [
        (Polygon(), 100, "^候选网格: 所选范围是空的; 请选择一个片区或重新画出范围$"),
        (box(0, 0, 9, 9), 0, "间距 0 米"),
        (box(0, 0, 9, 9), float("nan"), "间距 nan 米"),
        (box(0, 0, 10_000, 10_000), 10, "超过上限 20000"),
    ],
)
def test_a_bad_grid_is_refused(area, spacing_m, words):
    with pytest.raises(DataError, match=words):
        grid_in(area, spacing_m)
