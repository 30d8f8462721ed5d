"""编制说明: what the evaluation is made of, and how it is to be read."""

from collections.abc import Iterator

from geo.district import DISTRICT
from geo.monitoring.boards import whole
from geo.schema import UNREPORTED
from sheets.evaluation.request import FINAL, EvaluationRequest
from sheets.report.model import Block, Heading, Paragraph
from sheets.report.wording import clean, day
from sheets.request import PERIOD


def front_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("编制说明")
    for title, words in _told(request):
        yield Paragraph(f"{title}：{words}")


def _told(request: EvaluationRequest) -> Iterator[tuple[str, str]]:
    plan, on = DISTRICT.plan, day(request.day.isoformat())
    yield (
        "对象与时点",
        (
            f"本报告评估{plan.title}（规划期限 {PERIOD}）列名项目的实施情况，范围为"
            f"{clean(request.scope.words)}，数据截至 {on}。{_timing(request)}"
        ),
    )
    if plan.mandate:
        yield "依据", clean(plan.mandate)
    yield (
        "数字来源",
        (
            "项目名称、条目、位置、规模照录规划原文；状态、进度、日期、单位、投资等只取单位在台账中的"
            f"填报，同一字段以数据截至日不晚于 {on} 的最近一次填报为准，"
            f"{_later(request)}。" + _drafts(request)
        ),
    )
    yield (
        UNREPORTED,
        (
            f"“{UNREPORTED}”指到该日台账中没有人填写过，不表示没有进展，也不按零计算。"
            "合计只加已填报的项目，并在其后注明“N 项填报”；没有一项填报的合计写未填报。"
        ),
    )
    yield (
        "时限",
        (
            "按填报的计划与实际开工、完工日期对照数据截至日判定；计划日期和完工都没有填报的，时限为未填报，"
            "不判断是否逾期。停缓建的项目仍按原计划日期判定。"
        ),
    )
    yield "金额", "以万元填报，满一亿元的以亿元表示。年度完成为年末与上年末累计完成之差。"
    yield "位置", _places(request)
    yield (
        "限度",
        (
            "本报告由台账与规划数据汇编，供评估工作使用；成因、成效和对策须由评估单位另行分析。"
            "图为示意，不作为划界、审批依据。"
        ),
    )


def _later(request: EvaluationRequest) -> str:
    count = request.changes.later
    return f"属于以后日期的 {count} 次填报不计入" if count else "没有属于以后日期的填报"


def _timing(request: EvaluationRequest) -> str:
    years = DISTRICT.plan.years
    if not years:
        return ""
    last = f"{years[-1]}-12-31"
    early = request.day.isoformat() < last
    if request.kind == FINAL and early:
        return f"数据截至日早于规划期末（{day(last)}），终期结论须以期末填报重新编制。"
    return "" if early or request.kind == FINAL else "数据截至日已到规划期末，也可编制终期评估。"


def _drafts(request: EvaluationRequest) -> str:
    count = request.changes.drafts
    return f"其中 {count} 次填报尚待审核，已计入。" if count else ""


def _places(request: EvaluationRequest) -> str:
    row = whole(request.items).iloc[0]
    unplaced = int(row["unplaced"])
    known = int(row["items"]) - unplaced
    told = (
        f"范围内 {int(row['items'])} 项中已落图 {known} 项，未落图 {unplaced} 项。"
        f"{DISTRICT.plan.placed}，逐项依据与精度见一张图；未落图的不臆造位置，只列入表。"
    )
    if request.scope.by == "zone":
        outside = int(whole(request.whole).iloc[0]["unplaced"])
        told += (
            f"项目按图形所及归入分区，跨分区的在各分区均计入；全区另有 {outside} 项未落图，"
            "无法判定是否在本分区，不计入本报告。"
        )
    if request.scope.by == "lead_unit":
        told += "单位按“责任单位”归集；作为配合单位参与的项目不计入。"
    return told
