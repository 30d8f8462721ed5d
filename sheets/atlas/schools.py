"""一校一图: each school, its rings, and the estates that they reach, listed by distance."""

from collections.abc import Iterator
from dataclasses import replace

import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import to_metric
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers import facilities
from layers.spec import LayerSpec
from sheets.atlas.model import SERIES, Omitted, Page
from sheets.atlas.page_extents import bounds_ll, disc_around, disc_of, extent_around, facts_of
from sheets.atlas.projects import COARSE_M, focus_layer, spec_of_project
from sheets.atlas.reached_estates import (
    HEADER,
    SchoolReach,
    estate_layers,
    lines_of,
    reached,
    remarks_on,
)

_STAGES = ("小学", "九年一贯制", "初中", "完全中学", "高中")


def school_pages(plan: PlanData, circles: SchoolReach) -> tuple[list[Page], list[Omitted]]:
    """Return a page for each school of the district and of the plan, and those that get none."""
    pages = [*_existing(plan, circles), *_planned(plan, circles)]
    numbered = [
        replace(page, number=f"{SERIES['schools']}-{number}")
        for number, page in enumerate(pages, start=1)
    ]
    projects = plan.projects.loc[_of_plan(plan, circles)]
    lost = projects[~has_geometry(projects)]
    why = "规划学校未落图，无从画圈"
    return numbered, [
        Omitted("schools", str(row["name"]), f"{row['column']}{row['clause']}", why)
        for _, row in lost.iterrows()
    ]


def _existing(plan: PlanData, circles: SchoolReach) -> Iterator[Page]:
    stands = plan.facilities
    found = stands[stands["kind"].isin(circles.kinds) & has_geometry(stands) & ~stands["outside"]]
    order = {stage: place for place, stage in enumerate(_STAGES)}
    keys = DataFrame({"stage": found["stage"].map(order).fillna(len(order)), "name": found["name"]})
    for facility_id in keys.sort_values(["stage", "name"], kind="stable").index:
        single = found.loc[[facility_id]]
        row = single.iloc[0]
        stage = str(row["stage"] or "") or str(row["kind"])
        spec = facilities.SPEC
        page = _page(plan, circles, single, spec)
        yield replace(
            page,
            subtitle=f"现状{stage} · 服务半径与所及居住小区 · 一校一图",
            facts=facts_of(row, spec),
        )


def _planned(plan: PlanData, circles: SchoolReach) -> Iterator[Page]:
    for project_id in _of_plan(plan, circles):
        single = plan.projects.loc[[project_id]]
        if not has_geometry(single).iloc[0]:
            continue
        row, spec = single.iloc[0], spec_of_project(single.iloc[0])
        page = _page(plan, circles, single, spec)
        stage = str(circles.plan_services.loc[project_id, "stage"] or "") or "规划未载明"
        yield replace(
            page,
            subtitle=f"规划学校（{row['work']}）· 学段：{stage} · 服务半径与所及居住小区",
            clause=f"{row['column']}{row['clause']}",
            facts=(("学段", stage), *facts_of(row, spec)),
        )


def _of_plan(plan: PlanData, circles: SchoolReach) -> list[str]:
    services = circles.plan_services
    schools = services[services["kind"].isin(circles.kinds)]
    return [str(each) for each in schools.index if each in plan.projects.index]


def _page(plan: PlanData, circles: SchoolReach, single: GeoDataFrame, spec: LayerSpec) -> Page:
    row, school_m = single.iloc[0], to_metric(single)
    doubt_m = float(row["accuracy_m"])
    near = reached(plan.communities, school_m, circles)
    areas_m = circles.model.area(school_m, circles.reach.walks_m)
    (place_m,) = school_m.geometry
    whole_m = shapely.union_all([*areas_m.geometry, place_m])
    walks = "、".join(f"{walk:g}" for walk in circles.reach.walks_m)
    return Page(
        subject="schools",
        number="",
        title=str(row["name"]),
        name=str(row["name"]),
        zone=str(row["zone_names"]),
        place=str(row["accuracy"]),
        extent_ll=extent_around(whole_m),
        core_ll=bounds_ll(whole_m),
        facts_title="学校信息",
        table_title=f"圈内居住小区 {len(near)} 处（单位：米；{circles.model.label}）",
        table=(HEADER, *lines_of(near)),
        remarks=tuple(remarks_on(near, circles, doubt_m)),
        layers=(
            focus_layer(single, spec, f"本图学校：{spec.title}"),
            *estate_layers(plan.communities, near, circles),
        ),
        hidden=(
            ("communities", tuple(map(str, plan.communities.index))),
            (spec.layer_id, (str(single.index[0]),)),
        ),
        rings=tuple(
            disc_of(area, reach)
            for area, reach in zip(areas_m.geometry, areas_m["reach_m"], strict=True)
        ),
        rings_title=f"{walks} 米圈（{circles.model.label}）",
        doubt=disc_around(place_m, doubt_m) if doubt_m >= COARSE_M else None,
    )
