"""Gap tables made by hand, before and after."""

import math

import numpy as np
import pytest
from pandas import DataFrame

from geo.errors import DataError, MissingColumnError
from geo.scenario.compare import compare, saved

INF = math.inf
BEFORE = [
    ("a", "小学", 400, "达标"),
    ("b", "小学", 900, "未达标"),
    ("c", "小学", INF, "未接入路网"),
    ("a", "公园", INF, "无资料"),
    ("b", "公园", 700, "达标"),
    ("c", "公园", math.nan, "无位置"),
]
AFTER = [
    ("a", "小学", 300, "达标"),
    ("b", "小学", 450, "达标"),
    ("c", "小学", INF, "未接入路网"),
    ("a", "公园", 200, "达标"),
    ("b", "公园", 1200, "未达标"),
    ("c", "公园", math.nan, "无位置"),
]


def table(rows):
    frame = DataFrame(rows, columns=["demand_id", "rule_id", "distance_m", "status"])
    return frame.assign(kind=frame["rule_id"].map({"小学": "学校", "公园": "公园"}))


def test_each_rule_is_summed_up():
    rules = compare(table(BEFORE), table(AFTER)).rules
    school, park = rules.loc["小学"], rules.loc["公园"]
    assert rules["kind"].tolist() == ["学校", "公园"]
    assert (school["met_before"], school["met_after"]) == (1, 2)
    assert (school["newly_met"], school["lost"], school["still_unmet"]) == (("b",), (), ())
    assert (school["n_both"], school["walk_before_m"], school["walk_after_m"]) == (2, 650, 375)
    assert (park["met_before"], park["met_after"]) == (1, 1)
    assert (park["newly_met"], park["newly_known"]) == ((), ("a",))
    assert (park["lost"], park["still_unmet"]) == (("b",), ("b",))
    assert (park["n_both"], park["walk_before_m"], park["walk_after_m"]) == (1, 700, 1200)


STATUSES = ("达标", "未达标", "未接入路网", "无资料", "无位置")
TURNS = [(was, now) for was in STATUSES for now in STATUSES]


def test_every_turn_from_one_status_to_another_is_counted_once_and_rightly():
    """25 demand points, one a turn. 达标 five times before and after; 达标 to any other is lost.

    Only 未达标 to 达标 is newly met, others to 达标 are newly known; 未达标 after stays unmet.
    """
    before = [(f"{was}-{now}", "小学", 100, was) for was, now in TURNS]
    after = [(f"{was}-{now}", "小学", 100, now) for was, now in TURNS]
    rule = compare(table(before), table(after)).rules.loc["小学"]
    unsure = STATUSES[2:]
    assert (rule["met_before"], rule["met_after"]) == (5, 5)
    assert rule["newly_met"] == ("未达标-达标",)
    assert rule["newly_known"] == tuple(f"{was}-达标" for was in unsure)
    assert rule["lost"] == ("达标-未达标", *(f"达标-{now}" for now in unsure))
    assert rule["still_unmet"] == tuple(f"{was}-未达标" for was in STATUSES)


def test_means_are_over_those_who_walk_before_and_after():
    """Only a walks both times: 300 m and 200 m; b loses its way, c finds one, d never had one."""
    walks = {"a": (300, 200), "b": (900, INF), "c": (math.nan, 100), "d": (INF, math.nan)}
    before = [(name, "小学", was, "达标") for name, (was, _) in walks.items()]
    after = [(name, "小学", now, "达标") for name, (_, now) in walks.items()]
    found = compare(table(before), table(after))
    rule = found.rules.loc["小学"]
    assert (rule["n_both"], rule["walk_before_m"], rule["walk_after_m"]) == (1, 300, 200)
    assert found.rows["saved_m"].tolist()[:2] == [100, -INF]


def test_what_is_saved_is_known_where_one_of_both_walks_is():
    """From nowhere to 100 m is no end of saving, from 900 m to nowhere the contrary.

    What was not evaluated before (无资料) is not known to have been farther.
    """
    less = saved(np.array([INF, 900, 500, INF, math.nan]), np.array([100, INF, 200, INF, 100]))
    assert less.tolist()[:3] == [INF, -INF, 300]
    assert np.isnan(less[3:]).all()


def test_ids_of_numbers_are_told_as_text():
    rule = compare(table([(7, "小学", 9, "达标")]), table([(7, "小学", 9, "未达标")])).rules
    assert rule["lost"].tolist() == [("7",)]


def test_each_row_tells_the_difference():
    rows = compare(table(BEFORE), table(AFTER)).rows
    assert list(rows.columns) == [
        "demand_id", "rule_id", "before_m", "after_m", "saved_m", "before_status", "after_status"
    ]  # fmt: skip
    assert rows["saved_m"].tolist()[:2] == [100, 450]
    assert rows["saved_m"].tolist()[3:5] == [INF, -500]
    assert rows["saved_m"].isna().tolist() == [False, False, True, False, False, True]
    assert rows["before_status"].tolist() == [row[3] for row in BEFORE]


def test_the_order_of_the_second_table_changes_nothing():
    one, two = (compare(table(BEFORE), table(rows)) for rows in (AFTER, AFTER[::-1]))
    assert one.rows.equals(two.rows)
    assert one.rules.equals(two.rules)


def test_a_table_against_itself_shows_no_change():
    rules = compare(table(BEFORE), table(BEFORE)).rules
    assert (rules["met_before"] == rules["met_after"]).all()
    assert not any(rules["newly_met"])
    assert not any(rules["lost"])


def test_nothing_against_nothing():
    found = compare(table([]), table([]))
    assert found.rows.empty
    assert found.rules.empty
    assert "walk_after_m" in found.rules.columns


def test_nobody_reaching_in_both_has_no_mean():
    rules = compare(table(BEFORE[2:3]), table(AFTER[2:3])).rules
    assert rules["n_both"].tolist() == [0]
    assert math.isnan(rules["walk_before_m"].iloc[0])


def test_tables_must_match():
    with pytest.raises(DataError, match="需求点 c 的规则 公园 只在一张"):
        compare(table(BEFORE), table(AFTER[:-1]))
    swapped = [*AFTER[:-1], ("z", "公园", 1, "达标")]
    with pytest.raises(DataError, match="只在一张"):
        compare(table(BEFORE), table(swapped))
    with pytest.raises(DataError, match="规划后的缺口表: 需求点 a 的规则 小学 出现两次"):
        compare(table(BEFORE), table([*AFTER, AFTER[0]]))
    with pytest.raises(MissingColumnError, match="规划前的缺口表: 缺少列 status"):
        compare(table(BEFORE).drop(columns="status"), table(AFTER))
    with pytest.raises(MissingColumnError, match="规划后的缺口表: 缺少列 kind, status; 请重新"):
        compare(table(BEFORE), table(AFTER).drop(columns=["status", "kind"]))
