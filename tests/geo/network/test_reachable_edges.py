"""What of the edges is reached, to the metre, and the areas drawn of it."""

import numpy as np
import pytest
import shapely
from shapely import LineString, Point

from geo.network.reachable_edges import parts_between, reached_parts, shapes_of

X0, Y0 = 392_000.0, 3_168_000.0

LINES = shapely.linestrings([0, 3, 3, 20, 30], [0, 4, 10, 7, 7], indices=[0, 0, 0, 1, 1])
"""3-4-5 and 6 m more to the north; 10 m to the east."""


def walked(model, origins, reach_m):
    field = model.field(origins, reach_m)
    parts = reached_parts(model.network, field, reach_m)
    return shapely.union_all(shapes_of(model.network, parts)), parts


def test_edges_are_cut_at_the_very_metre(at, town):
    cross = town(((0, 0), (1000, 0)), ((600, -400), (600, 400)))
    shape, parts = walked(cross, at((400, 0)), 300)
    assert shape.length == pytest.approx(600 + 100 + 100)
    assert shape.bounds == pytest.approx((X0 + 100, Y0 - 100, X0 + 700, Y0 + 100))
    assert (parts.end_m - parts.begin_m).sum() == pytest.approx(800)


def test_the_leg_is_walked_first(at, town):
    shape, _ = walked(town(((0, 0), (1000, 0))), at((500, 80)), 300)
    assert shape.length == pytest.approx(2 * 220)


def test_reach_from_both_ends_of_an_edge_meets_without_counting_twice(at, town):
    street = town(((0, 0), (1000, 0)))
    shape, parts = walked(street, at((0, 0), (1000, 0), (500, 0)), 300)
    assert shape.length == pytest.approx(1000)
    assert len(parts.edge) == 1


def test_bends_stay_bends_where_an_edge_is_cut(at, town):
    shape, _ = walked(town(((0, 0), (100, 0), (100, 100), (200, 100))), at((0, 0)), 150)
    inner = LineString([(X0, Y0), (X0 + 100, Y0), (X0 + 100, Y0 + 50)])
    assert shape.equals_exact(inner, 1e-6) or shape.symmetric_difference(inner).length < 1e-6


def test_a_junction_delay_shortens_what_is_reached_beyond_it(at, town):
    runs = (((0, 0), (1000, 0)), ((500, -400), (500, 400)))
    shape, _ = walked(town(*runs, delay_s=60), at((300, 0)), 300)
    assert shape.length == pytest.approx(300 + 200 + 3 * 40)


def test_the_area_does_not_jump_the_river(at, river):
    area = river.area(at((100, 0)), [500]).geometry.iloc[0]
    assert area.contains(Point(X0 + 590, Y0))
    assert not area.intersects(Point(X0 + 100, Y0 + 200).buffer(100))
    assert not area.contains(Point(X0 + 650, Y0))


def test_areas_grow_with_the_reach(at, river):
    rings = river.area(at((800, 0)), [900, 300, 300])
    assert rings["reach_m"].tolist() == [300, 900]
    assert rings.geometry.iloc[1].contains(rings.geometry.iloc[0])
    assert rings.crs.to_epsg() == 4548


def test_nothing_reached_is_no_area(at, river):
    assert river.area(at(), [300]).empty
    assert river.area(at((100, 300)), [99]).empty
    assert len(river.area(at((100, 300)), [99, 400])) == 1


def spans(parts):
    return list(zip(parts.edge.tolist(), *(m.round(6).tolist() for m in parts[1:]), strict=True))


def test_stretches_that_touch_or_overlap_are_one(at, town):
    """100 m each way from 100, 300, 350 and 700 m along one street, and on another."""
    streets = town(((0, 0), (1000, 0)), ((0, 900), (1000, 900)))
    places = at((700, 0), (300, 0), (100, 0), (500, 900), (350, 0))
    field = streets.field(places, 100)
    parts = reached_parts(streets.network, field, 100)
    assert spans(parts) == [(0, 0, 450), (0, 600, 800), (1, 400, 600)]


def test_nothing_reached_is_no_part(at, town):
    street = town(((0, 0), (1000, 0)))
    for places in (at(), at((500, 100))):
        parts = reached_parts(street.network, street.field(places, 100), 100)
        assert [len(column) for column in parts] == [0, 0, 0]


def test_both_ends_of_an_edge_are_walked_from(at, town):
    """From a lane at either end: 30 m up the lane are walked first."""
    streets = town(((0, 0), (1000, 0)), ((0, 0), (0, 30)), ((1000, 0), (1000, 30)))
    field = streets.field(at((0, 30), (1000, 30)), 100)
    parts = reached_parts(streets.network, field, 100)
    long = [(begin, end) for edge, begin, end in spans(parts) if end - begin != 30]
    assert long == [(0, 70), (930, 1000)]


def test_a_field_may_reach_farther_than_is_asked(at, town):
    street = town(((0, 0), (500, 0)), ((500, 0), (1000, 0)))
    field = street.field(at((400, 0)), 5000)
    parts = reached_parts(street.network, field, 150)
    assert spans(parts) == [(0, 250, 500), (1, 0, 50)]


@pytest.mark.parametrize(
    ("spot", "reach_m", "found"),
    [
        ((400, 0), 100.5, [(0, 299.5, 500), (1, 0, 0.5)]),
        ((600, 0), 100.5, [(0, 499.5, 500), (1, 0, 200.5)]),
        ((250, 99.5), 100, [(0, 249.5, 250.5)]),
        ((500, 0), 499.5, [(0, 0.5, 500), (1, 0, 499.5)]),
    ],
)
def test_half_a_metre_is_reached_too(at, town, spot, reach_m, found):
    street = town(((0, 0), (500, 0)), ((500, 0), (1000, 0)))
    parts = reached_parts(street.network, street.field(at(spot), reach_m), reach_m)
    assert spans(parts) == found
    drawn = shapely.length(shapes_of(street.network, parts)).tolist()
    assert drawn == pytest.approx([end - begin for _, begin, end in found])


def test_whole_edges_are_handed_out_as_they_are(at, town):
    street = town(((0, 0), (100, 0), (100, 100)), ((100, 100), (500, 100)))
    parts = reached_parts(street.network, street.field(at((0, 0)), 300), 300)
    whole, cut = shapes_of(street.network, parts)
    assert whole is street.network.shapes[0]
    assert cut.length == pytest.approx(100)


def test_the_walk_to_the_path_is_drawn_where_it_is_within_the_reach(at, town):
    """From 90 m off the street one comes to it at 90 m; 40 m to each side are drawn."""
    street = town(((0, 0), (1000, 0)))
    rings = street.area(at((500, 90), (900, 200)), [89, 90, 150])
    assert rings["reach_m"].tolist() == [90, 150]
    near, far = rings.geometry
    spots = [Point(X0 + 500, Y0 + north) for north in (1, 60, 89)]
    assert all(near.contains(spot) and far.contains(spot) for spot in spots)
    assert near.bounds == pytest.approx((X0 + 460, Y0 - 40, X0 + 540, Y0 + 130))
    assert far.bounds[2] == pytest.approx(X0 + 500 + 60 + 40)
    assert rings["radius_m"].tolist() == rings["reach_m"].tolist()


def test_no_lines_have_no_parts():
    assert parts_between(LINES[:0], np.empty(0), np.empty(0)).tolist() == []


def coords(lines):
    return [shapely.get_coordinates(line).tolist() for line in lines]


def test_parts_keep_the_bends_between_their_offsets():
    begin_m, end_m = np.array([2.5, 1.0]), np.array([8.0, 4.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [
        [[1.5, 2], [3, 4], [3, 7]],
        [[21, 7], [24, 7]],
    ]


def test_a_part_that_begins_or_ends_at_a_bend_holds_it_once():
    begin_m, end_m = np.array([5.0, 0.0]), np.array([11.0, 10.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [[[3, 4], [3, 10]], [[20, 7], [30, 7]]]
    begin_m, end_m = np.array([0.0, 4.0]), np.array([5.0, 10.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [[[0, 0], [3, 4]], [[24, 7], [30, 7]]]
