"""分区与责任单位: who and where, with the same counts and sums."""

from collections.abc import Iterator

from pandas import DataFrame

from geo.monitoring.boards import board
from geo.schema import UNREPORTED
from sheets.evaluation.column_part import counts_table
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.scope import NO_UNIT
from sheets.evaluation.words import short_rate, short_sum
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import cell


def unit_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("分区与责任单位")
    items = request.items
    if items.rows.empty:
        yield Paragraph(f"{request.scope.here}没有可评估的规划项目。")
        return
    if request.scope.by != "zone":
        yield Heading("按分区", 2)
        zones = board(items, "zone")
        yield counts_table(zones, None, ("分区", "各分区项目状态"))
        yield Note("跨分区的项目在所涉各分区均计入，各分区项目数不可相加。")
    if request.scope.by != "lead_unit":
        yield Heading("按责任单位", 2)
        yield from _units(board(items, "lead_unit"))


def _units(units: DataFrame) -> Iterator[Block]:
    named = units[~units.index.isin(NO_UNIT)]
    if named.empty or not named["items"].any():
        count = int(units["items"].sum())
        yield Paragraph(f"{count} 项的责任单位均{UNREPORTED}，无法按单位归集。")
        return
    yield counts_table(units, None, ("责任单位", "各责任单位项目状态"))
    told = units[["total", "done", "planned", "actual"]].notna().any(axis=1)
    if not told.any():
        yield Note("各单位的投资均未填报。")
        return
    yield _sums(units[told & (units["items"] > 0)])
    yield Note(
        "括号内为填报的项数；完成率只计总投资与累计完成都填报的项目；投资全部未填报的单位不列。"
    )


def _sums(units: DataFrame) -> ReportTable:
    headers = ("责任单位", "总投资", "累计完成", "累计完成率", "年度计划", "年度完成")
    rows = tuple(
        (
            cell(row["title"]),
            short_sum(row, "total"),
            short_sum(row, "done"),
            short_rate(row, "done_rate"),
            short_sum(row, "planned"),
            short_sum(row, "actual"),
        )
        for _, row in units.iterrows()
    )
    return ReportTable("各责任单位投资", headers, (32, 28, 28, 22, 28, 28), rows, (1, 2, 3, 4, 5))
