"""Cutting, joining and piercing, on boxes whose pieces are known beforehand."""

import pytest
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from geo.errors import DataError
from geo.shape_edits import cut, joined, pierced

ROAD = LineString([(115.90, 28.60), (115.94, 28.60)])


def test_a_line_is_cut_where_another_crosses_it():
    made = cut(ROAD, LineString([(115.91, 28.59), (115.91, 28.61)]))
    assert made == MultiLineString(
        [[(115.90, 28.60), (115.91, 28.60)], [(115.91, 28.60), (115.94, 28.60)]]
    )


def test_an_area_is_cut_in_two_and_parts_beside_stay():
    two = MultiPolygon([box(115.90, 28.60, 115.92, 28.62), box(115.95, 28.60, 115.96, 28.61)])
    made = cut(two, LineString([(115.91, 28.59), (115.91, 28.63)]))
    wanted = [
        box(115.90, 28.60, 115.91, 28.62),
        box(115.91, 28.60, 115.92, 28.62),
        box(115.95, 28.60, 115.96, 28.61),
    ]
    assert len(made.geoms) == 3
    assert all(any(piece.equals(part) for part in made.geoms) for piece in wanted)


def test_a_cut_through_a_hole_gives_two_pieces_without_one():
    ring = Polygon(
        box(115.90, 28.60, 115.94, 28.64).exterior.coords,
        [box(115.91, 28.61, 115.93, 28.63).exterior.coords],
    )
    made = cut(ring, LineString([(115.92, 28.59), (115.92, 28.65)]))
    assert [len(piece.interiors) for piece in made.geoms] == [0, 0]
    assert made.area == pytest.approx(0.04**2 - 0.02**2, rel=1e-6)


@pytest.mark.parametrize(
    ("shape", "line", "words"),
    [
        (ROAD, LineString([(115.90, 28.61), (115.94, 28.61)]), "没有把图形切开"),
        (ROAD, LineString([(115.91, 28.60), (115.92, 28.60)]), "重合"),
        (ROAD, Point(115.91, 28.60), "要用一条线"),
        (box(115.90, 28.60, 115.92, 28.62), LineString([(115.91, 28.59), (115.91, 28.61)]), "没有"),
    ],
)
def test_a_cut_that_cuts_nothing_says_why(shape, line, words):
    with pytest.raises(DataError, match=words):
        cut(shape, line)


def test_lines_that_touch_become_one_and_areas_that_share_an_edge():
    pieces = MultiLineString(
        [[(115.90, 28.60), (115.91, 28.60)], [(115.91, 28.60), (115.94, 28.61)]]
    )
    assert joined(pieces) == LineString([(115.90, 28.60), (115.91, 28.60), (115.94, 28.61)])
    boxes = MultiPolygon([box(115.90, 28.60, 115.91, 28.62), box(115.91, 28.60, 115.92, 28.62)])
    assert joined(boxes).equals(box(115.90, 28.60, 115.92, 28.62))


def test_parts_apart_are_not_joined():
    boxes = MultiPolygon([box(115.90, 28.60, 115.91, 28.62), box(115.93, 28.60, 115.94, 28.62)])
    with pytest.raises(DataError, match="互不相接"):
        joined(boxes)


def test_a_hole_lies_in_the_area_that_holds_it():
    boxes = MultiPolygon([box(115.90, 28.60, 115.92, 28.62), box(115.95, 28.60, 115.96, 28.61)])
    made = pierced(boxes, box(115.905, 28.605, 115.91, 28.61))
    assert [len(each.interiors) for each in made.geoms] == [1, 0]
    assert made.area == pytest.approx(0.02**2 - 0.005**2 + 0.01**2, rel=1e-6)
    with pytest.raises(DataError, match="整个画在一块面里面"):
        pierced(boxes, box(115.90, 28.60, 115.91, 28.61))


def test_an_area_crossed_by_itself_is_left_to_whoever_drew_it():
    bow = Polygon([(115.90, 28.60), (115.92, 28.62), (115.92, 28.60), (115.90, 28.62)])
    line = LineString([(115.89, 28.605), (115.93, 28.605)])
    for act in (lambda: cut(bow, line), lambda: joined(bow), lambda: pierced(bow, bow)):
        with pytest.raises(DataError, match="与自己相交"):
            act()
    assert not shapely.is_valid(bow)
