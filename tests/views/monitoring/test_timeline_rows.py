"""What the timeline draws, from bars written down by hand."""

from datetime import date
from types import SimpleNamespace

from pandas import DataFrame, Index

from geo.monitoring.timeline import Timeline
from views.monitoring import timeline_chart, timeline_rows

D = date
COLUMNS = [
    "item", "kind", "start", "end", "drawn_from", "drawn_to", "open_start", "open_end", "reversed",
]  # fmt: skip
FIRST, LAST, TODAY = D(2021, 1, 1), D(2025, 12, 31), D(2023, 7, 1)


def found(*bars, goals=()):
    milestones = DataFrame(goals, columns=["item", "day", "year", "words"])
    told = DataFrame(bars, columns=COLUMNS)
    return Timeline(told, milestones, Index([]), FIRST, LAST, TODAY)


def bar(item, kind, start, end, until=None):
    told = [each for each in (start, end, until) if each]
    return (item, kind, start, end, min(told), max(told), start is None, end is None, False)


def items():
    rows = DataFrame(
        {"name": ["甲路", "乙校"], "status": ["在建", "未填报"], "overdue": [True, False],
         "column": ["专栏5", "专栏8"], "lead_unit": ["", "区教体局"],
         "zones": [("z-1", "z-2"), ()]},
        index=["a", "b"],
    )  # fmt: skip
    titles = {
        "column": {"专栏5": "专栏5 道路", "专栏8": "专栏8 学校"},
        "lead_unit": {"区教体局": "区教体局", "": "未填报"},
        "zone": {"z-1": "一区", "z-2": "二区", "": "不在分区内"},
    }
    return SimpleNamespace(rows=rows, titles=titles)


BARS = (
    bar("a", "planned", D(2021, 1, 1), D(2021, 12, 31)),
    bar("a", "actual", D(2021, 3, 1), None, TODAY),
    bar("b", "planned", None, D(2022, 6, 30)),
)


def test_groups_stand_over_their_items():
    laid = timeline_rows.laid(found(*BARS), items(), "column")
    assert laid.rows == 4
    assert list(laid.layers["groups"]["words"]) == ["专栏5 道路（1 项）", "专栏8 学校（1 项）"]
    assert list(laid.layers["names"]["words"]) == ["甲路　在建　逾期", "乙校　未填报"]
    assert list(laid.layers["names"]["y"].astype(int)) == [1, 3]


def test_an_item_of_two_zones_stands_in_each_and_without_groups_once():
    laid = timeline_rows.laid(found(*BARS), items(), "zone")
    assert list(laid.layers["names"]["to"]) == ["i:a", "i:a", "i:b"]
    assert list(timeline_rows.laid(found(*BARS), items(), "").layers["names"]["to"]) == [
        "i:a",
        "i:b",
    ]
    units = timeline_rows.laid(found(*BARS), items(), "lead_unit").layers["groups"]
    assert list(units["to"]) == ["g:区教体局", "g:"]


def test_bars_last_to_the_end_of_their_last_day_and_one_day_is_a_point():
    layers = timeline_rows.laid(found(*BARS), items(), "").layers
    (planned,) = layers["planned"].to_dict("records")
    assert planned["x1"] - planned["x0"] == 365
    assert planned["tip"] == "甲路：计划 2021-01-01 至 2021-12-31"
    (actual,) = layers["actual"].to_dict("records")
    assert actual["open"]
    assert actual["tip"] == "甲路：实际 2021-03-01 至 未填报"
    (point,) = layers["points"].to_dict("records")
    assert (point["to"], point["kind"]) == ("i:b", "计划")


def test_a_slip_of_the_pen_makes_no_axis_of_centuries():
    slip = bar("a", "planned", D(2022, 1, 1), D(2199, 1, 1))
    laid = timeline_rows.laid(found(slip), items(), "")
    assert (laid.first, laid.last) == (D(2021, 1, 1), D(2030, 12, 31))
    assert len(laid.layers["cuts"]) == 1
    (planned,) = laid.layers["planned"].to_dict("records")
    assert planned["x1"] == timeline_chart.stamp(D(2030, 12, 31)) + 1


def test_goals_stand_at_the_end_of_their_year():
    goal = ("a", D(2022, 12, 31), 2022, "通车")
    (mark,) = (
        timeline_rows.laid(found(*BARS, goals=[goal]), items(), "")
        .layers["goals"]
        .to_dict("records")
    )
    assert mark["tip"] == "甲路：2022 年目标 通车"


def test_the_axis_names_years_and_quarters_and_the_day():
    told = timeline_chart.axis_html(D(2023, 1, 1), D(2024, 12, 31), TODAY)
    assert "<b>2023 年</b>" in told
    assert told.count("<small>一季</small>") == 2
    share = (181 + 0.5) / 731 * 100  # 1 July is the 182nd day of 731
    assert f"left: {share:.3f}%" in told
    assert "2026" not in timeline_chart.axis_html(D(2023, 1, 1), D(2024, 12, 31), D(2026, 1, 1))


def test_the_chart_has_all_kinds_of_marks_and_those_of_items_are_clicked():
    slip = bar("b", "actual", D(2019, 1, 1), D(2199, 1, 1))
    goal = ("a", D(2022, 12, 31), 2022, "通车")
    laid = timeline_rows.laid(found(*BARS, slip, goals=[goal]), items(), "column")
    spec = timeline_chart.chart(laid, (FIRST, LAST), TODAY, "a")
    assert spec["height"] == 36 * 4
    assert {each["mark"]["type"] for each in spec["layer"]} == {"rect", "rule", "point", "text"}
    drawn = [each for each in spec["layer"] if each["data"]["values"]]
    for each in drawn:  # Vega-Lite hears clicks on marks with a tooltip alone
        told = any("to" in row for row in each["data"]["values"])
        tinted = each["mark"].get("color") == "#fff0c2"
        assert ("tooltip" in each["encoding"]) == (told and not tinted)
