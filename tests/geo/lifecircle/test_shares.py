"""Shares by zone, by number and by weight, against the target."""

import math

import pandas as pd
import pytest
from pandas import Series

from geo.coverage import DISTRICT
from geo.distance import StraightLine
from geo.errors import DataError
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.shares import TARGET, Target, shares


@pytest.fixture
def result(at, make_facilities, make_rules):
    """Five estates 0, 300, 600, 900, 1 200 m from a school that reaches 500 m; culture: no data."""
    rules = make_rules({}, {"kind": "文化", "matches": "文化"})
    demand = at(*((300 * i, 0) for i in range(5)))
    return analyse_gaps(demand, make_facilities((0, 0, "学校", "小学")), rules, StraightLine())


@pytest.fixture
def zones():
    """West: met, met, not; east: not; the last in no zone."""
    return Series(["west", "west", "west", "east", ""], [f"p{i}" for i in range(5)])


def test_by_zone_then_the_district(result, zones):
    table = shares(result, zones)
    assert (table.index.tolist(), table.columns[0]) == ([0, 1, 2, 3, 4, 5], "zone_id")
    assert table.dtypes[["evaluated", "met", "reached"]].tolist() == [int, int, "boolean"]
    assert table["zone_id"].tolist() == ["west"] * 2 + ["east"] * 2 + [DISTRICT] * 2
    assert table["rule_id"].tolist() == ["r0", "r1"] * 3
    school = table[table["rule_id"] == "r0"].set_index("zone_id")
    assert school["evaluated"].to_dict() == {"west": 3, "east": 1, DISTRICT: 4}
    assert school["met"].to_dict() == {"west": 2, "east": 0, DISTRICT: 2}
    assert school["share"].tolist() == pytest.approx([2 / 3, 0, 0.5])
    assert school["reached"].tolist() == [False, False, False]
    assert "weight" not in table


def test_without_data_there_is_no_share_and_no_verdict(result, zones):
    culture = shares(result, zones).query("rule_id == 'r1'")
    assert culture["evaluated"].tolist() == [0, 0, 0]
    assert culture["share"].isna().all()
    assert culture["reached"].isna().all()


def test_weights_weigh_and_missing_ones_are_counted(result, zones):
    people = Series([100.0, math.nan, 300.0, 50.0, 9999.0], zones.index, name="人口")
    table = shares(result, zones, weight=people).query("rule_id == 'r0'").set_index("zone_id")
    assert table["weight"].to_dict() == {"west": 400, "east": 50, DISTRICT: 450}
    assert table["weight_met"].to_dict() == {"west": 100, "east": 0, DISTRICT: 100}
    assert table["weight_share"].tolist() == pytest.approx([0.25, 0, 100 / 450])
    quarter = shares(result, zones, weight=people, target=Target(0.25, "s"))
    assert quarter["weight_reached"].tolist()[::2] == [True, False, False]
    assert quarter["weight_reached"].isna().tolist()[1::2] == [True] * 3
    assert shares(result, zones, weight=people.iloc[::-1], target=Target(0.25, "s")).equals(quarter)
    assert table["weight_missing"].tolist() == [1, 0, 1]
    assert table["share"].tolist() == pytest.approx([2 / 3, 0, 0.5])


def test_the_target_is_data_and_its_rim_counts(result, zones):
    assert TARGET.share == 0.85
    assert "TD/T 1062-2021" in TARGET.source
    table = shares(result, zones, target=Target(2 / 3, "s")).query("rule_id == 'r0'")
    assert table["reached"].tolist() == [True, False, False]
    assert set(table["target"]) == {2 / 3}
    for share, reached in ((0, [True] * 3), (1, [False] * 3)):
        table = shares(result, zones, target=Target(share, "s")).query("rule_id == 'r0'")
        assert table["reached"].tolist() == reached
    for wrong in (-0.1, 1.1, math.nan, 85):
        with pytest.raises(DataError, match="目标占比"):
            shares(result, zones, target=Target(wrong, "s"))


def test_zones_come_by_id_in_any_order_and_as_categories(result, zones):
    expected = shares(result, zones)
    assert shares(result, zones.iloc[[2, 0, 1, 3]]).equals(expected)
    ordered = zones.astype(pd.CategoricalDtype(["east", "south", "west", ""]))
    table = shares(result, ordered)
    assert table["zone_id"].unique().tolist() == ["east", "south", "west", DISTRICT]
    assert table.set_index(["zone_id", "rule_id"]).loc[("west", "r0"), "met"] == 2
    assert table.set_index(["zone_id", "rule_id"]).loc[("south", "r0"), "evaluated"] == 0


def test_where_there_are_no_zones_the_district_counts_everybody(result, zones):
    whole = shares(result, zones.where(zones == "", ""))
    assert whole["zone_id"].unique().tolist() == ["district"]
    parts = shares(result, zones.replace("", "rest"))
    assert (
        whole["evaluated"].tolist() == parts[parts["zone_id"] == "district"]["evaluated"].tolist()
    )
    assert whole["evaluated"].max() == 5


def test_zones_add_up_to_the_district(result, zones):
    table = shares(result, zones, weight=Series(1.5, zones.index))
    sums = table.groupby(table["zone_id"] == DISTRICT)[["evaluated", "met", "weight"]].sum()
    assert sums.loc[True].equals(sums.loc[False])


def test_no_demand_no_zone(at, make_facilities, make_rules):
    school = make_facilities((0, 0, "学校", "小学"))
    empty = analyse_gaps(at(), school, make_rules({}), StraightLine())
    table = shares(empty, Series([], dtype="str"), weight=Series([], dtype=float))
    assert table["zone_id"].tolist() == [DISTRICT]
    assert table["evaluated"].tolist() == [0]
    assert table["weight_share"].isna().all()
