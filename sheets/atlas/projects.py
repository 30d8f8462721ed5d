"""一项目一图: each project with what the plan says of it, and how exactly its place is known."""

from dataclasses import replace

import shapely
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import to_metric
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from geo.schema import UNPLACED
from layers.spec import LayerSpec
from layers.themes import BY_LAYER, themed
from sheets.atlas.model import FOCUS, SERIES, Omitted, Page, PageLayer
from sheets.atlas.page_extents import (
    bounds_ll,
    disc_around,
    extent_around,
    facts_of,
    focus_spec,
    page_layer,
)
from sheets.atlas.zones import PROJECT_SPECS

COARSE_M = 100.0
"""From here on the doubt of a place is drawn."""

_LARGER = 1.3
_PLACED = "符号为推定位置，不是红线或选址；虚线内均有可能。"
_NOWHERE = "规划文本没有给出可以落图的位置，本图只绘全区底图，不标示本项目；取得位置后再补绘。"


def project_pages(
    plan: PlanData, projects_ll: GeoDataFrame, theme: str = BY_LAYER, *, unplaced: bool
) -> tuple[list[Page], list[Omitted]]:
    """Return a page for each project, and those that get none.

    Parameters
    ----------
    plan
        Dressed.
    projects_ll
        (n,) rows of the plan's projects. May be empty.
    theme
        What their symbols tell (`layers.themes`).
    unplaced
        Whether one without a place gets a page, of the whole district without a mark.
    """
    known = has_geometry(projects_ll)
    chosen = projects_ll if unplaced else projects_ll[known]
    shapes_m = dict(zip(chosen.index, to_metric(chosen).geometry, strict=True))
    pages = []
    for number, (project_id, row) in enumerate(chosen.iterrows(), start=1):
        page = _page(row, str(project_id), f"{SERIES['projects']}-{number}")
        here = bool(known[project_id])
        single = chosen.loc[[project_id]]
        pages.append(
            _with_place(page, single, shapes_m[project_id], theme)
            if here
            else _without(page, plan, row)
        )
    left = projects_ll.iloc[:0] if unplaced else projects_ll[~known]
    why = "未落图，未出图幅"
    return pages, [
        Omitted("projects", str(row["name"]), _clause(row), why) for _, row in left.iterrows()
    ]


def spec_of_project(row: Series) -> LayerSpec:
    """Return the layer that a project belongs to."""
    return next(spec for spec in PROJECT_SPECS if spec.part == row["layer"])


def focus_layer(single: GeoDataFrame, spec: LayerSpec, title: str) -> PageLayer:
    """Return the one feature that a page is about, larger and named at any scale."""
    symbols = tuple(
        replace(each, size=each.size * _LARGER, width=each.width * 1.1) for each in spec.symbols
    )
    own = focus_spec(spec, symbols)
    named = replace(own, title=title, label_zoom=0, part=spec.part or FOCUS, theme="")
    return page_layer(single, named)


def _page(row: Series, project_id: str, number: str) -> Page:
    nowhere = (0.0, 0.0, 1.0, 1.0)
    return Page(
        subject="projects",
        number=number,
        title=str(row["name"]),
        subtitle=f"{_clause(row)} · {row['kind']} · {row['work']} · 编号 {project_id}",
        name=str(row["name"]),
        clause=_clause(row),
        zone=str(row["zone_names"]),
        place=str(row["accuracy"]),
        extent_ll=nowhere,
        core_ll=nowhere,
        facts_title="项目信息",
        facts=facts_of(row, spec_of_project(row)),
    )


def _with_place(page: Page, single: GeoDataFrame, shape_m: shapely.Geometry, theme: str) -> Page:
    row, doubt_m = single.iloc[0], float(single["accuracy_m"].iloc[0])
    coarse = doubt_m >= COARSE_M
    spec = themed(spec_of_project(row), theme)
    shown_m = shape_m.buffer(doubt_m) if coarse else shape_m
    return replace(
        page,
        extent_ll=extent_around(shown_m),
        core_ll=bounds_ll(shown_m),
        layers=(focus_layer(single, spec, f"本图项目：{spec.title}"),),
        hidden=((spec.layer_id, (str(single.index[0]),)),),
        doubt=disc_around(shape_m, doubt_m) if coarse else None,
        remarks=(_PLACED,) if coarse else (),
    )


def _without(page: Page, plan: PlanData, row: Series) -> Page:
    whole_m = shapely.union_all(to_metric(plan.boundary).geometry.to_numpy())
    said = str(row["location"] or "").strip()
    words = f"规划所述位置“{said}”不足以落图" if said else "规划未写明位置"
    return replace(
        page,
        extent_ll=bounds_ll(whole_m),
        core_ll=bounds_ll(whole_m),
        place=UNPLACED,
        banner=f"{UNPLACED}：{words}，图上不标示本项目",
        remarks=(_NOWHERE,),
    )


def _clause(row: Series) -> str:
    return f"{row['column']}{row['clause']}"
