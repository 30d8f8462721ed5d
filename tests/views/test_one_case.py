"""The same question by page, command and report: same facilities, figures and words."""

import json
from dataclasses import replace

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.exporting.csv_text import csv_text
from geo.exporting.geojson import geojson_of
from geo.lifecircle.command import main
from geo.lifecircle.method_text import method_text, short_of, text_of
from geo.lifecircle.question import (
    DETOUR,
    STRAIGHT,
    LifeCircleSettings,
    Own,
    OwnDemand,
    OwnServices,
    Question,
    Supply,
    Ways,
)
from geo.lifecircle.result_files import changes_table, shares_by_zone
from geo.lifecircle.result_tables import facilities_frame, gap_table
from geo.lifecircle.supply_words import assumption
from geo.scenario.edits import Scenario, ScenarioEdit
from geo.scenario.storing import to_dict
from sheets.report.lifecircle_figures import default_circles
from views import cache, layer_store
from views.lifecircle import cached_analysis
from views.lifecircle.analysis_answer import answer

SCHOOLS = Question("学位")


def everything():
    """Every project of the plan that is a service."""
    return tuple(cache.plan().services.index)


def command(tmp_path, *words):
    """What the command writes, by the names of the files."""
    assert main(["-o", str(tmp_path / "出"), "--preset", "学位", *map(str, words)]) == 0
    return {
        path.name: path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        for path in (tmp_path / "出").iterdir()
    }


def said(written):
    """Text of method, without the date before it."""
    return written["方法说明.txt"].split("\n", 1)[1].rstrip("\n")


def csv(table):
    return csv_text(table).removeprefix("\ufeff").replace("\r\n", "\n")


def same(written, found):
    """Whether the command wrote what the page shows."""
    assert written["缺口明细.csv"] == csv(gap_table(found.now))
    assert written["分区占比.csv"] == csv(shares_by_zone(found))
    counted = facilities_frame(found.supply.facilities_m, found.now)
    assert written["设施.geojson"] == geojson_of("设施", counted).decode()
    assert said(written) == text_of(method_text(found))


def test_plan_by_page_command_and_report(tmp_path):
    found = answer(LifeCircleSettings(SCHOOLS, supply=Supply(plan=everything())))
    written = command(tmp_path, "--plan")
    same(written, found)
    assert written["规划前后对比.csv"] == csv(changes_table(found))
    report = default_circles(cache.plan(), cache.standards().rules, "学位")
    assert report.after.table.equals(found.now.table)
    assert report.now.table.equals(found.base.table)
    assert report.assumption in said(written)
    assert set(report.method) <= set(said(written).split("\n"))
    assert set(report.services.index[report.services["reason"] == ""]) == set(found.added_m.index)


def test_an_assumption_and_waiting_on_the_network(tmp_path):
    ways = Ways(speed_m_per_min=50, delay_s=30)
    found = answer(LifeCircleSettings(SCHOOLS, ways, Supply(everything(), "小学"), target=0.5))
    written = command(
        *(tmp_path, "--plan", "--unstated", "小学", "--speed", "50", "--delay", "30"),
        *("--target", "0.5"),
    )
    same(written, found)
    assert "路口等候 30 秒/处" in said(written)
    assert assumption("小学") in said(written)
    assert "目标占比 50%：用户设定" in said(written)


def test_a_scenario_by_a_detour(tmp_path):
    edit = ScenarioEdit("增加", "方案-1", "新校", "学校", "小学", 115.905, 28.605)
    scenario = Scenario("试", (edit,))
    path = tmp_path / "方案.json"
    path.write_text(json.dumps(to_dict(scenario)), encoding="utf-8")
    found = answer(LifeCircleSettings(SCHOOLS, Ways(DETOUR, 1.3), Supply(scenario=scenario)))
    same(command(tmp_path, "--scenario", path, "--detour", "1.3"), found)
    assert list(found.added_m.index) == ["方案-1"]


@pytest.fixture
def people(tmp_path):
    """A layer of two points with people, as a file and on the shelf."""
    spots = [Point(115.905, 28.605), Point(115.92, 28.62)]
    frame = GeoDataFrame({"名称": ["甲", "乙"], "人口": [30, 10]}, geometry=spots, crs="EPSG:4326")
    path = tmp_path / "人口.gpkg"
    pyogrio.write_dataframe(frame, path)
    named = frame.rename(columns={"名称": "name"}).assign(
        accuracy_m=float("nan"), 名称=["甲", "乙"]
    )
    return path, Own(layer_store.put(named.set_axis(["1", "2"])), path.name)


def test_an_imported_layer_as_demand(tmp_path, people):
    path, layer = people
    question = replace(SCHOOLS, demand=OwnDemand(layer, ids="序号"))
    found = answer(LifeCircleSettings(question, Ways(STRAIGHT), weight="人口"))
    written = command(tmp_path, "--demand", path, "--weight", "人口", "--straight")
    same(written, found)
    assert "需求点：导入图层“人口.gpkg”（编号为序号），2 处。" in said(written)


def test_what_was_imported_is_what_plan_and_scenario_are_compared_with(people):
    """The two points as schools; the plan adds to them, and takes nothing of them away."""
    _, layer = people
    use = OwnServices(layer, (("", "学校", "小学"),))
    found = answer(
        LifeCircleSettings(SCHOOLS, Ways(STRAIGHT), Supply(plan=everything(), own=(use,)))
    )
    own = found.base_supply.facilities_m["origin"] == "导入：人口.gpkg"
    assert own.sum() == 2
    assert set(found.added_m["origin"]) == {"规划"}
    assert "现状设施＋导入图层“人口.gpkg”＋规划项目" in text_of(method_text(found))


def test_points_beyond_all_zones_count_in_none(people):
    """Before, the page took a layer that lies in no zone for a district without zones."""
    _, layer = people
    far = layer_store.get(layer.token).set_geometry([Point(116.4, 28.9)] * 2, crs="EPSG:4326")
    beyond = Own(layer_store.put(far), "远处")
    found = answer(LifeCircleSettings(replace(SCHOOLS, demand=OwnDemand(beyond)), Ways(STRAIGHT)))
    shares = found.shares()
    assert shares["evaluated"].sum() == 0
    assert set(shares["zone_id"]) == {*cache.plan().zones.index, "district"}
    assert "其中 2 处不在任何分区内" in text_of(method_text(found))


def test_metres_of_the_planner_are_not_told_as_the_standards():
    own = Question("学位", "seats-primary", 800.0)
    found = answer(LifeCircleSettings(own, Ways(STRAIGHT)))
    of_user = [line for line in text_of(method_text(found)).split("\n") if "由用户设定" in line]
    assert [line.split("：")[0] for line in of_user] == ["小学_800米"]
    sheet = " ".join(short_of(method_text(found, one_rule=True)))
    assert "小学_800米" in sheet
    assert "初中_1000米" not in sheet


def test_the_limit_is_that_of_the_model_in_use():
    found = answer(LifeCircleSettings(SCHOOLS))
    near = replace(found, model=replace(found.model, limit_m=120.0))
    assert "离道路超过 120 米的点不接入路网" in text_of(method_text(near))


def test_edits_that_cannot_be_made_are_told():
    scenario = Scenario("旧", (ScenarioEdit("停用", "没有-1"),))
    found = answer(LifeCircleSettings(SCHOOLS, Ways(STRAIGHT), Supply(scenario=scenario)))
    assert "方案“旧”：停用（没有-1，现无此设施，未计入）。" in text_of(method_text(found))


def test_kinds_in_turn_share_one_analysis():
    """Another kind at its own distance needs no new walking; a distance of one's own does."""
    primary, junior = (
        LifeCircleSettings(Question("学位", rule)) for rule in ("seats-primary", "seats-junior")
    )
    parts = cached_analysis.parts()
    assert parts.gaps(primary) is parts.gaps(junior)
    moved = LifeCircleSettings(Question("学位", "seats-primary", 800.0))
    assert parts.gaps(moved).rules.loc["seats-primary", "radius_m"] == 800
