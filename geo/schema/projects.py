"""The plan's items: every column with its words and where it is shown, filtered and reported."""

from dataclasses import replace

from geo.district import DISTRICT
from geo.schema.common import ACCURACY, BASIS, IN_ZONES, LINES, NAME, OUTSIDE, POLYGONS, number_of
from geo.schema.ledger import KEPT, REMARK, REPORTED, TRACE
from geo.schema.model import Column, RowRule, Span, TableSchema

UNPLACED = "未落图"
"""`basis` of a project whose place is not known."""

_RULES = (
    RowRule(
        "accuracy_m",
        lambda cells: bool(cells["wkt"]) != bool(cells["accuracy_m"]),
        "与 wkt 列不一致",
        "有 wkt 的行必须填精度(米), 没有 wkt 的行必须留空",
    ),
    RowRule(
        "basis",
        lambda cells: (cells["basis"] == UNPLACED) == bool(cells["wkt"]),
        "与 wkt 列不一致",
        f"没有 wkt 的行请填 {UNPLACED}, 有 wkt 的行请写明落图依据",
    ),
    RowRule(
        "unit",
        lambda cells: bool(cells["quantity"]) != bool(cells["unit"]),
        "与 quantity 列不一致",
        "数量与单位必须同时填写或同时留空",
    ),
)

PROJECTS = TableSchema(
    "projects.csv",
    "project_id",
    (
        replace(number_of("project_id"), pattern=DISTRICT.plan.project_id, fixed=True),
        Column(
            "column",
            required=True,
            fixed=True,
            allowed=tuple(each.name for each in DISTRICT.column),
            title="专栏",
            table=2,
            filter="col",
            chart="按专栏",
        ),
        Column(
            "clause",
            required=True,
            fixed=True,
            title="条目",
            uses=("card", "export", "searched"),
            table=6,
            unplaced=2,
            filter="clause",
        ),
        replace(NAME, fixed=True, uses=("export", "searched"), table=1, unplaced=1, report=28.9),
        Column(
            "layer", required=True, fixed=True, allowed=tuple(each.id for each in DISTRICT.layer)
        ),
        Column(
            "kind",
            required=True,
            title="类别",
            uses=("card", "export", "searched"),
            table=7,
            report=15.2,
            filter="kind",
            chart="按类别",
        ),
        Column("work", required=True, title="建设方式", table=3, report=15.2, filter="work"),
        Column(
            "location",
            fixed=True,
            title="规划所述位置",
            uses=("card", "export", "searched"),
            unplaced=3,
            report=25.0,
        ),
        Column("quantity", "number", fixed=True, span=Span(0, 1e9), title="数量", uses=("export",)),
        Column("unit", fixed=True, title="单位", uses=("export",)),
        Column("amount", derived=True, title="规模", uses=("card",), report=17.0),
        *IN_ZONES[:2],
        replace(IN_ZONES[2], table=4),
        Column("placed", derived=True, title="落图", uses=(), table=5),
        Column("source_note", title="读法说明", uses=("card", "export", "searched"), unplaced=4),
        replace(BASIS, uses=("card", "export", "searched"), report=35.4),
        replace(ACCURACY[0], required=False),
        replace(ACCURACY[1], table=8, report=17.8),
        *REPORTED,
        *KEPT,
        REMARK,
        *TRACE,
        replace(OUTSIDE, title="在区外", uses=("export",)),
    ),
    "wkt",
    ("Point", "MultiPoint", *LINES, *POLYGONS),
    rules=_RULES,
    optional=True,
    title="规划项目",
    credit=DISTRICT.plan.title,
    colour="#d1261f",
)

FILTERED = tuple(each for each in PROJECTS.columns if each.filter)
"""Columns that a planner filters by, in the order of the form."""

SEARCHED = tuple(each.name for each in PROJECTS.columns if each.stands("searched"))
"""Columns that free text is looked for in."""
