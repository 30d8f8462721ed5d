"""问题与协调事项: what stands in the way, and what became of it."""

from collections.abc import Iterator

from pandas import DataFrame

from geo.schema.records import MATTER_KINDS, MATTER_STATES
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.words import or_unreported
from sheets.report.model import Block, Heading, Paragraph, ReportTable
from sheets.report.wording import cell

_HEADERS = ("项目", "类型", "内容", "办理单位", "提出日期", "解决时限", "办理状态", "办理结果")
_WIDTHS = (30.0, 16.0, 40.0, 20.0, 19.0, 19.0, 14.0, 26.0)
_OPEN = MATTER_STATES[:-1]


def matter_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("问题与协调事项")
    matters = request.matters
    if matters.empty:
        yield Paragraph(
            f"台账没有记载{request.scope.here}项目的问题与协调事项。没有记载不等于没有问题。"
        )
        return
    yield Paragraph(_counts(request, matters))
    for kind in MATTER_KINDS:
        part = matters[matters["kind"] == kind]
        if len(part):
            yield ReportTable(f"{kind}（{len(part)} 条）", _HEADERS, _WIDTHS, _rows(request, part))


def _counts(request: EvaluationRequest, matters: DataFrame) -> str:
    parts = []
    for kind in MATTER_KINDS:
        states = matters.loc[matters["kind"] == kind, "state"]
        if len(states):
            told = "、".join(f"{each} {(states == each).sum()} 条" for each in MATTER_STATES)
            parts.append(f"{kind} {len(states)} 条（{told}）")
    today = request.day.isoformat()
    late = (matters["state"].isin(_OPEN) & (matters["due"] != "") & (matters["due"] < today)).sum()
    tail = f"；其中 {late} 条已过解决时限仍未办结" if late else ""
    return f"台账记载{request.scope.here}项目的{'、'.join(parts)}{tail}。"


def _rows(request: EvaluationRequest, matters: DataFrame) -> tuple[tuple[str, ...], ...]:
    names = request.whole.rows["name"]
    return tuple(
        (
            cell(names.get(row["item"], row["item"])),
            row["kind"],
            cell(row["told"]),
            *(or_unreported(row[name]) for name in ("unit_in_charge", "raised", "due")),
            row["state"],
            cell(row["result"]),
        )
        for _, row in matters.iterrows()
    )
