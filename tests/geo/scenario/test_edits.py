"""Facilities added, moved and closed."""

import pytest
from geopandas import GeoDataFrame
from shapely import Point, box

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError, UnexpectedCRSError
from geo.scenario.edits import Scenario, ScenarioEdit, apply_edits, fitting, undo, with_edit

LON, LAT = 115.92, 28.62


@pytest.fixture
def facilities(at):
    return at(
        (0, 0),
        (500, 0),
        name=["甲小学", "乙市场"],
        kind=["学校", "菜市场"],
        stage=["小学", ""],
        accuracy_m=[20.0, 50.0],
        origin=["现状", "规划"],
    )


@pytest.fixture
def district(shapes_at):
    return shapes_at(box(-5000, -5000, 5000, 5000))


def added(facility_id="方案-1", **changes):
    given = {"name": "新菜场", "kind": "菜市场", "lon": LON, "lat": LAT} | changes
    return ScenarioEdit("增加", facility_id, **given)


def test_edits_apply_in_their_order(facilities):
    edits = (
        added(),
        ScenarioEdit("移动", "p0", lon=LON, lat=LAT, accuracy_m=5),
        ScenarioEdit("停用", "p1"),
    )
    found = apply_edits(facilities, Scenario("甲案", edits))
    assert found.index.tolist() == ["p0", "方案-1"]
    assert found["name"].tolist() == ["甲小学", "新菜场"]
    assert found["origin"].tolist() == ["方案", "方案"]
    assert found["stage"].tolist() == ["小学", ""]
    assert found["accuracy_m"].tolist() == [5, 0]
    places = to_lonlat(found.geometry)
    assert places.x.tolist() == pytest.approx([LON, LON], abs=1e-9)
    assert places.y.tolist() == pytest.approx([LAT, LAT], abs=1e-9)


def test_the_facilities_given_stay_as_they_are(facilities):
    before = facilities.copy()
    apply_edits(facilities, Scenario("甲案", (ScenarioEdit("移动", "p0", lon=LON, lat=LAT),)))
    assert facilities.equals(before)


def test_no_edits_change_nothing(facilities):
    assert apply_edits(facilities, Scenario("空")).equals(facilities)


def test_the_first_facility_of_all(facilities):
    found = apply_edits(facilities.iloc[:0], Scenario("甲案", (added(),)))
    assert found.index.tolist() == ["方案-1"]
    assert found["kind"].tolist() == ["菜市场"]
    assert found.crs.to_epsg() == 4548


def test_closing_all_leaves_an_empty_frame(facilities):
    found = apply_edits(
        facilities, Scenario("甲案", (ScenarioEdit("停用", "p0"), ScenarioEdit("停用", "p1")))
    )
    assert found.empty
    assert list(found.columns) == list(facilities.columns)


def test_more_columns_do_no_harm(facilities):
    found = apply_edits(facilities.assign(note="x"), Scenario("甲案", (added(),)))
    assert found["note"].iloc[0] == "x"
    assert found["note"].isna().iloc[-1]


def test_an_added_facility_can_be_moved_and_closed(facilities, district):
    scenario = with_edit(Scenario("甲案"), added(), facilities, district)
    moved = ScenarioEdit("移动", "方案-1", lon=LON + 0.01, lat=LAT)
    scenario = with_edit(scenario, moved, facilities, district)
    assert to_lonlat(apply_edits(facilities, scenario)).geometry.x.iloc[-1] > LON + 0.009
    scenario = with_edit(scenario, ScenarioEdit("停用", "方案-1"), facilities, district)
    assert apply_edits(facilities, scenario).index.tolist() == ["p0", "p1"]
    assert scenario.next_id == "方案-2"


def test_undo_takes_the_last_edit_back(facilities, district):
    scenario = Scenario("甲案")
    longer = with_edit(scenario, added(), facilities, district)
    assert undo(longer) == scenario
    assert undo(scenario) == scenario


def test_ids_count_on():
    assert Scenario("甲案").next_id == "方案-1"
    assert Scenario("甲案", (added("方案-7"), ScenarioEdit("停用", "方案-x"))).next_id == "方案-8"


@pytest.mark.parametrize("action", ["移动", "停用"])
def test_what_is_not_there_cannot_be_changed(facilities, district, action):
    place = {"lon": LON, "lat": LAT} if action == "移动" else {}
    with pytest.raises(DataError, match=f"要{action}的设施 p9 不存在"):
        with_edit(Scenario("甲案"), ScenarioEdit(action, "p9", **place), facilities, district)
    closed = Scenario("甲案", (ScenarioEdit("停用", "p0"),))
    with pytest.raises(DataError, match="p0 不存在"):
        with_edit(closed, ScenarioEdit(action, "p0", **place), facilities, district)


def test_an_id_cannot_be_added_twice(facilities):
    with pytest.raises(DataError, match="p0 已经存在"):
        apply_edits(facilities, Scenario("甲案", (added("p0"),)))


def test_a_place_far_from_the_district_is_refused(facilities, district):
    centre = to_lonlat(GeoDataFrame(geometry=[Point(392_000, 3_168_000)], crs="EPSG:4548"))
    lon, lat = centre.geometry.iloc[0].coords[0]
    near = added(lon=lon + 0.2, lat=lat)  # 19.5 km east of the corner, 14.5 km from the box
    assert with_edit(Scenario("甲案"), near, facilities, district).edits == (near,)
    far = added(lon=lon + 0.3, lat=lat)  # 29.3 km east, 24.3 km from the box
    with pytest.raises(DataError, match="新菜场 的位置离本区 24.3 公里"):
        with_edit(Scenario("甲案"), far, facilities, district)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"action": "拆除"}, '操作 "拆除" 无效'),
        ({"facility_id": ""}, "没有设施编号"),
        ({"name": " "}, "设施名称为空"),
        ({"name": "长" * 41}, "设施名称有 41 个字"),
        ({"kind": ""}, "设施类别为空"),
        ({"lon": None}, "没有位置"),
        ({"lon": 114.9}, "超出经度 115.5–118.5 的范围"),
        ({"lon": float("nan")}, "超出经度"),
        ({"lon": LAT, "lat": LON}, "经纬度可能填反"),
        ({"accuracy_m": -1}, "精度 -1 米无效"),
    ],
)
def test_bad_edits_are_refused(wrong, words):
    good = {"action": "增加", "facility_id": "方案-1", "name": "新", "kind": "公园"}
    with pytest.raises(DataError, match=words):
        ScenarioEdit(**(good | {"lon": LON, "lat": LAT} | wrong))


@pytest.mark.parametrize(("name", "words"), [("", "为空"), ("长" * 41, "最多 40 个")])
def test_a_scenario_needs_a_name_to_show(name, words):
    with pytest.raises(DataError, match=f"方案名称.*{words}"):
        Scenario(name)


def test_degrees_are_refused(facilities):
    with pytest.raises(UnexpectedCRSError, match="facilities_m"):
        apply_edits(to_lonlat(facilities), Scenario("甲案"))
    assert to_metric(facilities).crs.to_epsg() == 4548


@pytest.fixture
def two():
    columns = {"name": ["甲", "乙"], "kind": "幼儿园", "stage": "", "accuracy_m": 0.0}
    shapes = [Point(392_000, 3_168_000), Point(392_100, 3_168_000)]
    frame = GeoDataFrame(columns, geometry=shapes, index=["a", "b"], crs=4548)
    return frame.assign(origin="现状")


def test_edits_of_what_is_there_are_kept(two):
    edits = (
        ScenarioEdit("停用", "a"),
        ScenarioEdit("增加", "方案-1", name="新", kind="幼儿园", lon=LON, lat=LAT),
        ScenarioEdit("移动", "方案-1", lon=LON, lat=LAT),
    )
    scenario = Scenario("甲", edits)
    assert fitting(scenario, two) == (scenario, ())


def test_edits_of_what_is_gone_are_told_apart(two):
    edits = (
        ScenarioEdit("移动", "导入-1", lon=LON, lat=LAT),
        ScenarioEdit("停用", "a"),
        ScenarioEdit("移动", "a", lon=LON, lat=LAT),
        ScenarioEdit("停用", "b"),
    )
    kept, left = fitting(Scenario("甲", edits), two)
    assert kept.edits == (edits[1], edits[3])
    assert left == (edits[0], edits[2])
    assert apply_edits(two, kept).empty


def test_no_facilities_and_no_edits(two):
    assert fitting(Scenario("甲"), two) == (Scenario("甲"), ())
    kept, left = fitting(Scenario("甲", (ScenarioEdit("停用", "a"),)), two.iloc[:0])
    assert (kept.edits, len(left)) == ((), 1)
