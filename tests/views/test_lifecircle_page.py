"""The page 生活圈 in process: figures against the analysis itself, every panel, bad input."""

import json
from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from streamlit.testing.v1 import AppTest

from geo.crs import to_metric
from geo.distance import StraightLine
from geo.lifecircle.gaps import MET, UNMET, analyse_gaps
from geo.lifecircle.rules import load_rules, preset_rules, rules_csv
from geo.lifecircle.services import existing
from geo.plan_data import load_plan
from views import layer_store
from views.lifecircle.layer_roles import DEMAND, Use
from views.state.imported import ImportedLayer
from views.state.lifecircle import PANELS

DATA = Path(__file__).resolve().parents[2] / "data"
PAGE = "import views.lifecircle.page as page\npage.show()"


@pytest.fixture
def page():
    def start(**state):
        test = AppTest.from_string(PAGE, default_timeout=60)
        for key, value in state.items():
            test.session_state[key.replace("_", "-")] = value
        test.run()
        assert not test.exception
        return test

    return start


def headline(test):
    return test.markdown[0].value


def errors(test):
    return [each.value for each in test.error]


def select(test, label, value):
    box = next(each for each in test.selectbox if each.label == label)
    return box.set_value(value).run()


def open_panel(test, name):
    test.session_state["lc-panel"] = name
    return test.run()


def counted(rule_id, model, walk_m):
    """Estates of the district that are met and that are not, straight from the files."""
    plan = load_plan(DATA)
    estates = to_metric(plan.communities[plan.communities["in_district"]])
    rules = preset_rules(load_rules(DATA), "学位").loc[[rule_id]].assign(radius_m=walk_m)
    table = analyse_gaps(estates, existing(to_metric(plan.facilities)), rules, model).table
    return [int((table["status"] == status).sum()) for status in (MET, UNMET)]


def test_the_page_opens_with_an_answer(page):
    test = page()
    assert "小学 步行 500 米" in headline(test)
    assert "处未达标" in headline(test)
    assert not errors(test)
    assert any("主干路骨架路网，不含街坊路" in html.proto.body for html in test.get("html"))


@pytest.mark.parametrize(
    ("kind", "rule_id", "walk_m"),
    [("小学", "seats-primary", 500.0), ("初中", "seats-junior", 800.0)],
)
def test_the_figures_are_those_of_the_analysis(page, kind, rule_id, walk_m):
    test = page()
    select(test, "测距方法", "直线距离")
    select(test, "设施类别", rule_id)
    test.number_input[0].set_value(walk_m).run()
    met, unmet = counted(rule_id, StraightLine(), walk_m)
    assert f"{kind} 直线 {walk_m:g} 米" in headline(test)
    assert f"{met + unmet} 处小区中 **{met}** 处达标" in headline(test)
    assert f"**{unmet}** 处未达标" in headline(test)


def test_the_plan_adds_and_every_project_can_be_taken_out(page):
    test = page()
    before = headline(test)
    select(test, "设施情景", "规划后")
    assert "比现状新增达标" in headline(test)
    ids = ("P8-1-01", "P8-1-02", "P8-1-03", "P8-1-04", "P8-1-05", "P8-1-06", "P8-1-07", "P8-2-01")
    for item in ids:
        test.session_state[f"lc-plan-{item}"] = False
    test.run()
    assert headline(test) == before


def test_schools_of_unstated_stage_count_as_the_planner_assumes(page):
    test = open_panel(page(), "规划前后")
    names = test.dataframe[0].value["规划项目"].tolist()
    assert names == ["京山小学还建", "楞上学校新建", "博文学校新建", "新地学校新建", "万溪学校新建"]
    select(test, "规划未载明学段的学校", "")
    assert test.dataframe[0].value["规划项目"].tolist() == ["京山小学还建", "博文学校新建"]
    assert any("振飞学校新建" in each.value and "未落图" in each.value for each in test.caption)


def test_a_kind_of_another_standard_is_not_asked_for(page):
    test = page()
    select(test, "评价标准", "生活圈")
    assert not errors(test)
    assert "初中 步行 1000 米" in headline(test)
    select(test, "设施类别", "life15-culture-centre")
    assert "没有这类设施，无法评价" in headline(test)
    select(test, "设施类别", "")
    assert "处有缺项" in headline(test)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("rule_id", ["seats-primary", ""])
def test_every_panel_opens_for_one_kind_and_for_all(page, panel, rule_id):
    test = open_panel(page(lc_svc=rule_id), panel)
    assert not errors(test)
    assert not test.exception


def test_what_is_selected_has_a_card(page):
    test = page(lc_picked="served:c001")
    assert any("万溪农民公寓" in html.proto.body for html in test.get("html"))
    assert set(test.dataframe[0].value["类别"]) == {"小学", "初中", "幼儿园"}
    assert not errors(page(lc_picked="services:f001"))
    assert not errors(page(lc_picked="services:nobody"))


def test_where_next_is_proved_and_drawn(page):
    test = open_panel(page(), "选址")
    next(each for each in test.button if each.label == "开始选址").click().run()
    assert not errors(test)
    assert any("最优" in each.value for each in test.caption)
    sites = test.session_state["lc-sites"]
    assert len(sites) == 1
    assert sites[0]["newly"]
    next(each for each in test.button if each.label == "停止 / 清除").click().run()
    assert not test.session_state["lc-sites"]


def test_a_scenario_is_made_by_a_click_and_undone(page):
    kept = {"甲": {"scenario": {"name": "甲", "edits": []}, "on_plan": False}}
    test = open_panel(page(lc_scenarios=kept, lc_place=[28.6381, 115.93335]), "方案")
    next(each for each in test.button if each.label == "在此增加").click().run()
    assert not errors(test)
    edits = test.session_state["lc-scenarios"]["甲"]["scenario"]["edits"]
    assert [edit["facility_id"] for edit in edits] == ["方案-1"]
    assert "比现状新增达标" in headline(test)
    next(each for each in test.button if each.label == "撤销上一步").click().run()
    assert test.session_state["lc-scenarios"]["甲"]["scenario"]["edits"] == []


def test_a_place_far_off_is_refused_in_words(page):
    kept = {"甲": {"scenario": {"name": "甲", "edits": []}, "on_plan": False}}
    test = open_panel(page(lc_scenarios=kept, lc_place=[29.6, 115.9]), "方案")
    next(each for each in test.button if each.label == "在此增加").click().run()
    assert len(errors(test)) == 1
    assert test.session_state["lc-scenarios"]["甲"]["scenario"]["edits"] == []


def test_an_edited_standard_is_used_and_its_words_stay_words(page):
    rules = load_rules(DATA)
    rules.loc["seats-primary", ["kind", "radius_m"]] = ["![x](http://e.x/a.png)<b>", 650.0]
    test = page(lc_rules=rules_csv(rules))
    assert "650 米" in headline(test)
    assert "![x](" not in headline(test)


def test_a_file_that_is_gone_is_told_and_let_go(page):
    test = page(lc_network="gone")
    assert any("路网文件已过期" in each.value for each in test.warning)
    assert not test.session_state["lc-network"]
    assert "小学 步行 500 米" in headline(test)
    next(each for each in test.button if each.label == "知道了").click().run()
    assert not errors(test)
    assert not test.warning


def test_the_session_holds_plain_values(page):
    kept = {"甲": {"scenario": {"name": "甲", "edits": []}, "on_plan": False}}
    test = open_panel(page(lc_scenarios=kept, lc_place=[28.6381, 115.93335]), "方案")
    next(each for each in test.button if each.label == "在此增加").click().run()
    assert json.dumps(test.session_state["lc-scenarios"], ensure_ascii=False)


def test_the_detour_moves_the_comparison_whatever_method_is_chosen(page):
    """500 m on foot are 250 m straight at a detour of 2."""
    test = open_panel(page(lc_detour=2.0), "测距")
    plan = load_plan(DATA)
    estates = to_metric(plan.communities[plan.communities["in_district"]])
    schools = existing(to_metric(plan.facilities))
    primary = schools[schools["stage"].isin(("小学", "九年一贯制"))]
    near = int((StraightLine().nearest(estates, primary) <= 250).sum())
    figures = test.dataframe[0].value.set_index("方法")["数量（处）"]
    assert figures["直线×绕行系数"] == near
    assert figures["直线半径"] > near


def test_people_count_where_the_layer_of_demand_has_them(page):
    """Two points of 30 and 10 people on top of a school and 1.3 km from any."""
    plan = load_plan(DATA)
    far = plan.communities[plan.communities["name"] == "馨园明珠"].geometry.iloc[0]
    at = [plan.facilities.geometry["f001"], far]
    told = {"name": ["甲", "乙"], "人口": [30.0, 10.0], "accuracy_m": [5.0, 5.0]}
    token = layer_store.put(GeoDataFrame(told, geometry=at, index=["1", "2"], crs=4326))
    layer = ImportedLayer(token, "需求", "点", ("人口",), 0)
    kept = {"own_layers": (layer,), "lc_own": [vars(Use(DEMAND, token, "需求"))]}
    test = page(**kept, lc_weight="人口", lc_how="直线距离")
    assert "2 处需求点中 **1** 处达标" in headline(test)
    shares = test.dataframe[-1].value.set_index("分区")
    assert shares.loc["全区", ["占比", "按人口/户数"]].tolist() == ["50.0%", "75.0%"]
