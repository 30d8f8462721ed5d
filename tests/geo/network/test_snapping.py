"""Where places join the edges, each point and metre worked out by hand."""

import math

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPoint, Point, box

from geo.network.snapping import snap_points_of, snap_to_edges

X0, Y0 = 392_000.0, 3_168_000.0


def offsets(places_m):
    return [tuple(place) for place in (places_m - (X0, Y0)).round(6).tolist()]


def metres(table):
    return table["distance_m"].tolist()


def test_a_long_side_is_entered_between_its_corners(at, town, shapes_at):
    """A lane ends 10 m off a park's side, 150 m from its corner: 290 m to its end and 10 m over.

    By a corner alone it would be 290 m and the hypotenuse of 150 m and 10 m.
    """
    lane = town(((150, -300), (150, -10)))
    park = shapes_at(box(0, 0, 1000, 400))
    assert metres(lane.closest(at((150, -300)), park)) == [300]


def test_a_line_is_entered_anywhere_along_it(at, town, shapes_at):
    """A greenway 1000 m long, the lane ends 10 m off it, 350 m along."""
    lane = town(((350, -300), (350, -10)))
    greenway = shapes_at(LineString([(0, 0), (1000, 0)]))
    assert metres(lane.closest(at((350, -300)), greenway)) == [300]


@pytest.mark.parametrize("side", [49, 50, 51, 1234.5])
def test_doors_along_a_rim_are_at_most_50_m_apart(shapes_at, side):
    doors = snap_points_of(shapes_at(box(0, 0, side, side)))
    steps = np.hypot(*np.diff(doors.place_m, axis=0).T)
    assert steps.max() <= 50 + 1e-9
    assert steps.sum() == pytest.approx(4 * side)
    assert len(doors.place_m) == 4 * math.ceil(side / 50) + 1


def test_points_are_entered_where_they_are(shapes_at):
    frame = shapes_at(Point(1, 2), MultiPoint([(3, 4), (500, 6)]), Point(7, 8))
    doors = snap_points_of(frame)
    assert offsets(doors.place_m) == [(1, 2), (3, 4), (500, 6), (7, 8)]
    assert doors.owner.tolist() == [0, 1, 1, 2]


def test_features_without_a_place_have_no_door_and_leave_the_numbers_of_the_others(at):
    doors = snap_points_of(at(None, (5, 6), None, (7, 8)))
    assert doors.owner.tolist() == [1, 3]
    assert offsets(doors.place_m) == [(5, 6), (7, 8)]
    assert snap_points_of(at(None)).owner.tolist() == []


def test_making_doors_leaves_the_features_as_they_are(shapes_at):
    park = shapes_at(box(0, 0, 400, 400))
    snap_points_of(park)
    assert len(shapely.get_coordinates(park.geometry.to_numpy())) == 5


def test_doors_are_the_same_where_all_of_them_are(at):
    first = snap_points_of(at((1, 2), (3, 4)))
    assert first.same(snap_points_of(at((1, 2), (3, 4))))
    assert not first.same(snap_points_of(at((1, 2), (3, 5))))
    assert not first.same(snap_points_of(at((1, 2))))
    assert not first.same(first._replace(owner=np.array([0, 0])))


def test_a_place_joins_the_nearest_point_along_an_edge(at, streets):
    """3-4-5: the street rises 4 in 3; from (0, 50) its foot lies 40 m along, 30 m away."""
    network = streets(((0, 0), (300, 400)), ((900, 0), (900, 100)))
    access = snap_to_edges(network, snap_points_of(at((0, 50))))
    assert access.owner.tolist() == [0]
    assert access.leg_m.tolist() == pytest.approx([30])
    along = shapely.line_interpolate_point(network.shapes[access.edge], access.offset_m)
    assert offsets(shapely.get_coordinates(along)) == [(24, 32)]
    assert offsets(access.place_m) == [(0, 50)]


def test_a_place_as_near_to_several_edges_joins_one_of_them(at, streets):
    """10 m from two streets each, and on the node where four edges meet."""
    network = streets(((-100, 0), (100, 0)), ((0, -100), (0, 100)))
    access = snap_to_edges(network, snap_points_of(at((10, 10), (0, 0), (-10, 10))))
    assert access.owner.tolist() == [0, 1, 2]
    assert access.leg_m.tolist() == pytest.approx([10, 0, 10])


def test_unless_told_otherwise_a_place_500_m_from_every_path_is_joined(at, streets):
    network = streets(((0, 0), (1000, 0)))
    places = at((400, 500), (500, 500.01), (600, -500))
    assert snap_to_edges(network, snap_points_of(places)).owner.tolist() == [0, 2]
    assert snap_to_edges(network, snap_points_of(places), limit_m=499.9).owner.tolist() == []
    assert snap_to_edges(network, snap_points_of(places), limit_m=500.01 + 1e-6).owner.tolist() == [
        0,
        1,
        2,
    ]


def test_rows_stand_in_the_order_of_the_features_however_far_apart_they_lie(at, streets):
    """Legs tell them apart; the places jump between tiles of 500 m and back."""
    network = streets(((0, 0), (4000, 0)))
    spots = [(3900, 1), (100, 2), (2500, -3), (600, 4), (3900, 5), (90, -600), (1200, 6)]
    access = snap_to_edges(network, snap_points_of(at(*spots)))
    kept = [spot for spot in spots if abs(spot[1]) <= 500]
    assert access.owner.tolist() == [0, 1, 2, 3, 4, 6]
    assert access.leg_m.tolist() == pytest.approx([abs(y) for _, y in kept])
    assert offsets(access.place_m) == kept
    along = shapely.line_interpolate_point(network.shapes[access.edge], access.offset_m)
    assert offsets(shapely.get_coordinates(along)) == [(x, 0) for x, _ in kept]


def test_nothing_to_join(at, streets):
    network = streets(((0, 0), (1000, 0)))
    assert [len(column) for column in snap_to_edges(network, snap_points_of(at()))] == [0] * 5
