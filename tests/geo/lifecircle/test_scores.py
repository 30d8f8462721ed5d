"""A gap analysis read by estate: matrix, completeness by level, what is missing, who first."""

import math

import numpy as np
import pytest

from geo.distance import StraightLine
from geo.lifecircle.gaps import MET, NO_DATA, NO_PLACE, UNMET, analyse_gaps
from geo.lifecircle.scores import completeness, matrix, missing, worst_first


@pytest.fixture
def rules(make_rules):
    """15 minutes: school, kindergarten, culture (no data), optional park; 10 minutes: market."""
    return make_rules(
        {"radius_m": 500.0},
        {"kind": "幼儿园", "matches": "幼儿园", "radius_m": 300.0},
        {"kind": "文化", "matches": "文化"},
        {"kind": "公园", "matches": "公园", "required": False},
        {"kind": "菜市场", "matches": "菜市场", "level_min": 10.0},
    )


@pytest.fixture
def result(at, make_facilities, rules):
    """Along a street: school at 0, kindergarten at 100, market at 2 000, park at 9 000 m east."""
    facilities = make_facilities(
        (0, 0, "学校", "小学"),
        (100, 0, "幼儿园", ""),
        (2000, 0, "菜市场", ""),
        (9000, 0, "公园", ""),
    )
    demand = at((0, 0), (450, 0), (2000, 0), None, name=["甲", "乙", "丙", "丁"])
    return analyse_gaps(demand, facilities, rules, StraightLine())


def test_the_matrix_has_a_row_an_estate_and_a_column_a_rule(result):
    status, distance_m = matrix(result)
    assert status.index.tolist() == ["p0", "p1", "p2", "p3"]
    assert status.columns.tolist() == ["r0", "r1", "r2", "r3", "r4"]
    assert status.loc["p0"].tolist() == [MET, MET, NO_DATA, UNMET, UNMET]
    assert status.loc["p3"].tolist() == [NO_PLACE, NO_PLACE, NO_DATA, NO_PLACE, NO_PLACE]
    assert distance_m.loc["p1"].tolist()[:2] == [450, 350]
    assert np.isnan(distance_m.loc["p1", "r2"])


def test_what_is_missing_is_required_and_evaluated(result):
    assert missing(result).to_dict() == {
        "p0": ("菜市场",),
        "p1": ("幼儿园", "菜市场"),
        "p2": ("小学", "幼儿园"),
        "p3": (),
    }
    assert (missing(result).name, missing(result).dtype) == ("missing", object)


def test_each_level_is_scored_by_itself(result):
    table = completeness(result)
    assert (table.index.tolist(), table.columns[0]) == (list(range(8)), "demand_id")
    assert table["demand_id"].tolist() == ["p0", "p0", "p1", "p1", "p2", "p2", "p3", "p3"]
    assert table["level_min"].tolist() == [15, 10] * 4
    assert table["required"].tolist() == [3, 1] * 4
    assert table["evaluated"].tolist() == [2, 1, 2, 1, 2, 1, 0, 0]
    assert table["met"].tolist() == [2, 0, 1, 0, 0, 1, 0, 0]
    assert table["share"].tolist()[:6] == [1, 0, 0.5, 0, 0, 1]
    assert table["share"].isna().tolist() == [False] * 6 + [True] * 2
    assert table["no_data"].tolist() == [1, 0] * 4
    assert table["missing"].tolist() == [
        "",
        "菜市场",
        "幼儿园",
        "菜市场",
        "小学、幼儿园",
        "",
        "",
        "",
    ]
    assert set(table["preset"]) == {"试行"}


def test_the_worst_come_first_the_unknown_last(result):
    """甲 2 of 3; 乙 1 of 3, short by 50 + 1 050 m; 丙 1 of 3, by 1 500 + 1 600 m; 丁 unknown."""
    table = worst_first(result)
    assert table.index.tolist() == ["p2", "p1", "p0", "p3"]
    assert table["demand_name"].tolist() == ["丙", "乙", "甲", "丁"]
    assert table["share"].tolist()[:3] == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert table["short_m"].tolist() == [3100, 1100, 1500, 0]
    assert table["missing"].tolist() == ["小学、幼儿园", "幼儿园、菜市场", "菜市场", ""]


def test_what_cannot_be_reached_is_short_without_end(at, make_facilities, make_rules):
    class Cut(StraightLine):
        def closest(self, points_m, places_m):
            return super().closest(points_m, places_m.iloc[:0])

    school = make_facilities((0, 0, "学校", "小学"))
    result = analyse_gaps(at((0, 0)), school, make_rules({}), Cut())
    assert worst_first(result)["short_m"].tolist() == [math.inf]


def test_presets_without_levels_and_several_presets(at, make_facilities, make_rules):
    rules = make_rules({}, {"preset": "学位", "level_min": math.nan})
    school = make_facilities((0, 0, "学校", "小学"))
    table = completeness(analyse_gaps(at((0, 0)), school, rules, StraightLine()))
    assert table["preset"].tolist() == ["试行", "学位"]
    assert table["level_min"].isna().tolist() == [False, True]
    assert table["met"].tolist() == [1, 1]


def test_what_is_off_the_network_or_undecided_is_counted_where_it_is_required(
    at, make_facilities, make_rules
):
    """Required 500 m and 100 m, optional 90 m; the school is known to 30 m, and 80 m away."""

    class Island(StraightLine):
        def connected(self, points_m):
            return super().connected(points_m) & (points_m.index != "p1")

    rules = make_rules(
        {}, {"kind": "近", "radius_m": 100.0}, {"kind": "可", "radius_m": 90.0, "required": False}
    )
    school = make_facilities((0, 80, "学校", "小学"), accuracy_m=30.0)
    result = analyse_gaps(at((0, 0), (9, 0)), school, rules, Island())
    table = worst_first(result)
    assert table["off_network"].to_dict() == {"p0": 0, "p1": 2}
    assert table["undecided"].to_dict() == {"p0": 1, "p1": 0}
    assert table["share"].tolist()[0] == 1
    assert table["share"].dtype == float


def test_nothing_gives_empty_tables(at, make_facilities, make_rules, rules):
    school = make_facilities((0, 0, "学校", "小学"))
    for demand, asked in ((at(), rules), (at((0, 0)), make_rules()), (at(), make_rules())):
        result = analyse_gaps(demand, school, asked, StraightLine())
        assert completeness(result).empty
        assert len(worst_first(result)) == len(missing(result)) == len(demand)
        assert matrix(result).status.shape == (len(demand), len(asked))
    assert "share" in completeness(result)
