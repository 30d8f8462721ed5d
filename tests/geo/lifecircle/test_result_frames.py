"""Frames of estates, facilities and areas under Chinese headers, worked out by hand."""

import json
import math

import numpy as np
import pytest

from geo.distance import StraightLine
from geo.errors import UnexpectedCRSError
from geo.exporting.geojson import geojson_of
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.result_tables import areas_frame, estates_frame, facilities_frame

LABEL = "直线距离筛查"
PARK = {"kind": "公园", "matches": "公园", "radius_m": 300.0, "level_min": 5.0, "required": False}
NOTHING = {"kind": "公交车站", "matches": "", "level_min": 5.0}


HEADS = ["15分钟_小学_500米", "5分钟_公园_300米", "5分钟_公交车站_500米"]


class Ashore(StraightLine):
    """Only what lies west of 500 m is on the network."""

    def connected(self, points_m):
        return super().connected(points_m) & (points_m.geometry.x < 392_500)


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


def test_estates_carry_status_and_what_they_lack(demand, result):
    frame = estates_frame(demand, result)
    assert frame.index.tolist() == ["p0", "p1", "p2"]
    assert frame.crs.to_epsg() == 4548
    assert frame[HEADS].to_numpy().tolist() == [
        ["达标", "未达标", "无资料"],
        ["未达标", "未达标", "无资料"],
        ["无位置", "无位置", "无资料"],
    ]
    assert frame["缺项"].tolist() == [(), ("小学",), ()]
    assert frame["缺项_项"].tolist() == [0, 1, 0]
    assert frame["可评价_项"].tolist() == [1, 1, 0]
    assert frame["达标_项"].tolist() == [1, 0, 0]
    assert frame["完整度_%"].fillna(-1).tolist() == [100, 0, -1]
    read = json.loads(geojson_of("层", frame))["features"]
    assert read[1]["id"] == "p1"
    assert read[1]["properties"]["缺项"] == "小学"
    assert read[2]["geometry"] is None
    assert read[2]["properties"]["完整度_%"] is None


def test_facilities_tell_what_they_count_for(at, make_facilities, make_rules):
    facilities = make_facilities(
        (0, 0, "学校", "小学"), (900, 0, "公园", ""), (900, 0, "医院", ""), (None, None, "公园", "")
    )
    result = analyse_gaps(at((0, 0)), facilities, make_rules({}, PARK, NOTHING), Ashore())
    frame = facilities_frame(facilities, result)
    assert frame.columns.tolist() == [
        *("名称", "设施类别", "学段", "来源", "精度_米"),
        *("计入规则", "未接入路网", "测距方法", "geometry"),
    ]
    assert frame["计入规则"].tolist() == [(HEADS[0],), (HEADS[1],), (), (HEADS[1],)]
    assert frame["未接入路网"].tolist() == ["否", "是", "", "否"]
    assert frame["来源"].tolist() == ["现状"] * 4
    assert frame.index.name == "编号"


def test_areas_of_each_rule_at_its_radius(make_facilities, make_rules):
    """Two discs 2 000 m apart; the same rule of another level is drawn once, listed twice."""
    facilities = make_facilities(
        (0, 0, "学校", "小学"), (2000, 0, "学校", "小学"), (None, None, "公园", "")
    )
    rules = make_rules({}, PARK, {"level_min": np.nan, "preset": "学位"})
    asked = []

    class Counting(StraightLine):
        def area(self, origins_m, reaches_m):
            asked.append(list(reaches_m))
            return super().area(origins_m, reaches_m)

    frame = areas_frame(facilities, rules, Counting())
    assert asked == [[500.0], [300.0]]
    assert frame.index.tolist() == ["r0", "r2"]
    assert frame["服务半径_米"].tolist() == [500, 500]
    assert frame["设施_处"].tolist() == [2, 2]
    assert frame["标准"].tolist() == ["试行", "学位"]
    assert (frame["测距方法"] == LABEL).all()
    assert frame.area.tolist() == pytest.approx([2 * math.pi * 500**2] * 2, rel=0.01)
    assert json.loads(geojson_of("层", frame))["features"][0]["id"] == "r0"


def test_areas_of_nothing(make_facilities, make_rules):
    schools = make_facilities((0, 0, "学校", "小学"))
    assert areas_frame(schools.iloc[:0], make_rules({}), StraightLine()).empty
    assert areas_frame(schools, make_rules(), StraightLine()).empty
    assert areas_frame(schools, make_rules(), StraightLine()).crs.to_epsg() == 4548
    with pytest.raises(UnexpectedCRSError, match="facilities_m"):
        areas_frame(schools.to_crs("EPSG:4326"), make_rules({}), StraightLine())
