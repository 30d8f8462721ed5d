"""Columns that no file has: what an office adds to items of the plan, and whose word it is."""

from typing import Final

from geo.district import DISTRICT
from geo.schema.model import Column, Span

UNREPORTED: Final = "未填报"
"""State of an item of which nobody has reported one."""

STATES: Final = ("未启动", "前期", "在建", "完工", "投用", "停缓建", "调整", "取消")

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
)
PROGRESS = Column(
    "progress",
    "number",
    ledger=True,
    span=Span(0, 100),
    title="形象进度",
    unit="%",
    uses=("export",),
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
)
CAPACITY = Column(
    "capacity", "number", ledger=True, span=Span(1, 1e6), title="容量", uses=("export",)
)
CAPACITY_TOLD = Column(
    "capacity_told", derived=True, ledger=True, title="容量（学位、床位）", uses=("card",)
)
REPORTED = (STATUS, PROGRESS, PROGRESS_TOLD, STAGE, CAPACITY, CAPACITY_TOLD)
"""How far an item is, and what it will serve."""

REMARK = Column("remark", ledger=True, title="备注", uses=("card", "export", "searched"))

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
