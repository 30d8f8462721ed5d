"""The report of a network, row by row, worked out by hand."""

from dataclasses import replace

from geo.network.reporting import report_rows


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
    assert [row.name for row in report_rows(network)][0] == "路网"


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
