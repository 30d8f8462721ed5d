"""Imported layers on the page 生活圈: as services, demand, network; gone, kept in a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, box
from streamlit.testing.v1 import AppTest

from geo.attributes import AttributeFilter, AttributeRule
from geo.crs import to_lonlat, to_metric
from geo.distance import StraightLine
from geo.lifecircle.gaps import MET, UNMET, analyse_gaps
from geo.lifecircle.rules import load_rules
from geo.lifecircle.services import existing
from geo.plan_data import load_plan
from geo.project_file import load
from views import layer_registry, layer_store, project_files
from views.lifecircle import layer_roles
from views.lifecircle.layer_roles import DEMAND, NETWORK, SERVICES, Use
from views.state.imported import ImportedLayer
from views.state.lifecircle import PANELS, USES

DATA = Path(__file__).resolve().parents[2] / "data"
PAGE = "import views.lifecircle.page as page\npage.show()"
TOUR = "from views.lifecircle import imported_layers\nimported_layers.use_as('{}', '{}')\n" + PAGE


@pytest.fixture
def layer():
    """An imported layer, in the record that the session keeps."""

    def keep(title, family, shapes, **columns):
        names = [f"{title}{number}" for number in range(1, len(shapes) + 1)]
        table = {"name": names, "accuracy_m": float("nan"), **columns}
        token = layer_store.put(GeoDataFrame(table, geometry=shapes, index=names, crs=4326))
        return ImportedLayer(token, title, family, tuple(columns), 0)

    return keep


@pytest.fixture
def page():
    def start(*layers, script=PAGE, **state):
        test = AppTest.from_string(script, default_timeout=60)
        test.session_state["own-layers"] = layers
        test.session_state["lc-panel"] = "数据"
        for key, value in state.items():
            test.session_state[key.replace("_", "-")] = value
        test.run()
        assert not test.exception
        assert not test.error
        return test

    return start


def used(layer, role, **fields):
    return [vars(Use(role, layer.token, layer.title, **fields))]


def headline(test):
    """The sentence above the map; it stands before any panel."""
    return next(each.value for each in test.markdown if "处" in each.value or "无法" in each.value)


def said(test):
    return "\n".join(each.value for each in (*test.caption, *test.warning))


def marks(test):
    return "".join(html.proto.body for html in test.get("html"))


def spots(*names):
    """Places of facilities of the data."""
    return list(load_plan(DATA).facilities.geometry[list(names)])


def test_services_of_a_kind_without_data_make_it_evaluated(page, layer):
    homes = layer("照料中心", "点", spots("f001", "f002"))
    state = {"lc_std": "生活圈", "lc_svc": "life5-elder-day-care", "lc_how": "直线距离"}
    assert "无法评价" in headline(page(homes, **state))
    test = page(homes, **state, lc_own=used(homes, SERVICES, kind="老年人日间照料中心"))
    plan = load_plan(DATA)
    estates = to_metric(plan.communities[plan.communities["in_district"]])
    places = existing(to_metric(plan.facilities)).loc[["f001", "f002"]].assign(kind="x", stage="")
    near = int((StraightLine().nearest(estates, places) <= 300).sum())
    assert f"106 处小区中 **{near}** 处达标" in headline(test)
    assert "计入 2 处：老年人日间照料中心 2；位置精度未知" in said(test)


def test_a_column_tells_the_kinds_and_what_is_no_kind_is_listed(page, layer):
    three = layer("新设施", "点", spots("f001", "f002", "f003"), 类别=["小学", "食堂", "小学"])
    test = page(three, lc_own=used(three, SERVICES, column="类别"))
    assert "计入 2 处：小学 2" in said(test)
    assert "1 处的类别不在标准中，未计入：“食堂” 1" in said(test)
    assert "设施含导入图层“新设施”（与现状设施合并）" in marks(test)


def test_layers_in_place_of_what_stands(page, layer):
    """One primary school in place of the 20 that stand; the two of nine years go on counting."""
    one = layer("小学", "点", spots("f001"))
    state = {"lc_std": "学位", "lc_svc": "seats-primary", "lc_how": "直线距离"}
    test = page(one, **state, lc_own=used(one, SERVICES, kind="小学", instead=True))
    plan = load_plan(DATA)
    stands = existing(to_metric(plan.facilities))
    kept = stands[(stands["stage"] != "小学") | (stands.index == "f001")]
    estates = to_metric(plan.communities[plan.communities["in_district"]])
    rules = load_rules(DATA).loc[["seats-primary"]]
    status = analyse_gaps(estates, kept, rules, StraightLine()).table["status"].astype(str)
    assert stands.loc["f001", "stage"] == "小学"
    assert f"**{(status == MET).sum()}** 处达标" in headline(test)
    assert f"**{(status == UNMET).sum()}** 处未达标" in headline(test)
    assert "代替现状设施 20 处；“小学”仍计入的现状设施：九年一贯制 2 处" in said(test)


def test_the_filter_of_a_layer_is_heeded(page, layer):
    shops = layer("设施", "点", spots("f001", "f002", "f003"), 类别=["小学", "小学", "幼儿园"])
    shops = replace(shops, wanted=AttributeFilter("", (AttributeRule("类别", ("小学",)),)))
    test = page(shops, lc_own=used(shops, SERVICES, column="类别"))
    assert "计入 2 处：小学 2；" in said(test)
    assert "2 个需求点" in said(page(shops, lc_own=used(shops, DEMAND)))


def test_areas_as_demand_with_their_people(page, layer):
    """An area of 100 m by 100 m, 30 m apart, on top of a school: every person is reached."""
    spot = to_metric(load_plan(DATA).facilities).geometry["f001"]
    frame = GeoDataFrame(geometry=[box(spot.x, spot.y, spot.x + 100, spot.y + 100)], crs=4548)
    block = layer("地块", "面", list(to_lonlat(frame).geometry), 人口=[300])
    use = used(block, DEMAND, spacing_m=30.0)
    test = page(block, lc_own=use, lc_how="直线距离", lc_svc="seats-primary", lc_weight="人口")
    assert "（由 1 个面内布点）" in said(test)
    assert "需求为导入图层“地块”" in marks(test)
    test.session_state["lc-panel"] = "缺口"
    shares = test.run().dataframe[-1].value.set_index("分区")
    assert shares.loc["全区", ["占比", "按人口/户数"]].tolist() == ["100.0%", "100.0%"]


def test_lines_as_the_network(page, layer):
    (west,) = spots("f001")
    road = LineString([(west.x, west.y), (west.x + 0.02, west.y)])
    test = page(layer("道路", "线", [road]), lc_how="路网步行")
    box = next(each for each in test.selectbox if each.label == "路网来源")
    box.set_value(test.session_state["own-layers"][0].token).run()
    assert not test.error
    assert "导入图层“道路” 路网" in marks(test)
    assert layer_roles.NETWORK == NETWORK == test.session_state["lc-own"][0]["role"]


@pytest.mark.parametrize("role", [SERVICES, DEMAND])
def test_one_click_from_the_list_of_layers(page, layer, role):
    homes = layer("养老设施", "点", spots("f001", "f002"), part=[1, 2], 床位=[30, 40])
    test = page(homes, script=TOUR.format(homes.layer_id, role))
    use = test.session_state["lc-own"][0]
    assert (use["role"], use["kind"]) == (role, "养老" if role == SERVICES else "")
    assert ("助老" in headline(test)) == (role == SERVICES)
    assert role == SERVICES or test.session_state["lc-weight"] == "床位", "the number of no part"


def test_of_a_filtered_layer_a_kind_is_asked_that_the_filter_leaves(page, layer):
    schools = layer("设施", "点", spots("f001", "f002"), 类别=["小学", "幼儿园"])
    for kind in ("小学", "幼儿园"):
        kept = replace(schools, wanted=AttributeFilter("", (AttributeRule("类别", (kind,)),)))
        test = page(kept, script=TOUR.format(kept.layer_id, SERVICES))
        assert f"**{kind} 步行" in headline(test)


def test_a_layer_that_is_removed_is_let_go_with_a_word(page, layer):
    homes = layer("养老设施", "点", spots("f001"))
    kept = used(homes, SERVICES, kind="养老") + used(homes, DEMAND)
    test = page(lc_own=kept)
    assert "导入图层“养老设施”：已移除；不再计入设施。" in said(test)
    assert "需求改回居住小区" in said(test)
    assert test.session_state["lc-own"] == []
    layer_store.drop(homes.token)
    assert "已过期" in said(page(homes, lc_own=kept))


def test_a_layer_that_cannot_be_walked_is_refused_in_words(page, layer):
    point = layer("杆", "点", spots("f001"))
    test = page(point, lc_own=used(point, NETWORK))
    assert "不是线" in said(test)
    assert "路网改回主干路骨架" in said(test)


def test_a_scenario_outlives_the_layer_it_moved(page, layer):
    homes = layer("养老设施", "点", spots("f001"))
    edit = {"action": "停用", "facility_id": "养老设施-1", "name": "", "kind": "", "stage": ""}
    edit |= {"lon": None, "lat": None, "accuracy_m": 0.0}
    kept = {"甲": {"scenario": {"name": "甲", "edits": [edit]}, "on_plan": False}}
    state = {"lc_scenarios": kept, "lc_when": "方案：甲", "lc_panel": "方案"}
    assert "停用" not in said(page(homes, lc_own=used(homes, SERVICES, kind="养老"), **state))
    assert "1 步改动所指的设施现在没有，未计入：停用 养老设施-1" in said(page(**state))


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_opens_with_own_services_and_demand(page, layer, panel):
    homes = layer("养老设施", "点", spots("f001", "f002"), 床位=[10, 20])
    kept = used(homes, SERVICES, kind="养老") + used(homes, DEMAND)
    state = {"lc_std": "1+5+X邻里中心", "lc_svc": "centre-elders", "lc_panel": panel}
    page(homes, lc_own=kept, lc_picked="services:养老设施-1", **state)


def test_a_project_file_brings_the_uses_back(monkeypatch, layer):
    one, two = layer("甲", "点", spots("f001")), layer("乙", "点", spots("f002"))
    kept = used(two, SERVICES, kind="小学", instead=True) + used(one, DEMAND, spacing_m=80.0)
    text = project_files.save({"own-layers": (one, two), "lc-own": kept})
    assert [use["layer"] for use in load(text.encode()).choices["lc-own"]] == ["1", "0"]
    assert one.token not in text
    state = {}
    monkeypatch.setattr("streamlit.session_state", state)
    project_files.open_file(text.encode())
    project_files.apply_pending(load_plan(DATA))
    titles = {each.token: each.title for each in layer_registry.records()}
    found = [(titles[use.layer], use.role, use.instead) for use in layer_roles.all_uses()]
    assert found == [("乙", SERVICES, True), ("甲", DEMAND, False)]
    assert json.dumps(state["lc-own"])


TAKEN = """
import streamlit as st
from views.lifecircle import imported_layers
if "begun" not in st.session_state:
    st.session_state["begun"] = True
    imported_layers.taken([each.layer_id for each in st.session_state["own-layers"]], "{role}")
"""


@pytest.mark.parametrize("role", [DEMAND, SERVICES, NETWORK])
def test_of_a_mixed_file_it_is_said_what_is_used_and_what_is_not(page, layer, role):
    areas = layer("混合（面）", "面", [box(115.9, 28.6, 115.901, 28.601)] * 2)
    lines = layer("混合（线）", "线", [LineString([(115.9, 28.6), (115.92, 28.63)])])
    points = layer("混合（点）", "点", [box(115.9, 28.6, 115.901, 28.601).centroid])
    test = page(areas, lines, points, script=TAKEN.format(role=role) + PAGE)
    kept = [(each["title"], each["role"]) for each in test.session_state[USES.name]]
    told = "\n".join(each.value for each in test.warning)
    if role == DEMAND:
        assert kept == [("混合（面）", DEMAND)], "the one with most features"
        assert "“混合（点）”已上图，没有作为需求" in told
        assert "“混合（线）”是线图层，已上图，但不能作为需求（需要点或面图层）" in told
    elif role == NETWORK:
        assert kept == [("混合（线）", NETWORK)]
        assert told.count("但不能作为路网（需要线图层）") == 2
    else:
        assert sorted(kept) == [(f"混合（{each}）", SERVICES) for each in "点线面"]
        assert "没有作为" not in told
