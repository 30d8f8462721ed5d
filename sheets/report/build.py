"""The content of a report, made of its parts."""

from collections.abc import Iterator

from geo.district import DISTRICT
from sheets.fonts import check_words
from sheets.map_elements import MARK
from sheets.report.imported_part import own_blocks
from sheets.report.lifecircle_part import circle_blocks
from sheets.report.map_part import map_blocks
from sheets.report.model import Block, Content, Contents, Cover, numbered
from sheets.report.overview_part import overview_blocks
from sheets.report.project_part import project_blocks, unplaced_blocks
from sheets.report.request import ReportRequest
from sheets.report.scope import Scope, scope_of
from sheets.report.source_part import source_blocks
from sheets.report.wording import clean, day

TITLE = f"{DISTRICT.map_title}报告"


def build(request: ReportRequest) -> Content:
    """Return the content of a report.

    Parameters
    ----------
    request
        What is asked for; the map is drawn here.

    Raises
    ------
    DataError
        If the map cannot be drawn, or a typed word cannot be written.
    """
    check_words(request.office, request.review_number)
    scope = scope_of(request)
    return Content(
        cover=_cover(request, scope),
        blocks=(Contents(), *numbered(_blocks(request, scope))),
        running=f"{TITLE}（{scope.title}）",
        mark=_mark(request),
        office=clean(request.office),
        date=request.date,
    )


def _blocks(request: ReportRequest, scope: Scope) -> Iterator[Block]:
    yield from overview_blocks(scope)
    yield from map_blocks(request, scope)
    yield from project_blocks(scope)
    yield from unplaced_blocks(scope)
    yield from circle_blocks(scope, request.circles)
    yield from own_blocks(request.own)
    yield from source_blocks(request, scope)


def _cover(request: ReportRequest, scope: Scope) -> Cover:
    subtitle = f"分区报告：{scope.title}" if scope.zone else "全区报告"
    office = [f"编制单位：{clean(request.office)}"] if request.office.strip() else []
    use = f"用途：{'公开示意' if request.public else '内部工作资料'}（{_mark(request)}）"
    told = filter(None, (request.plan.ledger_words,))
    lines = (*office, f"编制日期：{day(request.date)}", *told, use)
    return Cover(TITLE, subtitle, (*lines, "示意，供分析参考，不作为划界、审批依据"))


def _mark(request: ReportRequest) -> str:
    if not request.public:
        return MARK
    return f"审图号：{clean(request.review_number) or '待审，公开前须依法送审'}"
