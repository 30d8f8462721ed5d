"""What plan and scenario change: cells worked out by hand, and two runs beside each other."""

import csv
from collections import Counter

import pandas as pd
import pytest
from pandas import Series

from geo.distance import StraightLine
from geo.lifecircle.command import main
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.headers import called
from geo.lifecircle.result_files import comparison_table, effect_table
from geo.scenario.compare import compare
from geo.scenario.effect import effects

LABEL = "直线距离筛查"
PARK = {"kind": "公园", "matches": "公园", "radius_m": 300.0, "level_min": 5.0, "required": False}
NOTHING = {"kind": "公交车站", "matches": "", "level_min": 5.0}


def test_before_and_after(at, make_facilities, make_rules):
    """A school 100 m from 乙: 900 m less to walk for it, nothing for 甲."""
    demand = at((0, 0), (1000, 0), name=["甲苑", "乙苑"])
    schools = make_facilities((0, 0, "学校", "小学"), (1000, 100, "学校", "小学"))
    rules = make_rules({}, NOTHING)
    before = analyse_gaps(demand, schools.iloc[:1], rules, StraightLine())
    after = analyse_gaps(demand, schools, rules, StraightLine())
    row, none = comparison_table(compare(before.table, after.table), after).to_dict("records")
    assert row == {
        **{"规则编号": "r0", "层级_分钟": 15, "设施类别": "小学", "配置要求": "必配"},
        **{"服务半径_米": 500, "规划前达标_处": 1, "规划后达标_处": 2, "新增达标_处": 1},
        **{"由不能评价变为达标_处": 0, "不再达标_处": 0, "规划后未达标_处": 0},
        **{"前后均可达_处": 2, "规划前平均步行_米": 500, "规划后平均步行_米": 50},
        **{"平均少走_米": 450, "新增达标": "乙苑", "由不能评价变为达标": "", "不再达标": ""},
        **{"规划后未达标": "", "测距方法": LABEL},
    }
    assert pd.isna(none["规划前平均步行_米"])


def test_effect_of_each_added_school(at, make_facilities, make_rules):
    demand = at((0, 0), (1000, 0), name=["同名", "同名"])
    schools = make_facilities((0, 0, "学校", "小学"), (1000, 100, "学校", "九年一贯制"))
    result = analyse_gaps(demand, schools, make_rules({}, PARK), StraightLine())
    asked = {"radius_m": 500.0, "model": StraightLine()}
    found = {
        "r0": effects(demand, schools.iloc[:1], schools.iloc[1:], **asked),
        "r1": effects(demand, schools.iloc[:0], schools.iloc[:0], **asked),
    }
    (row,) = effect_table(found, schools, result).to_dict("records")
    assert row == {
        **{"项目编号": "f1", "项目": "学校1", "来源": "现状", "按学段": "九年一贯制"},
        **{"规则编号": "r0", "层级_分钟": 15, "设施类别": "小学", "配置要求": "必配"},
        **{"服务半径_米": 500, "单独新增覆盖_处": 1, "成为最近设施_处": 1},
        **{"其中原先不可达_处": 0, "其余平均少走_米": 900, "全部平均少走_米": 450},
        **{"单独新增覆盖": "同名（p1）", "测距方法": LABEL},
    }
    nothing = effect_table({}, schools, result)
    assert nothing.columns.tolist() == list(row)
    assert nothing.empty


def test_names_that_are_shared_or_blank_carry_their_id():
    names = Series(["甲", "乙", "甲", ""], index=["1", "2", "3", "4"], dtype="str")
    assert called(names).tolist() == ["甲（1）", "乙", "甲（3）", "（4）"]


def table(folder, name):
    text = (folder / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def met_by_rule(folder):
    """Count again from the figures, not from the words."""
    counts = Counter()
    for row in table(folder, "缺口明细.csv"):
        walk = row["步行距离_米"]
        counts[row["规则编号"]] += bool(walk) and float(walk) <= float(row["服务半径_米"])
    return counts


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The district's data with the plan."""
    folder = tmp_path_factory.mktemp("规划")
    assert main(["-o", str(folder), "--plan"]) == 0
    return folder


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    """The same without the plan."""
    folder = tmp_path_factory.mktemp("现状")
    assert main(["-o", str(folder)]) == 0
    return folder


def test_without_the_plan_nothing_is_compared(today):
    assert len(list(today.iterdir())) == 8
    text = (today / "方法说明.txt").read_text(encoding="utf-8-sig")
    assert "未计规划项目" in text
    assert "学段假定" not in text


def test_before_and_after_are_two_runs(whole, today):
    rows = table(whole, "规划前后对比.csv")
    assert len(rows) == 15
    before, after = met_by_rule(today), met_by_rule(whole)
    for row in rows:
        rule = row["规则编号"]
        assert int(row["规划前达标_处"]) == before[rule]
        assert int(row["规划后达标_处"]) == after[rule]
        assert int(row["新增达标_处"]) == after[rule] - before[rule]
        names = row["新增达标"].split("、") if row["新增达标"] else []
        assert len(names) == int(row["新增达标_处"])
        assert int(row["不再达标_处"]) == 0
    assert after["life15-junior"] > before["life15-junior"]


def test_each_plan_project_on_its_own(whole):
    rows = table(whole, "规划项目效果.csv")
    pairs = [(row["项目"], row["设施类别"]) for row in rows]
    both = ["楞上学校新建", "博文学校新建", "新地学校新建", "万溪学校新建"]
    wanted = [*((name, "初中") for name in both), ("京山小学还建", "小学")]
    assert sorted(pairs) == sorted([*wanted, *((name, "小学") for name in both)])
    gained = {r["规则编号"]: int(r["新增达标_处"]) for r in table(whole, "规划前后对比.csv")}
    for rule in {row["规则编号"] for row in rows}:
        alone = [int(row["单独新增覆盖_处"]) for row in rows if row["规则编号"] == rule]
        assert max(alone) <= gained[rule] <= sum(alone)
    assert {row["来源"] for row in rows} == {"规划"}
