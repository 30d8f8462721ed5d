"""Made-up inputs are what they claim, and peers agree with this app; nothing is timed here."""

from math import inf

import numpy as np
import pytest
import shapely

from bench import curves, gaps, noding, straight, timing, walks
from bench.grids import (
    CORNER_M,
    grid_network,
    jittered_lines,
    long_lines,
    placed_at,
    scattered,
    side_for,
    street_lines,
)
from bench.network_peers import (
    has,
    igraph_graph,
    igraph_metres,
    networkx_graph,
    networkx_reach,
    pandana_network,
)
from bench.networks import curve_lines, table_lines
from bench.timing import Row, peak_mb, spoken
from geo.network.isochrone_outline import outline


@pytest.fixture
def once(monkeypatch):
    """Do measured work once and call it a second: what is measured matters here, not how fast."""

    def times(work, *_):
        work()
        return [1.0, 1.0]

    monkeypatch.setattr(timing, "_times", times)


def degrees(network):
    return np.bincount(network.degrees).tolist()


@pytest.fixture(scope="module", params=["grid", "streets"])
def town(request):
    """Wider than the cut-off of 1 000 m: grid 2 300 m, streets 1 200 m a side."""
    built = grid_network(24) if request.param == "grid" else noding.built(street_lines(12))
    return walks.walks_on(built, facilities=3)


def test_a_grid_of_four_a_side_has_24_edges_of_100_m():
    network = grid_network(4)
    assert (len(network.nodes_m), len(network.shapes)) == (16, 24)
    assert network.lengths_m.tolist() == [100.0] * 24
    assert degrees(network) == [0, 0, 4, 8, 4]


@pytest.mark.parametrize(("edges", "side"), [(4, 2), (12, 3), (23, 3), (24, 4), (10**6, 707)])
def test_the_side_of_a_grid_is_the_largest_that_has_so_many_edges(edges, side):
    assert side_for(edges) == side


def test_scattered_places_lie_on_the_grid_and_have_their_own_ids():
    places = scattered(50, 4, seed=1)
    inside = shapely.box(*CORNER_M, *(CORNER_M + 300))
    assert places.index.is_unique
    assert places.within(inside).all()
    assert not places.geometry.equals(scattered(50, 4, seed=2).geometry)


def test_streets_of_four_blocks_are_24_lines_of_three_vertices():
    lines = street_lines(4)
    assert shapely.get_num_points(lines.geometry).tolist() == [3] * 24


def test_streets_cross_between_their_vertices():
    shapes = street_lines(4).geometry.to_numpy()
    across, along = shapes[:8], shapes[8:16]
    one, two = shapely.STRtree(along).query(across, predicate="crosses")
    assert len(one) == 16
    places = shapely.get_coordinates(shapely.intersection(across[one], along[two]))
    vertices = shapely.get_coordinates(shapes)
    assert np.hypot(*(places[:, None] - vertices[None]).T).min() > 20


def test_dead_ends_leave_from_within_half_a_metre_of_a_street():
    shapes = street_lines(4).geometry.to_numpy()
    away = shapely.distance(shapely.get_point(shapes[16:], 0), shapes[:8])
    assert away.max() <= 0.5
    assert away.min() > 0


def test_streets_of_four_blocks_become_64_edges():
    """16 crossings, 8 T-meetings, 8 joints, 16 ends at the rim and 8 of dead ends."""
    network = noding.built(street_lines(4))
    assert len(network.shapes) == 4 * 4**2
    assert degrees(network) == [0, 16 + 8, 8, 8, 16]


def test_three_long_lines_each_way_are_cut_nowhere_and_cross_nine_times():
    lines = long_lines(3)
    assert shapely.get_num_points(lines.geometry).tolist() == [2] * 6
    network = noding.built(lines)
    assert len(network.shapes) == 24
    assert degrees(network) == [0, 12, 0, 0, 9]


def test_nodes_of_a_jittered_net_move_by_a_fifth_of_its_spacing_at_most():
    ends = shapely.get_coordinates(jittered_lines(3, 60.0)) - CORNER_M
    assert len(ends) == 2 * 12
    assert np.abs(ends - 60 * (ends / 60).round()).max() <= 12


def test_a_peer_that_knows_no_tolerance_misses_every_dead_end():
    streets = street_lines(4)
    pieces = shapely.get_parts(shapely.node(shapely.union_all(streets.geometry.to_numpy())))
    assert noding.missed_ends(noding.built(streets), pieces) == 8


def test_a_peer_misses_nothing_where_lines_cross():
    lines = long_lines(3)
    pieces = shapely.get_parts(shapely.node(shapely.MultiLineString(list(lines.geometry))))
    assert len(pieces) == 24
    assert noding.missed_ends(noding.built(lines), pieces) == 0


def test_networkx_reaches_the_same_nodes_from_each_source(town):
    graph = networkx_graph(town.network)
    ours = walks.reached_from(town, town.nodes)
    for node, found in zip(town.nodes.tolist(), ours, strict=True):
        theirs = networkx_reach(graph, [node], walks.LIMIT_M)
        sure = {at for at, metres in theirs.items() if metres < walks.LIMIT_M - 1e-6}
        assert sure <= found.keys() <= theirs.keys()
        assert found == pytest.approx({at: theirs[at] for at in found}, abs=1e-6)


@pytest.mark.parametrize("limit_m", [walks.LIMIT_M + 1e-3, inf])
def test_networkx_finds_the_same_nearest_metres(town, limit_m):
    ours = walks.nearest_metres(town, limit_m)
    found = networkx_reach(networkx_graph(town.network), town.nodes.tolist(), limit_m)
    theirs = [found.get(node, inf) for node in range(len(ours))]
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.skipif(not has("igraph"), reason="igraph is not installed")
def test_igraph_finds_the_same_metres(town):
    theirs = igraph_metres(igraph_graph(town.network), town.middle)
    (ours,) = walks.reached_from(town, np.array([town.middle]))
    assert {node for node, metres in enumerate(theirs) if metres < walks.LIMIT_M - 1e-6} <= set(
        ours
    )
    assert ours == pytest.approx({node: theirs[node] for node in ours}, abs=1e-6)


@pytest.mark.skipif(not has("pandana"), reason="pandana is not installed")
@pytest.mark.filterwarnings("ignore")
def test_pandana_finds_the_same_metres_to_a_millimetre_an_edge(town):
    made = pandana_network(town.network)
    (ours,) = walks.reached_from(town, np.array([town.middle]))
    for node, metres in ours.items():
        assert made.shortest_path_length(town.middle, node) == pytest.approx(metres, abs=0.05)


def test_polygons_of_this_app_and_its_peers_cover_the_same():
    lines = jittered_lines(20, 60.0)
    whole = outline(lines, fill_m2=0.0)
    assert len(lines) > 500
    for theirs in (noding.drawn_in_one_call(lines), noding.drawn_by_union(lines)):
        assert shapely.area(shapely.symmetric_difference(whole, theirs)) < 1e-3 * theirs.area


def test_peers_cover_the_same_points_and_a_buffer_loses_one_at_its_rim():
    turn = np.pi / 64
    spoke = np.array([np.cos(turn), np.sin(turn)])
    places = straight.bare(placed_at(CORNER_M[None]))
    shift = np.array([[0.0], [499.0], [499.9], [500.1]]) * spoke
    points = straight.bare(placed_at(CORNER_M + shift))
    truth = [True, True, True, False]
    assert straight.covered(points, places).tolist() == truth
    for peer in (straight.covered_by_tree, straight.covered_by_nearest, straight.covered_by_join):
        assert peer(points, places).tolist() == truth
    assert straight.covered_by_buffer(points, places).tolist() == [True, True, False, False]


def test_the_measured_district_is_that_of_the_plan_with_two_presets():
    estates, facilities, rules = gaps.district()
    assert not estates["outside"].any()
    assert set(rules["preset"]) == {"生活圈", "学位"}
    assert facilities["origin"].unique().tolist() == ["现状"]


def test_a_large_analysis_in_its_own_process_tells_its_size_and_its_peak():
    found = gaps.large_figures((4, 30, 3))
    assert (found["edges"], found["rows"]) == (24, 30)
    assert 20 < found["peak_mb"] < 2000


def test_memory_held_is_counted_in_megabytes():
    assert 20 < peak_mb() < 20_000


@pytest.mark.parametrize(("seconds", "exponent"), [((1, 2, 4), 1), ((1, 4, 16), 2), ((3, 3, 3), 0)])
def test_the_exponent_of_a_curve_tells_how_it_grows(seconds, exponent):
    curve = curves.Curve("work", "edges", (10, 20, 40), seconds)
    assert curve.exponent() == pytest.approx(exponent)


@pytest.mark.usefixtures("once")
def test_curves_are_measured_at_the_sizes_asked_for():
    made = curves.curves(edges=(12, 24), sources=(1, 2), blocks=(2, 4))
    assert [(curve.unit, curve.sizes) for curve in made] == [
        *[("edges", (12, 24))] * 4,
        ("sources", (1, 2)),
        ("lines", (6, 24)),
    ]


@pytest.mark.usefixtures("once")
def test_every_row_is_measured_with_its_peers():
    table = [
        *walks.rows(side=12, facilities=5),
        *noding.rows(blocks=4, lines=3, side=4),
        *straight.rows(points=50, places=5, side=12),
    ]
    assert all(isinstance(row, Row) and all(row) for row in table)
    assert sum("networkx" in row.peers for row in table) == 4


def test_seconds_are_told_in_ms_below_one():
    assert [spoken(s) for s in (0.00123, 0.0851, 2.0)] == ["1.2 ms", "85 ms", "2.00 s"]


def test_a_table_is_markdown():
    lines = list(table_lines([Row("work of some length", "2 ms", "1.0 ms", "peer 3.0 ms")]))
    assert len({len(line) for line in lines}) == 1
    assert lines[2] == "| work of some length | 2 ms     | 1.0 ms   | peer 3.0 ms     |"


def test_a_curve_is_a_table_under_its_growth():
    lines = list(curve_lines(curves.Curve("walk", "edges", (1000, 2000), (0.1, 0.2))))
    assert lines == [
        "walk, by edges: grows as edges^1.00",
        "| edges | 1,000  | 2,000  |",
        "| ----- | ------ | ------ |",
        "| time  | 100 ms | 200 ms |",
    ]
