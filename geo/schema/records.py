"""Tables of the ledger that are no layers: what stands beside the plan's items."""

from dataclasses import replace
from typing import Final

from geo.schema.common import number_of
from geo.schema.indicators import INDICATORS
from geo.schema.model import Column, TableSchema

MATTER_KINDS: Final = ("存在问题", "需协调事项")
MATTER_STATES: Final = ("待办", "办理中", "已办结")

MATTERS = TableSchema(
    "",
    "matter_id",
    (
        replace(number_of("matter_id"), fixed=True),
        Column("item", required=True, ledger=True, title="所属项目"),
        Column("kind", required=True, ledger=True, allowed=MATTER_KINDS, title="类型"),
        Column("told", required=True, ledger=True, title="内容", long=True),
        Column("unit_in_charge", ledger=True, title="办理单位"),
        Column("raised", "date", ledger=True, title="提出日期"),
        Column("due", "date", ledger=True, title="解决时限"),
        Column(
            "state", ledger=True, allowed=MATTER_STATES, blank=MATTER_STATES[0], title="办理状态"
        ),
        Column("result", ledger=True, title="办理结果", long=True),
    ),
    "none",
    optional=True,
    title="问题与协调事项",
    exported=False,
)
"""What stands in the way of an item, and what has to be settled with others; all of it entered."""

RECORD_TABLES: Final = {"matters": MATTERS, "indicators": INDICATORS}
