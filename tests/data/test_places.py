"""Facilities, estates, roads and placed projects: unique, plausible, flagged as in or out."""

import geopandas as gpd
import pytest
import shapely
from shapely import box

from geo.crs import to_metric

KINDS = {"学校", "幼儿园", "卫生服务中心", "卫生服务站", "医院", "菜市场", "轨道站", "公园"}
KINDS |= {"养老", "文化", "体育"}
STAGES = {"小学", "初中", "九年一贯制", "高中", "完全中学"}
NEIGHBOURHOOD = box(115.86, 28.57, 115.97, 28.68)
NOT_PUBLIC_SERVICES = ["药店", "超市", "培训", "美容", "建材", "钢材", "家居", "批发", "中心店"]


@pytest.fixture(scope="module")
def roads(data):
    return gpd.read_file(data / "roads.geojson")


@pytest.mark.parametrize(
    ("table", "key"),
    [("facilities", "facility_id"), ("communities", "community_id"), ("roads", "road_id")],
)
def test_ids_are_unique(request, table, key):
    assert request.getfixturevalue(table)[key].is_unique


@pytest.mark.parametrize("table", ["facilities", "communities"])
def test_flag_says_whether_inside(request, table, outline):
    places = request.getfixturevalue(table)
    inside = places.within(outline.geometry.iloc[0])
    assert (inside == (places["in_district"] == "1")).all()


@pytest.mark.parametrize("table", ["facilities", "communities"])
def test_none_further_than_1_km_outside(request, table, outline):
    away_m = to_metric(request.getfixturevalue(table)).distance(to_metric(outline).geometry.iloc[0])
    assert away_m.max() <= 1000


@pytest.mark.parametrize("table", ["facilities", "communities", "roads"])
def test_accuracy_and_source_are_given(request, table):
    frame = request.getfixturevalue(table)
    assert frame["accuracy_m"].astype(float).between(10, 1000).all()
    assert (frame["source"] != "").all()


def test_kinds_and_stages_are_closed_lists(facilities):
    assert set(facilities["kind"]) == KINDS
    schools = facilities["kind"] == "学校"
    assert set(facilities.loc[schools, "stage"]) == STAGES
    assert set(facilities.loc[~schools, "stage"]) == {""}


def test_no_facility_twice(facilities):
    assert not facilities.duplicated(["kind", "name"]).any()
    for kind, group in to_metric(facilities).groupby("kind"):
        near = group.sindex.query(group.geometry, predicate="dwithin", distance=20)
        assert near.shape[1] == len(group), kind


def test_no_estate_twice(communities):
    assert communities["name"].is_unique


def test_no_shop_among_the_facilities(facilities):
    names = facilities["name"]
    assert [n for n in names if any(word in n for word in NOT_PUBLIC_SERVICES)] == []


def test_seven_metro_stations_of_the_district(facilities):
    ours = facilities[(facilities["kind"] == "轨道站") & (facilities["in_district"] == "1")]
    assert set(ours["name"]) == {"十字街", "京家山", "江铃", "施尧", "八大山人", "邓埠", "楞上"}


@pytest.mark.parametrize("sign", ["/", "(", ")", "（", "["])
def test_road_names_are_clean(roads, sign):
    assert roads["name"].is_unique
    assert not roads["name"].str.contains(sign, regex=False).any()


def test_roads_are_lines_with_a_grade(roads):
    assert set(roads.geom_type) <= {"LineString", "MultiLineString"}
    assert set(roads["grade"]) == {"A", "B", "C"}
    assert roads.within(NEIGHBOURHOOD).all()
    worst = roads.groupby("grade")["accuracy_m"].agg(["min", "max"])
    assert worst.loc["A", "max"] < worst.loc["B", "min"]
    assert worst.loc["B", "max"] < worst.loc["C", "min"]


def test_unplaced_projects_carry_no_accuracy(projects):
    for row in projects.itertuples():
        placed = row.wkt != ""
        assert placed == (row.accuracy_m != "") == (row.basis != "未落图")


def test_placed_projects_lie_in_the_district(projects, outline):
    placed = gpd.GeoSeries(shapely.from_wkt(projects.loc[projects["wkt"] != "", "wkt"]), crs=4326)
    assert placed.is_valid.all()
    assert (to_metric(placed).distance(to_metric(outline).geometry.iloc[0]) == 0).all()
    assert placed.within(outline.geometry.iloc[0].buffer(1e-5)).all()


def test_roads_that_cannot_be_known_are_unplaced(projects):
    unknown = ["强五路", "昌安路", "新溪桥北路", "溪桥东路", "溪桥西路", "猎鹰路"]
    unknown += ["规划一路", "规划二路"]
    wkt = projects.set_index("name")["wkt"]
    assert (wkt[unknown] == "").all()
    assert wkt["城南体育公园"] == ""
