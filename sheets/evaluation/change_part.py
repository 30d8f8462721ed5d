"""附录：变动记录: each change of the period, or their counts by month."""

from collections.abc import Iterator

from pandas import DataFrame

from sheets.evaluation.changes import LISTED
from sheets.evaluation.request import EvaluationRequest
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import cell, day

_HEADERS = ("数据截至\n填报日", "项目", "改动：原值 → 现值", "填报人", "理由", "依据文件")
_WIDTHS = (19.0, 34.0, 68.0, 18.0, 22.0, 18.0)


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
        yield Note("一行为一次填报，所改各字段逐行写出；“空”为没有值。")


def _short() -> str:
    return f"超过 {LISTED} 次，下表只按月计数；编制时选“列出全部变动”可逐次列出。"


def _months(request: EvaluationRequest) -> ReportTable:
    headers = ("月份（数据截至）", "填报（次）", "涉及项目和事项（项）", "填报人（人）")
    rows = tuple(
        tuple(map(str, row)) for row in request.changes.months.itertuples(index=False, name=None)
    )
    return ReportTable("各月填报次数", headers, (1.0, 1.0, 1.0, 1.0), rows, (1, 2, 3))


def _list(request: EvaluationRequest) -> ReportTable:
    acts = request.changes.rows.groupby("seq", sort=False)
    rows = tuple(_act(fields) for _, fields in acts)
    return ReportTable(f"变动记录（{len(rows)} 次）", _HEADERS, _WIDTHS, rows)


def _act(fields: DataFrame) -> tuple[str, ...]:
    """One row: all fields of an act."""
    row = fields.iloc[0]
    changed = zip(fields["field"], fields["before"], fields["after"], strict=True)
    return (
        f"{row['as_of']}\n{row['made']}",
        cell(f"{row['item']} {row['name']}".strip()),
        "\n".join(f"{cell(name)}：{cell(old)} → {cell(new)}" for name, old, new in changed),
        *(cell(row[name]) for name in ("by", "why", "document")),
    )
