"""项目明细表: every item of the scope by 专栏, with what was entered of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pandas import Series

from geo.schema import UNREPORTED
from sheets.evaluation.column_part import percent_words
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.words import number, or_unreported
from sheets.report.model import Block, Heading, Paragraph, ReportTable
from sheets.report.wording import cell, clean


class _Told:
    """A column of the table: its header, width, words, and the fields that fill it."""

    def __init__(
        self, header: str, width: float, words: Callable[[Series], str], *fields: str
    ) -> None:
        self.header, self.width, self.words, self.fields = header, width, words, fields


def _span(first: str, last: str) -> Callable[[Series], str]:
    def words(row: Series) -> str:
        if not row[first] and not row[last]:
            return UNREPORTED
        return f"{or_unreported(row[first])}\n{or_unreported(row[last])}"

    return words


_ALWAYS: Final = (
    _Told("名称", 40.0, lambda row: cell(row["name"])),
    _Told("状态", 14.0, lambda row: row["status"]),
)
_OF_PLAN: Final = (
    _Told("类别", 18.0, lambda row: cell(row["kind"])),
    _Told("建设方式", 20.0, lambda row: cell(row["work"])),
)
_FEW = 3
"""Columns of what was entered that leave room for those of the plan."""

_COLUMNS: Final = (
    _Told("进度", 13.0, lambda row: percent_words(row["progress"]), "progress"),
    _Told(
        "时限", 16.0, lambda row: row["timing"],
        "planned_start", "planned_finish", "actual_finish", "status",
    ),
    _Told("责任单位", 24.0, lambda row: or_unreported(row["lead_unit"]), "lead_unit"),
    _Told(
        "计划开工\n计划完工", 21.0, _span("planned_start", "planned_finish"),
        "planned_start", "planned_finish",
    ),
    _Told(
        "实际开工\n实际完工", 21.0, _span("actual_start", "actual_finish"),
        "actual_start", "actual_finish",
    ),
    _Told("总投资（万元）", 18.0, lambda row: number(row["total"]), "total_"),
    _Told("累计完成（万元）", 18.0, lambda row: number(row["done"]), "done_"),
)  # fmt: skip


def item_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("项目明细表")
    rows = request.items.rows
    if rows.empty:
        yield Paragraph(f"{request.scope.here}没有可评估的规划项目。")
        return
    shown = [each for each in _COLUMNS if _filled(each, request.told)]
    lacking = [each.header.replace("\n", "、") for each in _COLUMNS if each not in shown]
    yield Paragraph(_lead(len(rows), lacking))
    columns = (*_ALWAYS, *(_OF_PLAN if len(shown) <= _FEW else ()), *shown)
    headers = ("编号", *(each.header for each in columns))
    widths = (17.0, *(each.width for each in columns))
    right = tuple(at for at, header in enumerate(headers) if header.endswith("（万元）"))
    titles = request.whole.titles["column"]
    for column, part in rows.groupby("column", sort=False):
        lines = tuple(
            (cell(item), *(each.words(row) for each in columns)) for item, row in part.iterrows()
        )
        caption = f"{clean(titles.get(str(column), column))}（{len(part)} 项）"
        yield ReportTable(caption, headers, widths, lines, right)


def _filled(column: _Told, told: Mapping[str, str]) -> bool:
    """Tell whether anything was entered that the column shows."""
    return any(
        name == field or (field.endswith("_") and name.startswith(field))
        for field in column.fields
        for name in told
    )


def _lead(count: int, lacking: list[str]) -> str:
    begin = f"{count} 项按专栏列出，名称照录规划原文。"
    if not lacking:
        return begin
    return f"{begin}{'、'.join(lacking)}在范围内没有一项填报，表中不列。"
