"""Networks of a few lines, every node and length worked out by hand."""

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas import Series
from shapely import LineString, MultiLineString, Point

from geo.crs import to_lonlat
from geo.errors import DataError, UnexpectedCRSError
from geo.network import intersections
from geo.network.build import build_network


def lengths(network):
    return sorted(network.lengths_m.round(6).tolist())


def test_lines_that_cross_are_joined(streets):
    network = streets(((0, 0), (100, 0)), ((40, -50), (40, 50)))
    assert network.report.nodes == 5
    assert lengths(network) == [40, 50, 50, 60]
    assert sorted(network.degrees) == [1, 1, 1, 1, 4]


def test_an_end_near_a_line_meets_it_within_the_tolerance(streets):
    street, lane = ((0, 0), (100, 0)), ((50, 0.8), (50, 50))
    assert streets(street, lane).report.components == 1
    assert streets(street, lane).report.edges == 3
    assert streets(street, lane, tolerance_m=0.5).report.components == 2
    assert streets(street, ((50, 1.05), (50, 50))).report.components == 2


@pytest.mark.parametrize("far_m", [1.1e6, 5e6, 1e9, 1e12])
def test_a_line_with_a_slip_in_a_coordinate_is_left_out_and_counted(streets, far_m):
    network = streets(((0, 0), (100, 0)), ((40, -50), (40, 50)), ((0, 0), (far_m, 0)))
    assert lengths(network) == [40, 50, 50, 60]
    assert network.report.dropped["超过 1 000 公里"] == 1
    assert "超过 1 000 公里" not in streets(((0, 0), (100, 0))).report.dropped


def test_ends_near_each_other_are_one_node(streets):
    network = streets(((0, 0), (100, 0)), ((100.4, 0.3), (200, 0)))
    assert network.report.nodes == 3
    assert network.report.components == 1


def test_a_vertex_on_another_line_joins_it(streets):
    """The second line only touches the first with its bend, and does not cross it."""
    network = streets(((0, 0), (100, 0)), ((0, 50), (50, 0), (100, 50)))
    assert network.report.components == 1
    assert network.report.edges == 4


def test_shared_stretches_are_one_edge(streets):
    network = streets(((0, 0), (100, 0)), ((50, 0), (150, 0)))
    assert lengths(network) == [50, 50, 50]
    assert network.report.dropped["重复"] == 1


def test_the_same_line_twice_and_turned_round_is_one(streets):
    """They meet at the bend as well, so the bend is a node."""
    run = ((0, 0), (30, 40), (100, 40))
    network = streets(run, run, run[::-1])
    assert lengths(network) == [50, 70]
    assert network.report.dropped["重复"] == 4


def test_two_ways_between_the_same_ends_both_stay(streets):
    network = streets(((0, 0), (100, 0)), ((0, 0), (50, 120), (100, 0)))
    assert lengths(network) == [100, 260]
    assert network.matrix.toarray().max() == 100


def test_a_line_that_crosses_itself_keeps_its_loop(streets):
    """Tails of 30 and 50 m; the loop is 70 + 100 + 70 + 100 m."""
    network = streets(((0, 0), (100, 0), (100, 100), (30, 100), (30, -50)))
    assert lengths(network) == [30, 50, 340]
    assert network.report.components == 1


def test_lines_of_no_length_and_without_place_are_counted(shapes_at):
    lines = shapes_at(LineString([(0, 0), (0, 0)]), LineString([(0, 0), (9, 0)]))
    lines.loc["none"] = [None]
    network = build_network(lines, label="试")
    assert network.report.dropped == {"空几何": 1, "零长度": 1, "重复": 0}
    assert network.report.lines == 3


def test_bridges_join_only_at_their_ends(shapes_at):
    street = LineString([(0, 0), (100, 0)])
    bridge = LineString([(50, -50), (50, 50)])
    ramp = LineString([(50, 50), (0, 50)])
    lines = shapes_at(street, bridge, ramp)
    network = build_network(lines, label="试", levels=Series([0, 1, 0]))
    assert network.report.components == 2
    assert lengths(network) == [50, 100, 100]


def test_parts_of_a_multiline_are_lines(shapes_at):
    parts = MultiLineString([[(0, 0), (10, 0)], [(50, 0), (60, 0)]])
    assert build_network(shapes_at(parts), label="试").report.components == 2


def test_stubs_shorter_than_the_tolerance_are_no_ways_and_no_error(streets):
    """On each bank of a river one; on the south bank a street of 100 m as well."""
    south, north = ((0, 0), (0.5, 0)), ((0, 200), (0.5, 200))
    network = streets(south, north, ((0, -50), (100, -50)))
    assert lengths(network) == [100]
    assert lengths(streets(north, ((0, -50), (100, -50)))) == [100]
    with pytest.raises(DataError, match="没有可步行的线段"):
        streets(south, north)


def test_islands_are_counted_by_their_length(streets):
    report = streets(((0, 0), (300, 0)), ((0, 900), (100, 900))).report
    assert report.components == 2
    assert report.largest_share == pytest.approx(0.75)
    assert report.length_m == pytest.approx(400)


def test_what_is_not_usable_is_refused(shapes_at):
    line = shapes_at(LineString([(0, 0), (10, 0)]))
    with pytest.raises(DataError, match="容差 0 米"):
        build_network(line, label="试", tolerance_m=0)
    with pytest.raises(DataError, match="第 1 个要素是 Point"):
        build_network(shapes_at(Point(0, 0)), label="试")
    with pytest.raises(DataError, match="没有可步行的线段"):
        build_network(line.iloc[:0], label="试")
    with pytest.raises(UnexpectedCRSError, match="^lines_m"):
        build_network(to_lonlat(line), label="试")


def test_the_feature_that_is_no_line_is_numbered_as_in_the_layer(shapes_at):
    """The second has no place, and is a feature all the same."""
    line = LineString([(0, 0), (10, 0)])
    layer = shapes_at(line, Point(0, 0), Point(5, 0), line)
    layer.loc["s1", "geometry"] = None
    for index in (layer.index, ["s"] * 4):
        with pytest.raises(DataError, match="^试：第 3 个要素是 Point，不是线"):
            build_network(layer.set_axis(index), label="试")


@pytest.mark.parametrize(("tolerance_m", "fits"), [(0.0009, 0), (0.001, 1), (100, 1), (100.1, 0)])
def test_the_tolerance_is_a_millimetre_to_a_hundred_metres(streets, tolerance_m, fits):
    if fits:
        made = streets(((0, 0), (900, 0)), tolerance_m=tolerance_m)
        assert made.report.tolerance_m == tolerance_m
        return
    with pytest.raises(DataError, match=f"^接点容差 {tolerance_m} 米无效"):
        streets(((0, 0), (900, 0)), tolerance_m=tolerance_m)


def test_a_line_of_a_thousand_kilometres_is_one(streets):
    network = streets(((0, 0), (1e6, 0)))
    assert lengths(network) == [1e6]
    assert (network.label, network.report.dropped["零长度"]) == ("试验路网", 0)
    assert "超过 1 000 公里" not in network.report.dropped


def test_a_line_of_half_a_metre_is_one(streets):
    assert lengths(streets(((0, 0), (0.5, 0)), tolerance_m=0.1)) == [0.5]


def test_every_part_of_a_line_has_its_level(shapes_at):
    """Both parts pass over the street, one of the lines beside it does not."""
    over = MultiLineString([[(30, -50), (30, 50)], [(60, -50), (60, 50)]])
    street, lane = LineString([(0, 0), (100, 0)]), LineString([(80, -50), (80, 50)])
    lines = shapes_at(over, street, lane)
    network = build_network(lines, label="试", levels=Series([1, 0, 0]))
    assert lengths(network) == [20, 50, 50, 80, 100, 100]


def test_heights_and_doubled_vertices_go(shapes_at):
    """The third vertex lies a twentieth of a millimetre past the second."""
    high = LineString([(0, 0, 20), (50, 30, 21), (50, 30.00005, 22), (100, 0, 23)])
    (shape,) = build_network(shapes_at(high), label="试").shapes
    assert not shape.has_z
    assert len(shape.coords) == 3


def test_what_is_left_out_is_counted_by_reason(shapes_at):
    """Two without a place, one of no length, a part that is far too long and a repeated line."""
    line = LineString([(0, 0), (100, 0)])
    slip = MultiLineString([[(0, 9), (2e6, 9)], [(0, 50), (100, 50)]])
    layer = shapes_at(line, line, LineString([(5, 5), (5, 5)]), slip)
    layer.loc["none"], layer.loc["empty"] = [None], [LineString()]
    report = build_network(layer, label="试").report
    assert (report.lines, report.edges) == (6, 2)
    assert report.dropped == {"空几何": 2, "零长度": 1, "超过 1 000 公里": 1, "重复": 1}


RUNS = st.lists(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=4),
    min_size=1,
    max_size=8,
)


@given(RUNS)
@settings(max_examples=80)
def test_edges_meet_at_nodes_alone_and_cover_the_lines(runs):
    """Against GEOS: its noded union has the same length, and no two edges cross within."""
    lines = [line for run in runs if (line := LineString(run)).length and line.is_simple]
    assume(lines)
    frame = GeoDataFrame(geometry=lines, crs="EPSG:4548")
    network = build_network(frame, label="试", tolerance_m=0.001)
    union = shapely.node(shapely.union_all(np.array(lines)))
    assert network.lengths_m.sum() == pytest.approx(union.length, abs=0.1)
    ends = network.nodes_m[np.concatenate([network.starts, network.ends])]
    tips = np.concatenate([shapely.get_point(network.shapes, place) for place in (0, -1)])
    assert np.abs(shapely.get_coordinates(tips) - ends).max() == 0
    one, two = network.tree.query(network.shapes, predicate="crosses")
    inside = shapely.intersection(network.shapes[one], network.shapes[two])
    nodes = shapely.multipoints(shapely.points(network.nodes_m))
    assert (shapely.distance(inside, nodes) < 0.01).all()


def test_lines_that_meet_more_often_than_roads_do(streets, monkeypatch):
    grid = [((0, y), (100, y)) for y in range(0, 50, 10)]
    grid += [((x, -5), (x, 50)) for x in range(5, 55, 10)]
    monkeypatch.setattr(intersections, "MOST_MEETINGS", 25)  # five by five
    assert streets(*grid).report.nodes == 25 + 2 * 10
    monkeypatch.setattr(intersections, "MOST_MEETINGS", 24)
    with pytest.raises(DataError, match="线与线相交、相近处超过 24 处"):
        streets(*grid)
