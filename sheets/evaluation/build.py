"""The content of an evaluation, made of its parts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from geo.district import DISTRICT
from sheets.evaluation.change_part import change_blocks
from sheets.evaluation.circle_part import circle_blocks
from sheets.evaluation.column_part import column_blocks
from sheets.evaluation.front_part import front_blocks
from sheets.evaluation.indicator_part import indicator_blocks
from sheets.evaluation.item_part import item_blocks
from sheets.evaluation.map_part import map_blocks
from sheets.evaluation.matter_part import matter_blocks
from sheets.evaluation.overview_part import overview_blocks
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.unit_part import unit_blocks
from sheets.fonts import check_words
from sheets.map_elements import MARK
from sheets.report.model import Block, Content, Contents, Cover, numbered
from sheets.report.request import ReportRequest
from sheets.report.scope import scope_of
from sheets.report.source_part import source_blocks
from sheets.report.wording import clean, day

_PARTS: Final[Mapping[str, Callable[[EvaluationRequest], Iterator[Block]]]] = {
    "indicators": indicator_blocks,
    "columns": column_blocks,
    "map": map_blocks,
    "units": unit_blocks,
    "matters": matter_blocks,
    "circles": circle_blocks,
    "items": item_blocks,
    "changes": change_blocks,
}
"""By the ids of `sheets.evaluation.request.PARTS`, in the order of the document."""


def build(request: EvaluationRequest) -> Content:
    """Return the content of an evaluation; the map and the charts are drawn here.

    Raises
    ------
    DataError
        If the map cannot be drawn, or a typed word cannot be written.
    """
    check_words(request.office)
    title = f"{DISTRICT.district.name}{DISTRICT.plan.short}{request.kind}报告"
    return Content(
        cover=_cover(request, title),
        blocks=(Contents(), *numbered(_blocks(request))),
        running=f"{title}（{clean(request.scope.title)}）",
        mark=MARK,
        office=clean(request.office),
        date=request.made,
    )


def _blocks(request: EvaluationRequest) -> Iterator[Block]:
    yield from front_blocks(request)
    yield from overview_blocks(request)
    for part, blocks in _PARTS.items():
        if part in request.parts:
            yield from blocks(request)
    asked = ReportRequest(request.plan, request.made, zone=request.scope.zone)
    yield from source_blocks(asked, scope_of(asked))


def _cover(request: EvaluationRequest, title: str) -> Cover:
    office = [f"编制单位：{clean(request.office)}"] if request.office.strip() else []
    return Cover(
        title,
        f"{request.kind}　{clean(request.scope.words)}",
        (
            f"规划：{DISTRICT.plan.title}",
            *office,
            f"数据截至：{day(request.day.isoformat())}",
            f"编制日期：{day(request.made)}",
            f"用途：内部工作资料（{MARK}）",
        ),
    )
