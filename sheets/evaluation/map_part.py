"""实施状态图: the scope's items by state, A4 at its true size."""

from collections.abc import Iterator

from geo.has_geometry import has_geometry
from layers.themes import BY_STATE
from sheets.evaluation.request import EvaluationRequest
from sheets.report.map_part import figure
from sheets.report.model import Block, Heading, Paragraph
from sheets.report.request import ReportRequest
from sheets.report.scope import scope_of
from sheets.report.wording import clean, day


def map_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section; the sheet is drawn here."""
    yield Heading("实施状态图")
    mine = request.plan.projects.loc[request.items.rows.index]
    placed = int(has_geometry(mine).sum())
    if not placed:
        yield Paragraph(f"{request.scope.here}的项目均未落图，没有可绘的状态图。")
        return
    yield Paragraph(
        f"图示{request.scope.here}已落图的 {placed} 项，符号表示 {day(request.day.isoformat())} "
        f"的状态，双线边框为逾期；未落图的 {len(mine) - placed} 项不在图上。"
        "图幅为 A4 横向，按原尺寸（100%）打印时图上比例有效。"
    )
    plan = request.plan.with_frames({"projects": mine})
    asked = ReportRequest(
        plan,
        request.made,
        zone=request.scope.zone,
        palette=request.palette,
        dpi=request.dpi,
        theme=BY_STATE,
    )
    title = f"实施状态图（{clean(request.scope.title)}）"
    yield figure(asked, scope_of(asked), title, _subtitle(request))


def _subtitle(request: EvaluationRequest) -> str:
    where = f"{clean(request.scope.title)}　" if request.scope.by else ""
    return f"{where}项目实施状态（截至 {day(request.day.isoformat())}）"
