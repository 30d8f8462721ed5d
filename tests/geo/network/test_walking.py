"""Walks worked out by hand: a river with one bridge, dead ends, islands, snapping."""

import math

import pytest
from pandas import concat
from shapely import box

from geo.crs import to_lonlat
from geo.errors import DataError, UnexpectedCRSError
from geo.network.pace import Pace

INF = math.inf


def rows(pairs):
    return list(zip(*(column.tolist() for column in pairs), strict=True))


def metres(table):
    return table["distance_m"].tolist()


def test_across_the_river_one_walks_by_the_bridge(at, river):
    """South (100, 0) to north (100, 200): 800 + 200 + 800 m, where a crow flies 200."""
    table = river.closest(at((100, 0)), at((100, 200)))
    assert metres(table) == [1800]
    assert table["place_id"].tolist() == ["p0"]


def test_the_nearer_one_is_the_one_on_this_bank(at, river):
    north, south = (300, 200), (700, 0)
    table = river.closest(at((300, 0)), at(north, south))
    assert table["place_id"].tolist() == ["p1"]
    assert metres(table) == [400]


def test_a_railway_without_crossing_cannot_be_crossed(at, town):
    tracks = town(((0, 0), (500, 0)), ((0, 50), (500, 50)))
    assert metres(tracks.closest(at((100, 0)), at((100, 50)))) == [INF]
    assert tracks.connected(at((100, 0), (100, 50))).all()


def test_dead_ends_are_walked_back_out_of(at, town):
    """Two lanes off one street, 100 m apart: down 80, along 100, up 60."""
    lanes = town(((0, 0), (300, 0)), ((100, 0), (100, 80)), ((200, 0), (200, 60)))
    assert metres(lanes.closest(at((100, 80)), at((200, 60)))) == [240]


def test_places_join_in_the_middle_of_an_edge_with_their_legs(at, town):
    """30 m to the street, 270 m along it, 40 m to the place on the other side."""
    street = town(((0, 0), (1000, 0)))
    assert metres(street.closest(at((130, 30)), at((400, -40)))) == [340]


def test_the_leg_goes_to_the_edge_and_not_to_a_node(at, town):
    bend = town(((0, 0), (1000, 0)), ((1000, 0), (1000, 500)))
    assert metres(bend.closest(at((600, 100)), at((1000, 300)))) == [100 + 400 + 300]


def test_a_facility_on_top_of_an_estate_is_no_walk_away(at, town):
    street = town(((0, 0), (1000, 0)))
    assert metres(street.closest(at((200, 90)), at((200, 90)))) == [0]


def test_within_the_empty_block_one_walks_straight(at, town):
    """Both lie 90 m off the street and 30 m apart: no path is known to lie between them."""
    street = town(((0, 0), (1000, 0)))
    assert metres(street.closest(at((200, 90)), at((230, 90)))) == [30]


def test_beyond_the_block_one_walks_by_the_street(at, town):
    street = town(((0, 0), (1000, 0)))
    assert metres(street.closest(at((200, 20)), at((300, 20)))) == [140]


def test_across_a_street_one_does_not_walk_straight_past_it(at, town):
    street = town(((0, 0), (1000, 0)))
    assert metres(street.closest(at((200, 20)), at((300, -30)))) == [150]


def test_off_the_network_is_told_and_never_covered(at, town):
    street = town(((0, 0), (1000, 0)), limit_m=100)
    points = at((500, 101), (500, 100), None)
    assert street.connected(points).tolist() == [False, True, False]
    table = street.closest(points, at((500, 101), (400, 0)))
    assert metres(table)[:2] == [INF, 200]
    assert math.isnan(metres(table)[2])


def test_an_island_is_reached_by_nobody_else(at, town):
    parts = town(((0, 0), (500, 0)), ((0, 300), (500, 300)))
    table = parts.closest(at((0, 0), (0, 300)), at((500, 300)))
    assert metres(table) == [INF, 500]


def test_no_facility_and_no_estate(at, river):
    for nothing in (at(), at(None)):
        assert metres(river.closest(at((100, 0)), nothing)) == [INF]
        assert len(river.pairs(at((100, 0)), nothing, 500).point) == 0
        assert len(river.pairs(nothing, at((100, 0)), 500).point) == 0
    assert river.closest(at(), at((0, 0))).empty


def test_the_rim_of_a_limit_is_within(at, river):
    assert river.pairs(at((100, 0), (99.99, 0)), at((600, 0)), 500).point.tolist() == [0]


def test_every_place_within_a_limit_is_paired(at, river):
    pairs = river.pairs(at((100, 0), (100, 200)), at((300, 0), (300, 200), (800, 0)), 900)
    assert rows(pairs) == [(0, 0, 200), (0, 2, 700), (1, 1, 200)]


def test_pairs_do_not_depend_on_which_side_is_larger(at, river):
    one, two = at((100, 0), (500, 0), (500, 200)), at((300, 0))
    there, back = river.pairs(one, two, 5000), river.pairs(two, one, 5000)
    assert there.distance_m.tolist() == back.distance_m.tolist() == [200, 200, 1200]


def test_waiting_at_a_junction_counts_as_metres(at, town):
    """Past the crossing at (500, 0): 30 s at 60 m/min are 30 m; the bend at (900, 0) is free."""
    runs = (((0, 0), (900, 0), (900, 300)), ((500, -100), (500, 100)))
    crossing = town(*runs, delay_s=30)
    assert metres(crossing.closest(at((100, 0)), at((900, 100)))) == [930]
    assert metres(crossing.closest(at((900, 100)), at((100, 0)))) == [930]
    assert metres(crossing.closest(at((600, 0)), at((900, 100)))) == [400]
    assert crossing.pairs(at((100, 0)), at((900, 100)), 930).distance_m.tolist() == [930]
    assert "路口等候" in crossing.label


def test_a_park_is_entered_from_the_side_that_is_near(at, town, shapes_at):
    street = town(((0, 0), (1000, 0)))
    park = shapes_at(box(400, 20, 700, 120))
    assert metres(street.closest(at((100, 0), (900, 0)), park)) == [320, 220]


def test_a_park_is_one_place_whichever_of_its_doors_is_near(at, town, shapes_at):
    street = town(((0, 0), (1000, 0)))
    park, spots = shapes_at(box(400, 20, 700, 120)), at((100, 0), (900, 0))
    assert rows(street.pairs(spots, park, 1000)) == [(0, 0, 320), (1, 0, 220)]
    assert rows(street.pairs(park, spots, 1000)) == [(0, 0, 320), (0, 1, 220)]
    assert rows(street.pairs(park, spots, 300)) == [(0, 1, 220)]
    twice = concat([park, park.set_axis(["s1"])])
    assert rows(street.pairs(spots, twice, 300)) == [(1, 0, 220), (1, 1, 220)]
    assert street.closest(park, spots)["place_id"].tolist() == ["p1"]


def test_of_two_ways_the_shorter_counts(at, town):
    """Along the horseshoe 290 + 20 + 290 m, by the road across its ends 10 + 20 + 10 m."""
    shoe = town(((0, 0), (0, 300), (20, 300), (20, 0)), ((0, 0), (20, 0)), limit_m=5)
    here, there = at((0, 10)), at((20, 10))
    assert metres(shoe.closest(here, there)) == [40]
    assert rows(shoe.pairs(here, there, 700)) == [(0, 0, 40)]
    assert metres(shoe.closest(at((0, 290)), at((20, 290)))) == [40]


def test_pairs_come_by_point_then_place_whichever_side_is_larger(at, river):
    """100 m apart along the south bank; at the fourth spot two."""
    many, few = at((400, 0), (100, 0), (300, 0), (300, 0)), at((300, 0), (200, 0))
    there = [(0, 0, 100), (1, 1, 100), (2, 0, 0), (2, 1, 100), (3, 0, 0), (3, 1, 100)]
    assert rows(river.pairs(many, few, 100)) == there
    assert rows(river.pairs(few, many, 100)) == sorted((b, a, m) for a, b, m in there)


def test_what_is_told_is_named_and_keeps_the_index(at, river):
    points = at((100, 0), None, (100, 900)).set_axis(["a", "b", "c"])
    on = river.connected(points)
    assert (on.to_dict(), on.name) == ({"a": True, "b": False, "c": False}, "connected")
    near = river.nearest(points, at((600, 0)))
    assert (near.index.tolist(), near.name) == (["a", "b", "c"], "distance_m")
    assert near["a"] == 500
    assert river.label == "路网步行距离（试验路网）"


def test_the_label_tells_of_waiting(town):
    waiting = town(((0, 0), (100, 0)), delay_s=20)
    assert waiting.label == "路网步行距离（试验路网，含路口等候折算）"


def test_a_second_question_is_answered_for_its_own_places(at, river):
    """Features joined before are remembered, as long as they are the very same."""
    here, there = at((100, 0)), at((300, 0))
    assert metres(river.closest(here, there)) == [200]
    assert metres(river.closest(here, at((400, 0)))) == [300]
    assert metres(river.closest(at((200, 0)), there)) == [100]
    for east in range(0, 900, 100):
        assert metres(river.closest(here, at((east, 0)))) == [abs(east - 100)]


def test_a_field_reaches_as_far_as_it_is_asked_to(at, river):
    """From (100, 0): the nodes at 100 and 800 m; the third lies 900 m away."""
    field = river.field(at((100, 0)), 800)
    assert sorted(field.metres[field.metres < INF].tolist()) == [100, 800]
    assert sorted(field.source.tolist()) == [-1, -1, -1, -1, 0, 0]


def test_pace_out_of_range_is_refused():
    with pytest.raises(DataError, match="步行速度 5"):
        Pace(5)
    with pytest.raises(DataError, match="路口等候 900"):
        Pace(60, 900)
    assert Pace(45, 20).description == "步行 45 米/分，每个路口等候 20 秒"


def test_degrees_are_refused(at, river):
    with pytest.raises(UnexpectedCRSError, match="^features_m"):
        river.closest(to_lonlat(at((0, 0))), at((0, 0)))
