"""Tables and frames under Chinese headers, every cell worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from pandas import DataFrame, Series

from geo.distance import StraightLine
from geo.exporting.csv_text import csv_text
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.headers import rule_headers
from geo.lifecircle.result_tables import (
    areas_frame,
    completeness_table,
    estates_frame,
    facilities_frame,
    gap_table,
    matrix_table,
    share_table,
)
from geo.lifecircle.shares import Target, shares

LABEL = "直线距离筛查"
PARK = {"kind": "公园", "matches": "公园", "radius_m": 300.0, "level_min": 5.0, "required": False}
NOTHING = {"kind": "公交车站", "matches": "", "level_min": 5.0}


class Cut(StraightLine):
    """No way leads from anywhere to anywhere, though all is connected to something."""

    def closest(self, points_m, places_m):
        return super().closest(points_m, places_m.iloc[:0])


@pytest.fixture
def demand(at):
    """甲 200 m from the school; 乙 600.126 m; 丙 nowhere."""
    return at((0, 0), (0, 800.126), None, name=["甲苑", "乙苑", "丙苑"])


@pytest.fixture
def facilities(make_facilities):
    """f0 school, f1 park: straight north of 甲."""
    return make_facilities((0, 200, "学校", "小学"), (0, 301, "公园", ""))


@pytest.fixture
def result(demand, facilities, make_rules):
    return analyse_gaps(demand, facilities, make_rules({}, PARK, NOTHING), StraightLine())


HEADS = ["15分钟_小学_500米", "5分钟_公园_300米", "5分钟_公交车站_500米"]


def test_headers_tell_level_kind_and_radius(make_rules):
    rules = make_rules({}, PARK, {"level_min": np.nan, "radius_m": 62.5}, {}, {"preset": "另一"})
    assert rule_headers(rules) == [
        "15分钟_小学_500米（r0）",
        "5分钟_公园_300米",
        "小学_62.5米",
        "15分钟_小学_500米（r3）",
        "15分钟_小学_500米（r4）",
    ]


def test_every_pair_has_a_row(result):
    table = gap_table(result)
    assert len(table) == 9
    assert table.columns.tolist() == [
        *("编号", "名称", "规则编号", "层级_分钟", "设施类别", "配置要求", "服务半径_米"),
        *("最近设施编号", "最近设施", "步行距离_米", "步行时间_分钟", "直线距离_米"),
        *("状态", "存疑", "说明", "测距方法"),
    ]
    first, park, bus, far = (table.iloc[place].tolist() for place in (0, 1, 2, 3))
    school = ["小学", "必配", 500, "f0", "学校0"]
    assert first == ["p0", "甲苑", "r0", 15, *school, 200, 3.33, 200, "达标", "否", "", LABEL]
    assert park[4:] == [
        *("公园", "选配", 300, "f1", "公园1", 301, 5.02, 301, "未达标", "否", "", LABEL)
    ]
    assert far[9:13] == [600.13, 10.0, 600.13, "未达标"]
    assert bus[12:15] == ["无资料", "否", "现有资料没有此类设施，不等于没有"]
    assert table.iloc[6:8]["状态"].tolist() == ["无位置"] * 2
    assert table.iloc[6:]["步行距离_米"].isna().all()


def test_what_cannot_be_reached_is_blank_with_words(demand, facilities, make_rules):
    result = analyse_gaps(demand, facilities, make_rules({}), Cut())
    table = gap_table(result)
    assert table["步行距离_米"].isna().all()
    assert table["状态"].tolist() == ["未达标", "未达标", "无位置"]
    assert table["说明"].tolist() == ["步行无路可达", "步行无路可达", "没有位置，不评价"]
    assert matrix_table(result)[HEADS[0]].tolist() == ["未达标（不可达）"] * 2 + ["无位置"]
    for text in (csv_text(gap_table(result)), csv_text(matrix_table(result))):
        assert "inf" not in text
        assert "nan" not in text


def test_doubt_is_said(at, make_facilities, make_rules):
    school = make_facilities((0, 490, "学校", "小学"), accuracy_m=30.0)
    table = gap_table(analyse_gaps(at((0, 0)), school, make_rules({}), StraightLine()))
    assert table[["状态", "存疑", "说明"]].to_numpy().tolist() == [
        ["达标", "是", "距半径小于位置精度，达标与否不定"]
    ]


def test_the_matrix_holds_metres_or_words(result):
    table = matrix_table(result)
    assert table.columns.tolist() == ["编号", "名称", *HEADS, "测距方法"]
    assert table.to_numpy().tolist() == [
        ["p0", "甲苑", "200", "301", "无资料", LABEL],
        ["p1", "乙苑", "600.13", "499.13", "无资料", LABEL],
        ["p2", "丙苑", "无位置", "无位置", "无资料", LABEL],
    ]


def test_the_worst_served_stand_first(result):
    """乙 has 0 of 1 required, 甲 1 of 1, 丙 is not evaluated; the park is optional."""
    table = completeness_table(result)
    assert table["编号"].tolist() == ["p1", "p1", "p0", "p0", "p2", "p2"]
    assert table["层级_分钟"].tolist() == [15, 5] * 3
    columns = ["必配_项", "可评价_项", "达标_项", "无资料_项", "缺项"]
    assert table[columns].to_numpy().tolist() == [
        [1, 1, 0, 0, "小学"],
        [1, 0, 0, 1, ""],
        [1, 1, 1, 0, ""],
        [1, 0, 0, 1, ""],
        [1, 0, 0, 0, ""],
        [1, 0, 0, 1, ""],
    ]
    assert table["完整度_%"].fillna(-1).tolist() == [0, -1, 100, -1, -1, -1]
    assert (table["测距方法"] == LABEL).all()


def test_shares_are_percent_by_zone(result):
    zones = Series(["west", "east", ""], index=["p0", "p1", "p2"])
    weight = Series([30.0, 70.0, np.nan], index=zones.index)
    found = shares(result, zones, weight=weight, target=Target(0.5, ""))
    table = share_table(found, {"west": "西"}, label=LABEL, weight="人口")
    school = table[table["设施类别"] == "小学"]
    assert school["分区"].tolist() == ["西", "east", "全区"]
    assert school["分区编号"].tolist() == ["west", "east", "district"]
    assert school["达标占比_%"].tolist() == [100, 0, 50]
    assert school["目标占比_%"].tolist() == [50] * 3
    assert school["达到目标"].tolist() == ["是", "否", "是"]
    assert school["达标占比_人口_%"].tolist() == [100, 0, 30]
    assert school["达到目标_人口"].tolist() == ["是", "否", "否"]
    assert school["可评价_人口"].tolist() == [30, 70, 100]
    bus = table[table["设施类别"] == "公交车站"]
    assert bus["达到目标"].tolist() == [""] * 3
    assert bus["达标占比_%"].isna().all()


def test_without_a_weight_no_figure_is_made_up(result):
    found = shares(result, Series(["west"], index=["p0"]))
    table = share_table(found, {}, label=LABEL)
    assert table.columns.tolist() == [
        *("分区编号", "分区", "规则编号", "层级_分钟", "设施类别", "配置要求"),
        *("可评价_处", "达标_处", "达标占比_%", "目标占比_%", "达到目标", "测距方法"),
    ]
    assert "district" in found["zone_id"].tolist()


def test_one_and_none(at, make_facilities, make_rules):
    schools = make_facilities((0, 0, "学校", "小学"))
    for demand, rules in ((at(), make_rules({})), (at((0, 0)), make_rules())):
        result = analyse_gaps(demand, schools, rules, StraightLine())
        assert gap_table(result).empty
        assert len(matrix_table(result)) == len(demand)
        assert completeness_table(result).empty
        assert len(estates_frame(demand, result)) == len(demand)
        assert len(facilities_frame(schools, result)) == 1
        assert csv_text(gap_table(result)).startswith("\ufeff编号,名称")


def test_inputs_stay_as_they_are(demand, facilities, result):
    kept = demand.copy(), facilities.copy(), result.table.copy(), result.rules.copy()
    gap_table(result)
    estates_frame(demand, result)
    facilities_frame(facilities, result)
    areas_frame(facilities, result.rules, StraightLine())
    now = demand, facilities, result.table, result.rules
    for before, after in zip(kept, now, strict=True):
        pd.testing.assert_frame_equal(DataFrame(before), DataFrame(after))
