"""The plan's layers beside its items, each file described."""

from dataclasses import replace
from itertools import chain

from geo.district import DISTRICT, ReferenceLayer
from geo.schema.common import (
    ACCURACY,
    BASIS,
    IN_DISTRICT,
    IN_ZONES,
    LINES,
    NAME,
    OUTSIDE,
    POINT,
    POLYGONS,
    SOURCE,
    number_of,
)
from geo.schema.ledger import ADDED, REMARK, TRACE
from geo.schema.model import Column, RowRule, Span, TableSchema

_PUBLISHED = "公开兴趣点资料，经坐标转换，逐条见“来源”"
_STAGES = {each.name: each.stages for each in DISTRICT.kinds if each.stages}
"""What services of a kind are told apart by."""

BOUNDARY = TableSchema(
    "boundary.geojson",
    "name",
    (NAME, BASIS, *ACCURACY, SOURCE),
    "geometry",
    POLYGONS,
    title="区界",
    exported=False,
)

ZONES = TableSchema(
    "zones.geojson",
    "zone_id",
    (
        number_of("zone_id"),
        Column("structure", required=True, title="结构"),
        NAME,
        Column("extent", title="规划所述范围"),
        Column("functions", title="主要功能"),
        replace(SOURCE, title="规划出处"),
        Column("area", derived=True, title="示意面积", uses=("card",)),
        BASIS,
        *ACCURACY,
    ),
    "geometry",
    POLYGONS,
    optional=True,
    title="空间结构",
    credit=DISTRICT.plan.title,
    colour="#ff7f00",
)

ROADS = TableSchema(
    "roads.geojson",
    "road_id",
    (
        replace(number_of("road_id"), fixed=True),
        NAME,
        Column("grade", required=True, allowed=("A", "B", "C"), title="走向等级"),
        BASIS,
        *ACCURACY,
        SOURCE,
        REMARK,
        ADDED,
        *(replace(each, filter="") for each in TRACE),
    ),
    "geometry",
    LINES,
    optional=True,
    title="主要道路",
    credit="公开路网资料，逐条见“来源”",
    colour="#8f8f8f",
)

FACILITIES = TableSchema(
    "facilities.csv",
    "facility_id",
    (
        number_of("facility_id"),
        NAME,
        Column(
            "kind", required=True, allowed=tuple(each.name for each in DISTRICT.kinds), title="类别"
        ),
        Column("stage", allowed=tuple(chain.from_iterable(_STAGES.values())), title="学段"),
        *IN_ZONES,
        *POINT,
        IN_DISTRICT,
        *ACCURACY,
        SOURCE,
        Column("note", title="说明"),
        OUTSIDE,
    ),
    "lonlat",
    rules=(
        RowRule(
            "stage",
            lambda cells: cells["stage"] not in ("", *_STAGES.get(cells["kind"], ())),
            f"只能用于 kind 为 {'、'.join(_STAGES)} 的行",
            "请清空该单元格或更正 kind",
        ),
    ),
    optional=True,
    title="现状设施",
    credit=_PUBLISHED,
    colour="#006380",
)

COMMUNITIES = TableSchema(
    "communities.csv",
    "community_id",
    (
        number_of("community_id"),
        NAME,
        *IN_ZONES,
        *POINT,
        IN_DISTRICT,
        *ACCURACY,
        SOURCE,
        OUTSIDE,
    ),
    "lonlat",
    optional=True,
    title="居住小区",
    credit=_PUBLISHED,
    colour="#8a5a1c",
)

LEVELS = TableSchema(
    "levels.csv",
    "level",
    (
        Column("level", required=True),
        Column("minutes", "number", required=True, span=Span(1, 120)),
        Column("distance_m", "number", required=True, span=Span(1, 20000)),
        Column("clause", required=True),
        Column("source", required=True),
        Column("checked", required=True, allowed=("已读来源", "转引", "未核对")),
    ),
    "none",
)


def reference_table(told: ReferenceLayer) -> TableSchema:
    """Return the table of a layer that the district tells of."""
    shapes = {"point": ("Point", "MultiPoint"), "line": LINES, "area": POLYGONS}
    return TableSchema(
        told.file,
        "id",
        (number_of("id"), NAME, *IN_ZONES, BASIS, *ACCURACY, SOURCE, OUTSIDE),
        "geometry",
        shapes[told.plane],
        title=told.title,
        credit=told.credit,
    )
