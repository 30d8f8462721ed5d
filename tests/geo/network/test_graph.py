"""A network of a few edges: what stays, how it is numbered, what the report says."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.errors import DataError
from geo.network.graph import NetworkSource, assemble, report_rows

SPOTS = {
    "lone": (9, 9),
    "west": (0, 0),
    "east": (100, 0),
    "north": (100, 40),
    "near": (100.5, 0),
    "far": (700, 0),
    "farther": (760, 0),
}
NODES = np.array(list(SPOTS.values()), dtype=float)
SOURCE = NetworkSource(7, 2.5, {"空几何": 2, "重复": 4})


def made(*edges, source=SOURCE):
    """Network of edges as (start, end, vertices between them)."""
    numbers = {name: number for number, name in enumerate(SPOTS)}
    starts, ends = (np.array([numbers[edge[at]] for edge in edges], dtype=int) for at in (0, 1))
    shapes = [shapely.LineString([SPOTS[one], *via, SPOTS[two]]) for one, two, via in edges]
    shapes = np.array(shapes, dtype=object)
    return assemble(NODES, (starts, ends), shapes, label="试", source=source)


def test_only_nodes_at_an_edge_stay_and_are_numbered_anew():
    network = made(("east", "west", []), ("east", "north", []))
    assert network.nodes_m.tolist() == [[0, 0], [100, 0], [100, 40]]
    assert network.starts.tolist() == [1, 1]
    assert network.ends.tolist() == [0, 2]
    assert network.starts.dtype == network.ends.dtype == np.int32
    assert network.lengths_m.tolist() == [100, 40]
    assert [shape.coords[0] for shape in network.shapes] == [(100, 0), (100, 0)]
    assert network.label == "试"


def test_the_report_adds_to_what_was_left_out_before():
    """60 of 200 m are an island; a loop of no length and a second course of the same go."""
    network = made(
        ("west", "east", []),
        ("east", "west", []),
        ("east", "east", []),
        ("east", "north", []),
        ("far", "farther", []),
    )
    report = network.report
    assert (report.lines, report.nodes, report.edges, report.components) == (7, 5, 3, 2)
    assert report.length_m == 200
    assert report.largest_share == 0.7
    assert report.tolerance_m == 2.5
    assert report.dropped == {"空几何": 2, "重复": 4 + 1, "零长度": 1}
    assert SOURCE.dropped == {"空几何": 2, "重复": 4}


def test_the_largest_part_is_the_longest_and_not_the_first():
    network = made(("far", "farther", []), ("west", "east", []), ("east", "north", []))
    assert network.report.largest_share == 0.7
    assert network.components.tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("via", "kept"),
    [
        ([(50, 0.001)], 1),  # a millimetre aside
        ([(50, 30)], 2),  # longer
        ([(25, 1), (75, -1)], 2),  # 6 cm longer, and in the same place half way
        ([(20, 0), (20, 5), (80, 5), (80, 0)], 2),  # 10 m longer, 5 m aside
    ],
)
def test_two_edges_of_the_same_course_are_one(via, kept):
    assert made(("west", "east", []), ("west", "east", via)).report.edges == kept
    assert made(("west", "east", []), ("east", "west", via[::-1])).report.edges == kept


def test_edges_as_long_as_each_other_on_two_sides_both_stay():
    """Bent to the north and to the south by 7 m."""
    network = made(("west", "east", [(50, 7)]), ("west", "east", [(50, -7)]))
    assert network.report.edges == 2
    assert network.lengths_m == pytest.approx([2 * 2549**0.5] * 2)


def test_half_a_metre_is_an_edge():
    network = made(("west", "east", []), ("east", "near", []))
    assert network.lengths_m.tolist() == [100, 0.5]


def test_edges_of_the_same_length_between_other_nodes_both_stay():
    network = made(("west", "east", []), ("far", "farther", [(680, -20), (720, -20)]))
    assert network.report.dropped["重复"] == 4


def test_the_first_of_each_course_stays():
    network = made(("east", "west", []), ("west", "east", []), ("east", "north", []))
    assert network.starts.tolist() == [1, 1]
    assert network.ends.tolist() == [0, 2]


def test_the_matrix_is_symmetric_with_the_shortest_of_parallel_edges_and_no_loops():
    """East of 100 and of 260 m by a detour; a loop of 60 m at the east end; 40 m to the north."""
    network = made(
        ("west", "east", [(50, 120)]),
        ("west", "east", []),
        ("east", "east", [(120, -10), (120, 10)]),
        ("north", "east", []),
    )
    assert network.report.edges == 4
    assert network.matrix.toarray().tolist() == [[0, 100, 0], [100, 0, 40], [0, 40, 0]]
    assert network.matrix.nnz == 4
    assert network.matrix.indices.dtype == network.matrix.indptr.dtype == np.int32
    assert network.degrees.tolist() == [2, 2 + 2 + 1, 1]


def test_indices_hold_edges_and_nodes():
    network = made(("west", "east", []), ("far", "farther", []))
    assert network.tree.nearest(shapely.Point(690, 5)) == 1
    assert network.node_tree.query((90, 1))[1] == 1


def test_nothing_left_is_refused():
    with pytest.raises(DataError, match="^试：没有可步行的线段；请检查"):
        made(("east", "east", []))
    with pytest.raises(DataError, match="没有可步行的线段"):
        made()


def test_every_figure_has_a_row(streets):
    """A crossing of 1 200 and 300 m, one street of it twice; islands of 100 and 50 m."""
    runs = [((0, 0), (1200, 0)), ((600, -150), (600, 150)), ((0, 900), (100, 900))]
    network = streets(*runs, runs[1], ((0, 999), (50, 999)), tolerance_m=0.5)
    assert dict(report_rows(network)) == {
        "路网": "试验路网",
        "道路（条）": "5",
        "节点（个）": "9",
        "路段（条）": "6",
        "总长（公里）": "1.65",
        "连通部分（个）": "3",
        "最大部分占总长": "90.9%",
        "其次各部分（公里）": "0.10、0.05",
        "接点容差（米）": "0.5",
        "剔除：重复": "2",
    }
    assert report_rows(network)[0][0] == "路网"


def test_of_many_parts_the_five_next_in_size_are_named(streets):
    """Islands of 1 to 8 km: the largest is told by its share."""
    runs = [((0, 100 * number), (1000 * number, 100 * number)) for number in range(1, 9)]
    rows = dict(report_rows(streets(*runs)))
    assert rows["其次各部分（公里）"] == "7.00、6.00、5.00、4.00、3.00"
    assert rows["连通部分（个）"] == "8"
    assert rows["最大部分占总长"] == "22.2%"


def test_large_figures_have_commas_and_what_is_not_there_is_told(streets):
    network = streets(((0, 0), (100, 0)))
    counts = {"lines": 12345, "nodes": 23456, "edges": 34567, "components": 4567}
    report = replace(network.report, **counts, length_m=1_234_500.0, tolerance_m=0.0)
    report = replace(report, dropped={"零长度": 5678, "重复": 0})
    rows = dict(report_rows(replace(network, report=report)))
    assert rows == {
        "路网": "试验路网",
        "道路（条）": "12,345",
        "节点（个）": "23,456",
        "路段（条）": "34,567",
        "总长（公里）": "1,234.50",
        "连通部分（个）": "4,567",
        "最大部分占总长": "100.0%",
        "其次各部分（公里）": "无",
        "接点容差（米）": "按共用节点",
        "剔除：零长度": "5,678",
    }
    bare = replace(network, report=replace(report, dropped={}))
    assert dict(report_rows(bare))["剔除"] == "无"
