"""Hand-made extracts, metres from a corner in the district; networkx as oracle."""

from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import numpy as np
import pytest
from geopandas import GeoSeries
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.network.osm import read_osm

X0, Y0 = 392_000.0, 3_168_000.0
STREET = {"highway": "residential"}
CROSS = {1: (0, 0), 2: (200, 0), 3: (100, -100), 4: (100, 100), 5: (100, 0)}
CM = 0.03
"""Files hold seven decimals of a degree: a centimetre at either end of a line."""


def degrees(nodes):
    """Lon/lat of nodes given as metres from the corner."""
    east, north = np.array(list(nodes.values()), dtype=float).reshape(-1, 2).T
    points = to_lonlat(GeoSeries.from_xy(X0 + east, Y0 + north, crs="EPSG:4548"))
    return {key: (point.x, point.y) for key, point in zip(nodes, points, strict=True)}


def osm_xml(nodes, ways):
    """Text of an extract; `ways` are pairs of nodes and tags."""
    points = "".join(
        f'<node id="{key}" version="1" lat="{lat:.7f}" lon="{lon:.7f}"/>'
        for key, (lon, lat) in degrees(nodes).items()
    )
    courses = "".join(
        f'<way id="{number}" version="1">'
        + "".join(f'<nd ref="{ref}"/>' for ref in refs)
        + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        + "</way>"
        for number, (refs, tags) in enumerate(ways, 1)
    )
    return f'<osm version="0.6">{points}{courses}</osm>'


def read_text(text, folder, name="图 区.osm"):
    path = Path(folder) / name
    path.write_text(text, encoding="utf-8")
    return read_osm(path)


@pytest.fixture
def read(tmp_path):
    """Read a network from nodes and ways."""
    return lambda nodes, ways: read_text(osm_xml(nodes, ways), tmp_path)


def size(network):
    report = network.report
    return report.nodes, report.edges, report.components


def test_a_street_grid(read):
    nodes = {3 * row + column: (100 * column, 100 * row) for row in range(3) for column in range(3)}
    across = [([3 * row, 3 * row + 1, 3 * row + 2], STREET) for row in range(3)]
    along = [([column, column + 3, column + 6], STREET) for column in range(3)]
    network = read(
        {key + 1: at for key, at in nodes.items()},
        [([ref + 1 for ref in refs], tags) for refs, tags in across + along],
    )
    assert size(network) == (9, 12, 1)
    assert (network.report.lines, network.report.tolerance_m) == (6, 0)
    assert network.lengths_m == pytest.approx(np.full(12, 100), abs=CM)
    assert network.nodes_m.min(axis=0) == pytest.approx((X0, Y0), abs=CM)


def test_a_bend_is_no_node(read):
    network = read({1: (0, 0), 2: (300, 0), 3: (300, 400)}, [([1, 2, 3], STREET)])
    assert size(network) == (2, 1, 1)
    assert network.lengths_m == pytest.approx([700], abs=CM)
    assert len(network.shapes[0].coords) == 3


@pytest.mark.parametrize("more", [{"bridge": "yes", "layer": "1"}, {"tunnel": "yes"}, {}])
def test_ways_that_share_no_node_do_not_join(read, more):
    network = read(CROSS, [([1, 2], STREET), ([3, 4], STREET | more)])
    assert size(network) == (4, 2, 2)


def test_a_bridge_joins_the_streets_at_its_ends(read):
    nodes = CROSS | {6: (100, -200)}
    bridge = STREET | {"bridge": "yes", "layer": "1"}
    network = read(nodes, [([1, 2], STREET), ([3, 4], bridge), ([6, 3], STREET)])
    assert size(network) == (5, 3, 2)


def test_a_crossing_joins_where_the_node_is_shared(read):
    crossing = {"highway": "footway", "footway": "crossing"}
    network = read(CROSS, [([1, 5, 2], STREET), ([3, 5, 4], crossing)])
    assert size(network) == (5, 4, 1)
    assert network.degrees.max() == 4


def test_what_is_not_walked_on_is_counted_by_reason(read):
    ways = [
        ([1, 5], {"highway": "steps"}),
        ([5, 2], {"highway": "motorway"}),
        ([5, 4], {"highway": "motorway_link"}),
        ([5, 3], STREET | {"foot": "no"}),
        ([5, 4], {"highway": "construction"}),
        ([1, 2], {"route": "ferry", "highway": "service"}),
        ([1, 3], {"railway": "rail"}),
        ([1, 4], {"building": "yes"}),
    ]
    report = read(CROSS, ways).report
    assert (report.lines, report.edges) == (1, 1)
    assert {reason: count for reason, count in report.dropped.items() if count} == {
        "快速路（禁止步行）": 2,
        "禁止行人或不对外开放": 1,
        "在建、规划或已废弃": 1,
        "轮渡": 1,
        "非步行道路": 1,
    }


def test_a_way_is_cut_at_a_node_the_extract_lacks(read):
    nodes = {1: (0, 0), 2: (100, 0), 4: (300, 0), 5: (400, 0)}
    network = read(nodes, [([1, 2, 3, 4, 5], STREET), ([9, 1], STREET)])
    assert size(network) == (4, 2, 2)
    assert network.report.length_m == pytest.approx(200, abs=CM)
    assert network.report.dropped["缺少节点"] == 2
    assert network.report.dropped["不足两点"] == 1


def test_a_square_is_walked_along_its_rim(read):
    rim = {1: (0, 0), 2: (100, 0), 3: (100, 100), 4: (0, 100)}
    plaza = {"highway": "pedestrian", "area": "yes"}
    nodes = rim | {5: (-50, 0), 6: (150, 100)}
    network = read(nodes, [([1, 2, 3, 4, 1], plaza), ([5, 1], STREET), ([3, 6], STREET)])
    assert size(network) == (4, 4, 1)
    assert sorted(network.lengths_m) == pytest.approx([50, 50, 200, 200], abs=CM)


def test_a_loop_on_its_own_and_one_on_a_stalk(read):
    ring = {1: (0, 0), 2: (100, 0), 3: (100, 100), 4: (0, 100), 5: (-70, 0)}
    alone = read(ring, [([1, 2, 3, 4, 1], STREET)])
    assert size(alone) == (1, 1, 1)
    assert alone.lengths_m == pytest.approx([400], abs=CM)
    stalked = read(ring, [([5, 1, 2, 3, 4, 1], STREET)])
    assert size(stalked) == (2, 2, 1)
    assert sorted(stalked.lengths_m) == pytest.approx([70, 400], abs=CM)


def test_a_node_twice_in_a_row_and_a_way_twice(read):
    network = read(CROSS, [([1, 1, 5, 5, 2], STREET), ([2, 5, 1], STREET)])
    assert network.report.length_m == pytest.approx(200, abs=CM)
    assert network.report.dropped["重复"] == network.report.edges
    assert network.report.dropped["零长度"] == 0


def test_a_way_of_one_node_is_left_out(read):
    network = read(CROSS, [([1, 2], STREET), ([5], STREET), ([3, 3], STREET)])
    assert size(network) == (2, 1, 1)
    assert network.report.dropped["不足两点"] == 2


def test_nothing_to_walk_on(read):
    with pytest.raises(DataError, match="没有可步行的道路"):
        read(CROSS, [([1, 2], {"highway": "motorway"})])
    with pytest.raises(DataError, match="没有可步行的线段"):
        read(CROSS, [([1, 8, 2], STREET)])
    with pytest.raises(DataError, match="没有任何坐标"):
        read({}, [([1, 2], STREET)])


COURSES = st.lists(st.lists(st.integers(1, 9), min_size=2, max_size=6), min_size=1, max_size=6)


@given(COURSES)
@settings(max_examples=40)
def test_ways_on_foot_are_as_long_as_networkx_says(courses):
    spots = {key: (137 * (key % 3), 100 * (key // 3) + 11 * key) for key in range(1, 10)}
    graph = nx.Graph()
    for course in courses:
        for one, two in zip(course, course[1:], strict=False):
            metres = np.hypot(*np.subtract(spots[one], spots[two]))
            graph.add_edge(one, two, weight=float(metres))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    graph.remove_nodes_from(list(nx.isolates(graph)))
    if not graph:
        return
    with TemporaryDirectory() as folder:
        network = read_text(osm_xml(spots, [(course, STREET) for course in courses]), folder)
    names = {(round(x - X0), round(y - Y0)): at for at, (x, y) in enumerate(network.nodes_m)}
    known = {key: names[spot] for key, spot in spots.items() if spot in names}
    metres = dijkstra(network.matrix, directed=False)
    for one, two in ((one, two) for one in known for two in known):
        told = nx.single_source_dijkstra_path_length(graph, one).get(two, np.inf)
        assert metres[known[one], known[two]] == pytest.approx(told, abs=0.3)
    assert network.report.components == nx.number_connected_components(graph)
