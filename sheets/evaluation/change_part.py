"""附录：变动记录: each change of the period, or their counts by month."""

from collections.abc import Iterator

from sheets.evaluation.changes import LISTED
from sheets.evaluation.request import EvaluationRequest
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import cell, day

_HEADERS = ("数据截至", "填报日", "项目", "字段", "原值", "现值", "填报人", "理由", "依据文件")
_WIDTHS = (19.0, 19.0, 28.0, 18.0, 20.0, 20.0, 15.0, 20.0, 16.0)
_FIELDS = ("field", "before", "after", "by", "why", "document")


def change_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("附录：变动记录")
    changes = request.changes
    if not changes.acts:
        yield Paragraph(
            f"规划期内到 {day(request.day.isoformat())}，{request.scope.here}项目没有填报记录。"
        )
        return
    yield Paragraph(
        f"规划期内数据截至日不晚于 {day(request.day.isoformat())} 的填报共 {changes.acts} 次。"
        + ("逐次列出如下。" if changes.listed else _short())
    )
    yield _months(request)
    if changes.listed:
        yield _list(request)
        yield Note("一次填报改动几个字段的，逐个字段列一行。“空”为没有值。")


def _short() -> str:
    return f"超过 {LISTED} 次，下表只按月计数；编制时选“列出全部变动”可逐次列出。"


def _months(request: EvaluationRequest) -> ReportTable:
    headers = ("月份（数据截至）", "填报（次）", "涉及项目和事项（项）", "填报人（人）")
    rows = tuple(
        tuple(map(str, row)) for row in request.changes.months.itertuples(index=False, name=None)
    )
    return ReportTable("各月填报次数", headers, (1.0, 1.0, 1.0, 1.0), rows, (1, 2, 3))


def _list(request: EvaluationRequest) -> ReportTable:
    rows = tuple(
        (
            row["as_of"],
            row["made"],
            cell(f"{row['item']} {row['name']}".strip()),
            *(cell(row[name]) for name in _FIELDS),
        )
        for _, row in request.changes.rows.iterrows()
    )
    return ReportTable(f"变动记录（{len(rows)} 行）", _HEADERS, _WIDTHS, rows)
