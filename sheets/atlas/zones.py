"""一区一图: each zone fills a page, with its projects on the map and in a list."""

from dataclasses import replace

import shapely
from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.district import DISTRICT
from geo.filtering import Criteria, apply
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers import LAYERS, structure
from layers.spec import LayerSpec
from layers.themes import BY_LAYER, themed
from sheets.atlas.model import BACKGROUND_ZONES, SERIES, Page, PageLayer
from sheets.atlas.page_extents import bounds_ll, extent_around, facts_of, focus_spec, page_layer

_HEADER = ("项目", "类别", "方式", "精度")
PROJECT_SPECS = tuple(spec for spec in LAYERS if spec.role == "plan")
_REMARKS = (
    "跨分区的项目在所经各区都列出；与分区边界的关系按示意边界判定。",
    "分区与区界均为示意，不作为划界、审批依据；未落图的项目不在本图，见项目图幅与目录。",
)

_STRUCTURE = f"“{DISTRICT.structure.title}”" if DISTRICT.structure.title else ""


def zone_pages(plan: PlanData, projects_ll: GeoDataFrame, theme: str = BY_LAYER) -> list[Page]:
    """Return a page for each zone.

    Parameters
    ----------
    plan
        Dressed.
    projects_ll
        Projects to show. May be empty.
    theme
        What their symbols tell (`layers.themes`).
    """
    return [
        _page(plan, projects_ll, (str(zone_id), f"{SERIES['zones']}-{number}"), theme)
        for number, zone_id in enumerate(plan.zones.index, start=1)
    ]


def _page(plan: PlanData, projects_ll: GeoDataFrame, numbered: tuple[str, str], theme: str) -> Page:
    zone_id, number = numbered
    zone = plan.zones.loc[[zone_id]]
    name = str(zone["name"].iloc[0])
    inside = apply(projects_ll, Criteria(zones=(zone_id,)))
    inside = inside[has_geometry(inside)]
    shape_m = shapely.union_all(to_metric(zone).geometry.to_numpy())
    parts = _by_layer(inside, theme)
    return Page(
        subject="zones",
        number=number,
        title=f"{name}规划图",
        subtitle=f"{_STRUCTURE}空间结构 · 一区一图",
        name=name,
        zone=name,
        place=str(zone["accuracy"].iloc[0]),
        extent_ll=extent_around(shape_m),
        core_ll=bounds_ll(shape_m),
        facts_title="分区信息",
        facts=facts_of(zone.iloc[0], structure.SPEC),
        table_title=f"区内已落图项目 {len(inside)} 项（精度单位：米）",
        table=(_HEADER, *_lines(inside)),
        remarks=_REMARKS,
        layers=(_focus(zone), *(page_layer(part, spec) for spec, part in parts)),
        hidden=(
            (BACKGROUND_ZONES, (zone_id,)),
            *((spec.layer_id, tuple(map(str, part.index))) for spec, part in parts),
        ),
    )


def _lines(projects: GeoDataFrame) -> list[tuple[str, ...]]:
    rows = projects[["name", "kind", "work", "accuracy"]].itertuples(index=False)
    return [(name, kind, work, known.removesuffix(" 米")) for name, kind, work, known in rows]


def _focus(zone: GeoDataFrame) -> PageLayer:
    symbols = tuple(replace(each, title="本图分区（示意）") for each in structure.SPEC.symbols)
    return page_layer(zone, replace(focus_spec(structure.SPEC, symbols), fill_opacity=0.28))


def _by_layer(projects: GeoDataFrame, theme: str) -> list[tuple[LayerSpec, GeoDataFrame]]:
    """Return the projects by the layer they belong to, their names written at any scale."""
    parts = (
        (replace(themed(spec, theme), label_zoom=0), projects[projects["layer"] == spec.part])
        for spec in PROJECT_SPECS
    )
    return [(spec, part) for spec, part in parts if len(part)]
