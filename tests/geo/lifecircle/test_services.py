"""Which facilities count, and what the plan adds."""

from pathlib import Path

import pandas as pd
import pytest
from pandas import DataFrame, Index

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError, UnexpectedCRSError
from geo.lifecircle.planned import load_plan_services, planned
from geo.lifecircle.services import COLUMNS, existing, matching
from geo.plan_data import load_plan

DATA = Path(__file__).parents[3] / "data"


def test_a_kind_counts_at_every_stage_unless_one_is_named(make_facilities):
    stages = ["小学", "九年一贯制", "完全中学", "初中", ""]
    facilities = make_facilities(*((0, 0, "学校", stage) for stage in stages), (0, 0, "公园", ""))
    assert matching(facilities, "学校").tolist() == [True] * 5 + [False]
    primary = matching(facilities, "学校:小学;学校:九年一贯制")
    assert primary.tolist() == [True, True, False, False, False, False]
    assert primary.index.equals(facilities.index)
    assert matching(facilities, "公园;学校:初中").tolist() == [False] * 3 + [True, False, True]
    assert not matching(facilities, "").any()
    assert matching(facilities.iloc[:0], "学校").empty


def test_an_unknown_kind_is_refused(make_facilities):
    with pytest.raises(DataError, match="已知类别"):
        matching(make_facilities((0, 0, "公园", "")), "花园")


def test_existing_facilities_keep_id_and_crs(make_facilities):
    facilities = make_facilities((0, 0, "公园", "")).assign(source="s")
    before = facilities.copy()
    for frame in (facilities, to_lonlat(facilities)):
        found = existing(frame.drop(columns="origin"))
        assert list(found.columns) == COLUMNS
        assert found["origin"].tolist() == ["现状"]
        assert found.crs == frame.crs
        assert found.index.tolist() == ["f0"]
    assert facilities.equals(before)


SERVICES = DataFrame(
    [
        ("学校", "小学", "还建"),
        ("学校", "", "新增"),
        ("学校", "", "重建"),
        ("公园", "", "新增"),
    ],
    columns=["kind", "stage", "effect"],
    index=Index(["p0", "p1", "p2", "p3"], name="project_id"),
)


@pytest.fixture
def projects(at):
    names = ["甲小学还建", "乙学校新建", "丙中学重建", "丁公园"]
    return at((0, 0), (1, 0), (2, 0), None, name=names, accuracy_m=[10.0, 20.0, 30.0, None])


def whole(projects, services=SERVICES, **assumed):
    return planned(projects, services, chosen=services.index, **assumed)


@pytest.mark.parametrize(
    ("unstated", "expected"),
    [
        ("九年一贯制", {"p0": "小学", "p1": "九年一贯制", "p2": "初中"}),
        ("小学", {"p0": "小学", "p1": "小学"}),
        ("初中", {"p0": "小学", "p1": "初中", "p2": "初中"}),
        ("", {"p0": "小学"}),
    ],
)
def test_the_assumption_fills_only_what_the_plan_leaves_open(projects, unstated, expected):
    found, out = whole(projects, unstated=unstated)
    assert found["stage"].to_dict() == expected
    assert list(found.columns) == COLUMNS
    assert set(found["origin"]) == {"规划"}
    assert found.index.name == "project_id"
    assert {*found.index, *out.index} == set(SERVICES.index)
    assert set(found.index).isdisjoint(out.index)
    assert out.loc["p3", "reason"] == "未落图, 没有可靠位置"


def test_stages_not_stated_are_told(projects):
    _, out = whole(projects, unstated="小学")
    assert out["reason"].to_dict() == {
        "p2": "规划未载明学段, 现有假定不适用或未作假定",
        "p3": "未落图, 没有可靠位置",
    }
    assert out.columns.tolist() == ["name", "kind", "stage", "effect", "reason"]


def test_projects_can_be_chosen(projects):
    found, _ = planned(projects, SERVICES, unstated="小学", chosen=["p1"])
    assert found.index.tolist() == ["p1"]
    none, left_out = planned(projects, SERVICES, unstated="小学", chosen=[])
    assert none.empty
    assert left_out.empty
    assert list(none.columns) == COLUMNS
    assert pd.concat([found, none]).crs.to_epsg() == 4548


def test_unknown_projects_and_assumptions_are_refused(projects):
    with pytest.raises(DataError, match=r"plan_services.csv: 没有编号为 p9 的项目"):
        planned(projects, SERVICES, unstated="", chosen=["p9"])
    with pytest.raises(DataError, match=r"projects.csv: 没有编号为 p0 的项目"):
        whole(projects.drop("p0"), unstated="")
    with pytest.raises(DataError, match='学段假定 "高中" 无效, 可选: 九年一贯制、小学、初中'):
        whole(projects, unstated="高中")
    with pytest.raises(UnexpectedCRSError, match="projects_m"):
        whole(to_lonlat(projects), unstated="")


def test_the_services_of_the_real_plan():
    """Seven schools and a park; the plan places five schools and states the stage of two."""
    services, plan = load_plan_services(DATA), load_plan(DATA)
    assert services["kind"].tolist() == ["学校"] * 7 + ["公园"]
    stated = services.loc[services["stage"] == "九年一贯制"].index
    assert plan.projects.loc[stated, "name"].tolist() == ["博文学校新建", "振飞学校新建"]
    assert set(services["replaces"]) <= {"", *plan.facilities.index}
    projects = to_metric(plan.projects)
    assert len(whole(projects, services, unstated="九年一贯制")[0]) == 5
    found, _ = whole(projects, services, unstated="")
    assert found.index.tolist() == ["P8-1-01", "P8-1-03"]
    _, out = whole(projects, services, unstated="小学")
    assert out["name"].tolist() == ["振飞学校新建", "迎宾中学重建", "城南体育公园"]
