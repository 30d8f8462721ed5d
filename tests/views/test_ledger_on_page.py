"""What the office wrote in the ledger takes part on the page at once, escaped as other data."""

import re
from datetime import UTC, datetime

import pytest

from geo.crs import to_lonlat
from geo.ledger import Act, Edit, Ledger
from geo.lifecircle.gaps import MET, NEWLY, UNMET
from geo.lifecircle.question import (
    NETWORK,
    STRAIGHT,
    LifeCircleSettings,
    Question,
    Supply,
    Ways,
)
from layers import LAYERS
from layers.backgrounds import NONE
from layers.palettes import STANDARD
from views import cache, offline_page
from views.edition import STORE, edition
from views.lifecircle import cached_analysis, sheet_request
from views.lifecircle.analysis_answer import answer
from views.map_choices import MapChoices

HOSTILE = "<img src=x onerror=alert(1)>**粗**"
SCHOOL = "P8-1-06"  # 迎宾中学重建: the plan gives neither its place nor its stage


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write in a ledger of the test's own."""
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    monkeypatch.setattr(STORE, "ledger", ledger)
    act = Act(HOSTILE, datetime(2026, 3, 4, tzinfo=UTC), HOSTILE, HOSTILE)

    def written(item, table="projects", **values):
        return STORE.write(Edit(table, item, values, act))

    yield written
    ledger.close()


def place(wkt):
    return {"geometry": wkt, "basis": HOSTILE, "accuracy_m": 0}


def words(test):
    told = [each.value for kind in (test.markdown, test.caption) for each in kind]
    return "\n".join([*told, *(each.proto.body for each in test.get("html"))])


def test_what_was_placed_is_counted_found_and_told(app, write):
    before = app(placed="已落图")
    assert "规划项目 **39** / 145 项" in words(before)
    write("P5-1-01", **place("LINESTRING (115.905 28.63, 115.925 28.632)"), status="在建",
          remark=HOSTILE)  # fmt: skip
    test = app(placed="已落图", sel="roads:P5-1-01")
    assert "规划项目 **40** / 145 项" in words(test)
    assert not test.exception
    card = next(each.proto.body for each in test.get("html") if "pm-card" in each.proto.body)
    assert "<dt>状态</dt><dd>在建</dd>" in card
    for title in ("落图依据", "备注", "落图人", "落图文件"):
        assert f"<dt>{title}</dt><dd>&lt;img src=x onerror=alert(1)&gt;**粗**</dd>" in card
    assert not re.search(r"(?<!\\)<img src=x onerror", words(test))


def test_a_state_filters_once_somebody_reported_one(app, write):
    assert not [each for each in app().get("button_group") if each.proto.label == "状态"]
    write("P5-1-01", status="在建")
    write("P5-1-02", status="前期")
    test = app(status="在建")
    pills = next(each for each in test.get("button_group") if each.proto.label == "状态")
    assert [each.content for each in pills.proto.options] == ["未填报", "前期", "在建"]
    assert "规划项目 **1** / 145 项" in words(test)


def test_an_added_road_is_on_the_map_and_in_the_search(write):
    write("x-1", "roads", **place("LINESTRING (115.905 28.63, 115.925 28.632)"), name="规划一路",
          grade="C")  # fmt: skip
    (item,) = [each for each in cache.items()["main-roads"] if each.feature_id == "x-1"]
    assert "主要道路（单位补绘）" in item.text
    assert [each.name for each in cache.index() if each.feature_id == "x-1"] == ["规划一路"]
    assert "x-1" in cache.members()["main-roads"]
    assert "x-1" in cache.metric()["roads"].index


def test_an_offline_page_holds_what_was_written_as_text_alone(write):
    write("x-1", "roads", **place("LINESTRING (115.905 28.63, 115.925 28.632)"), name=HOSTILE,
          grade="C", remark=HOSTILE)  # fmt: skip
    write(SCHOOL, **place("POINT (115.91 28.62)"), remark=HOSTILE)
    plan = cache.plan()
    shown = tuple(spec.layer_id for spec in LAYERS)
    kept = frozenset(plan.projects.index)
    text = offline_page.page(plan, cache.items(), MapChoices(shown, STANDARD, NONE, kept=kept))
    assert text.count("\\u003cimg src=x onerror=alert(1)\\u003e**粗**") > 8
    assert "<img src=x" not in text
    assert "单位补绘" in text


def schools(plan=()):
    """Which estates have a 初中 within reach, straight-line."""
    settings = LifeCircleSettings(Question("学位"), Ways(STRAIGHT), Supply(plan, "", None))
    return cached_analysis.parts().gaps(settings)


def status_of(gaps, estate):
    rules = gaps.rules.index[gaps.rules["matches"].str.contains("初中")]
    rows = gaps.table[(gaps.table["demand_id"] == estate) & gaps.table["rule_id"].isin(rules)]
    return set(rows["status"])


def test_a_placed_school_of_a_stated_stage_changes_the_answer(write):
    before = schools((SCHOOL,))
    table = before.table
    rule = before.rules.index[before.rules["matches"].str.contains("初中")][0]
    unmet = table[(table["rule_id"] == rule) & (table["status"] == UNMET)]["demand_id"].iloc[0]
    assert MET not in status_of(before, unmet)
    spot = to_lonlat(cache.metric()["communities"]).geometry[unmet]

    write(SCHOOL, **place(spot.wkt))  # placed, but of no stage: it counts nowhere
    assert status_of(schools((SCHOOL,)), unmet) == status_of(before, unmet)
    write(SCHOOL, stage="初中", capacity=1800)
    assert status_of(schools((SCHOOL,)), unmet) == {MET}
    assert status_of(schools(), unmet) == status_of(before, unmet)  # unless the plan counts


def test_a_park_that_is_an_area_serves_and_has_its_mark_on_the_sheet(write):
    spot = to_lonlat(cache.metric()["communities"]).geometry.iloc[0]
    write("P8-2-01", **place(spot.buffer(0.001).wkt))
    for method in (STRAIGHT, NETWORK):
        settings = LifeCircleSettings(
            Question("群众15分钟健身圈", "fitness-park"),
            Ways(method),
            Supply(("P8-2-01",), "", None),
        )
        found = answer(settings)
        assert found.statuses()[str(cache.plan().communities.index[0])] in (MET, NEWLY)
        marks = sheet_request._facilities(found)
        assert "P8-2-01" in marks.index
        assert set(marks.geom_type) == {"Point"}
        assert marks.loc["P8-2-01"].geometry.distance(spot) < 0.001


def test_a_remark_is_no_reason_to_work_anything_of_it_out_again(write):
    write(SCHOOL, **place("POINT (115.91 28.62)"), stage="初中")
    before, roads, edited = schools((SCHOOL,)), cache.plan().roads, edition()
    write(SCHOOL, remark="先办", status="在建")
    assert edition() != edited
    assert cache.plan().projects.loc[SCHOOL, "remark"] == "先办"
    assert cache.plan().roads is roads
    assert schools((SCHOOL,)) is before
    write(SCHOOL, **place("POINT (115.92 28.62)"))
    assert schools((SCHOOL,)) is not before
