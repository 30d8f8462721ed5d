"""Columns that no file has: what an office adds to items of the plan, and whose word it is."""

from typing import Final

from geo.district import DISTRICT
from geo.schema.amounts import PARTS, part_columns
from geo.schema.model import Column, Span
from geo.schema.own import OWN

UNREPORTED: Final = "未填报"
"""State of an item of which nobody has reported one, and any other field that nobody filled in."""

STATES: Final = ("未启动", "前期", "在建", "完工", "投用", "停缓建", "调整", "取消")

TIMINGS: Final = (
    "逾期未开工",
    "逾期未完工",
    "逾期完工",
    "按期完工",
    "已完工",
    "未到期",
    "已取消",
)
"""Whether an item keeps its planned dates, see `geo.timing`."""

_PROGRESS: Final = "进度"
_DATES: Final = "时间"
_UNITS: Final = "单位"

STATUS = Column(
    "status",
    ledger=True,
    allowed=STATES,
    blank=UNREPORTED,
    title="状态",
    table=9,
    unplaced=5,
    report=13.0,
    filter="status",
    chart="按状态",
    group=_PROGRESS,
)
PROGRESS = Column(
    "progress",
    "number",
    ledger=True,
    span=Span(0, 100),
    title="形象进度",
    unit="%",
    uses=("export",),
    group=_PROGRESS,
)
PROGRESS_TOLD = Column(
    "progress_told",
    derived=True,
    ledger=True,
    title="形象进度",
    uses=("card",),
    table=10,
    report=13.0,
)
STAGE = Column(
    "stage",
    ledger=True,
    allowed=tuple(dict.fromkeys(stage for kind in DISTRICT.kinds for stage in kind.stages)),
    title="学段",
    group=_PROGRESS,
)
CAPACITY = Column(
    "capacity",
    "number",
    ledger=True,
    span=Span(1, 1e6),
    title="容量",
    uses=("export",),
    group=_PROGRESS,
)
CAPACITY_TOLD = Column(
    "capacity_told", derived=True, ledger=True, title="容量（学位、床位）", uses=("card",)
)
TIMING = Column(
    "timing",
    ledger=True,
    traced=True,
    allowed=TIMINGS,
    blank=UNREPORTED,
    title="时限",
    filter="timing",
)
DUE_YEAR = Column(
    "due_year",
    ledger=True,
    traced=True,
    blank=UNREPORTED,
    title="计划完工年",
    uses=(),
    filter="due",
)
"""Year of `planned_finish`, to choose by."""

REPORT_DAY = Column(
    "report_day", "date", ledger=True, title="月报截至", uses=("card",), group=_PROGRESS
)
REPORTED = (
    STATUS, PROGRESS, PROGRESS_TOLD, TIMING, DUE_YEAR, REPORT_DAY, STAGE, CAPACITY, CAPACITY_TOLD,
)  # fmt: skip
"""How far an item is, whether it keeps its dates, and what it will serve."""

DATES = tuple(
    Column(name, "date", ledger=True, title=title, group=_DATES)
    for name, title in (
        ("planned_start", "计划开工"),
        ("planned_finish", "计划完工"),
        ("actual_start", "实际开工"),
        ("actual_finish", "实际完工"),
    )
)
UNITS = (
    Column(
        "lead_unit", ledger=True, blank=UNREPORTED, title="责任单位", filter="unit", group=_UNITS
    ),
    Column("with_units", ledger=True, title="配合单位", group=_UNITS),
)
"""Who answers for an item, and who helps: several, with 、 between."""

TOTALS = (
    Column("total_told", derived=True, ledger=True, title="总投资", uses=("card",)),
    Column("done_told", derived=True, ledger=True, title="累计完成", uses=("card",)),
)
KEPT = (*DATES, *UNITS, *part_columns(), *TOTALS, *OWN)
"""What the ledger keeps of an item beside its state."""

REMARK = Column("remark", ledger=True, title="备注", uses=("card", "export", "searched"), long=True)

DRAFT: Final = "草稿"
"""Of a change that nobody has reviewed, where the installation wants a review."""

TRACE = (
    Column("placed_by", ledger=True, traced=True, title="落图人"),
    Column("placed_at", ledger=True, traced=True, title="落图时间"),
    Column("placed_document", ledger=True, traced=True, title="落图文件"),
    Column("placed_review", ledger=True, traced=True, title="落图审核", uses=("export",)),
    Column(
        "review",
        ledger=True,
        traced=True,
        allowed=(DRAFT, "通过"),
        title="审核",
        table=11,
        report=10.0,
        filter="review",
    ),
)
"""Of a place that the office gave: by whom, when, by which document, whether reviewed."""

ADDED_BY_OFFICE: Final = "单位补绘"
ADDED = Column("added", ledger=True, traced=True, title="来历")
"""Of a road that no file has."""

__all__ = [
    "ADDED",
    "ADDED_BY_OFFICE",
    "DATES",
    "DRAFT",
    "KEPT",
    "OWN",
    "PARTS",
    "REMARK",
    "REPORTED",
    "STATES",
    "TIMINGS",
    "TRACE",
    "UNITS",
    "UNREPORTED",
]
