"""Facilities of a planner's own layer: points, areas, words that are kinds and others."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.lifecircle.facility_kinds import widened
from geo.lifecircle.gaps import MET, NO_DATA, UNMET, analyse_gaps
from geo.lifecircle.imported import BLANK, facilities_of, replaced, words_of
from geo.lifecircle.question import Own, OwnServices
from geo.lifecircle.services import COLUMNS

X0, Y0 = 392_000.0, 3_168_000.0
TERMS = (("小学", "学校", "小学"), ("幼儿园", "幼儿园", ""))


def brought(layer, column, terms, title):
    return facilities_of(layer, OwnServices(Own("t", title), terms, column))


@pytest.fixture
def layer():
    shapes = [
        Point(X0, Y0),
        box(X0 + 100, Y0, X0 + 120, Y0 + 20),
        LineString([(X0, Y0), (X0 + 50, Y0)]),
        Point(X0 + 9, Y0),
        None,
    ]
    columns = {
        "name": ["甲", "乙", "丙", "丁", "戊"],
        "类别": ["小学", "幼儿园", "食堂", None, "小学"],
        "accuracy_m": [5.0, None, None, 1.0, 2.0],
    }
    return GeoDataFrame(columns, geometry=shapes, index=[1, 2, 3, 4, 5], crs=4548)


def test_rows_of_a_known_kind_become_facilities(layer):
    found, unknown = brought(layer, "类别", TERMS, "新增设施")
    assert list(found.columns) == COLUMNS
    assert found.index.tolist() == ["新增设施-1", "新增设施-2", "新增设施-5"]
    assert found["kind"].tolist() == ["学校", "幼儿园", "学校"]
    assert found["stage"].tolist() == ["小学", "", "小学"]
    assert found["origin"].unique().tolist() == ["导入：新增设施"]
    assert found["accuracy_m"].isna().tolist() == [False, True, False]
    assert found.geometry.iloc[0] == Point(X0, Y0)
    assert found.geometry.iloc[1].within(layer.geometry[2])
    assert found.geometry.iloc[2] is None
    assert unknown.to_dict() == {"食堂": 1, BLANK: 1}


def test_all_of_one_kind(layer):
    found, unknown = brought(layer, "", (("", "养老", ""),), "养老")
    assert found["kind"].tolist() == ["养老"] * 5
    assert unknown.empty
    assert found.geometry.iloc[2].distance(layer.geometry[3]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("terms", [(), TERMS])
def test_nothing_in_nothing_out(layer, terms):
    found, unknown = brought(layer.iloc[:0], "类别", terms, "空")
    assert list(found.columns) == COLUMNS
    assert len(found) == len(unknown) == 0


def test_a_column_that_is_gone_names_no_kind(layer):
    found, unknown = brought(layer, "没有", TERMS, "空")
    assert (len(found), int(unknown.sum())) == (0, 5)


def test_schools_take_their_stage_from_another_column(layer):
    schools = layer.assign(类别="学校", 学段=["小学", "初中", None, "小学", "小学"])
    assert words_of(schools, "类别", "学段").tolist() == ["小学", "初中", BLANK, "小学", "小学"]


def test_a_layer_in_degrees_is_brought_to_metres(layer):
    found, _ = brought(to_lonlat(layer), "类别", TERMS, "甲")
    assert found.crs.to_epsg() == 4548
    assert found.geometry.iloc[0].distance(Point(X0, Y0)) == pytest.approx(0, abs=1e-3)


def test_only_what_stands_and_is_of_the_same_kind_and_stage_is_replaced(layer, make_facilities):
    facilities = make_facilities(
        (0, 0, "学校", "小学"),
        (1, 0, "学校", "九年一贯制"),
        (2, 0, "学校", "小学"),
        (3, 0, "医院", ""),
    )
    facilities.loc["f2", "origin"] = "规划"
    own, _ = brought(layer, "类别", TERMS, "新增设施")
    assert replaced(facilities, own) == ["f0"]
    assert replaced(facilities, own.iloc[:0]) == []


def test_a_kind_without_data_can_be_evaluated_once_it_is_brought(make_rules, make_facilities):
    """Two estates 300 m and 301 m from the only centre: one is met, one is not."""
    rules = make_rules({"kind": "日间照料中心", "matches": "", "radius_m": 300.0})
    estates = GeoDataFrame(geometry=[Point(X0, Y0), Point(X0 - 1, Y0)], index=["a", "b"], crs=4548)
    before = analyse_gaps(estates, make_facilities(), rules, StraightLine()).table
    assert before["status"].astype(str).tolist() == [NO_DATA, NO_DATA]
    centre = GeoDataFrame(geometry=[Point(X0 + 300, Y0)], index=[1], crs=4548)
    own, _ = brought(centre, "", (("", "日间照料中心", ""),), "照料中心")
    after = analyse_gaps(estates, own, widened(rules, own["kind"]), StraightLine()).table
    assert after["status"].astype(str).tolist() == [MET, UNMET]
    assert after["facility_id"].astype(str).tolist() == ["照料中心-1", "照料中心-1"]
    assert not after["undecided"].any()
