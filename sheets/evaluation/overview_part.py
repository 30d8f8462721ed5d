"""总体情况: counts by state and 时限, sums, and year by year; a chart of the states."""

from collections.abc import Iterator
from itertools import zip_longest

from pandas import DataFrame, Series, isna

from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS, board, whole
from sheets.charts.boards import states_picture, years_picture
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.words import DONE, rate, short_rate, short_sum, states, summed, timings, told
from sheets.report.model import Block, Chart, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import day, percent

_YEAR_AMOUNTS = ("planned", "actual")
_DATED = {
    "planned_starts": "计划开工",
    "starts": "实际开工",
    "planned_finishes": "计划完工",
    "finishes": "实际完工",
}


def overview_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("总体情况")
    items = request.items
    row = whole(items).iloc[0]
    if not row["items"]:
        yield Paragraph(f"{request.scope.here}没有可评估的规划项目。")
        return
    yield Paragraph(_counts(request, row))
    yield Paragraph(_timings(row))
    yield Paragraph(_sums(request, row))
    if row["unreported"] < row["items"]:
        yield _state_table(request, row)
        yield Note("时限含义见编制说明；占比以范围内全部项目为分母。")
    yield Chart("各专栏项目状态（项数）", *states_picture(board(items, "column"), request.palette))
    yield from _years(request)


def _counts(request: EvaluationRequest, row: Series) -> str:
    count, unknown = int(row["items"]), int(row["unreported"])
    begin = (
        f"截至 {day(request.day.isoformat())}，{request.scope.here}共有规划项目 {count} 项，"
        f"其中 {count - unknown} 项填报了状态，{unknown} 项未填报。"
    )
    if unknown == count:
        return f"{begin}台账中没有任何状态，本报告照列项目，不推定其进展。"
    done = sum(int(row[name]) for name in DONE)
    return (
        f"{begin}已填报的项目中，{states(row)}；完工和投用合计 {done} 项，"
        f"占范围内全部项目的 {percent(done / count)}。"
    )


def _timings(row: Series) -> str:
    lacking = int(row[TIMING_COLUMNS[-1]])
    if lacking == row["items"]:
        return "时限：没有项目填报计划日期或完工，是否逾期不作判断。"
    late = int(row["overdue"])
    tail = f"；另有 {lacking} 项没有填报计划日期，不作判断" if lacking else ""
    return f"时限：{timings(row)}{tail}。到该日仍逾期未开工或未完工的共 {late} 项。"


def _sums(request: EvaluationRequest, row: Series) -> str:
    if not any(told(row, name) for name in ("total", "done", *_YEAR_AMOUNTS)):
        return "投资：总投资、年度计划、累计完成均未填报。"
    year = request.day.year
    share = f"，累计完成率 {rate(row, 'done_rate')}" if told(row, "done_rate") else ""
    return (
        f"投资：总投资 {summed(row, 'total')}，累计完成 {summed(row, 'done')}{share}；"
        f"{year} 年计划 {summed(row, 'planned')}，当年完成 {summed(row, 'actual')}。"
    )


def _state_table(request: EvaluationRequest, row: Series) -> ReportTable:
    """States on the left, 时限 on the right."""
    count = int(row["items"])
    pairs = zip_longest(STATE_COLUMNS, TIMING_COLUMNS, fillvalue="")
    rows = tuple(
        (*_share(row, state, count), *_share(row, timing, count)) for state, timing in pairs
    )
    caption = f"{request.scope.here}项目的状态与时限"
    headers = ("状态", "项数", "占比", "时限", "项数", "占比")
    return ReportTable(caption, headers, (32, 22, 26, 42, 22, 26), rows, (1, 2, 4, 5))


def _share(row: Series, name: str, count: int) -> tuple[str, str, str]:
    if not name:
        return ("", "", "")
    return name, str(int(row[name])), percent(int(row[name]) / count)


def _years(request: EvaluationRequest) -> Iterator[Block]:
    yield Heading("年度计划与完成", 2)
    years = request.years
    sums = any(not isna(years[name]).all() for name in _YEAR_AMOUNTS)
    dates = bool(years[list(_DATED)].to_numpy().any())
    if not sums and not dates:
        yield Paragraph("各年度的计划投资、完成投资和开工、完工日期均未填报。")
        return
    yield Paragraph(_lead(sums=sums, dates=dates))
    if sums:
        yield Chart("年度计划与完成投资", *years_picture(years))
    yield _year_table(years)
    yield Note("括号内为填报的项数；完成率只计计划与完成都填报的项目。")
    if (years["actual"] < 0).any():
        yield Note("为负的年度完成，是年末填报的累计完成少于上年末所致，照算不改。")
    if sums and years["first_told"].any():
        yield Note("上年末没有填报累计完成的项目，其累计完成全数计入首次填报的年度。")


def _lead(*, sums: bool, dates: bool) -> str:
    lacking = [word for word, there in (("投资", sums), ("开工、完工日期", dates)) if not there]
    return "年度数字按各年末（数据截至日所在年度按该日）的填报计算。" + (
        f"各年度的{lacking[0]}未填报。" if lacking else ""
    )


def _year_table(years: DataFrame) -> ReportTable:
    headers = (
        "年度",
        "计划投资",
        "完成投资",
        "完成率",
        *(f"{each}（项）" for each in _DATED.values()),
    )
    rows = tuple(
        (
            str(year),
            *(short_sum(row, name) for name in _YEAR_AMOUNTS),
            short_rate(row, "rate"),
            *(str(int(row[name])) for name in _DATED),
        )
        for year, row in years.iterrows()
    )
    widths = (12, 30, 30, 24, 18, 18, 18, 18)
    return ReportTable("分年度情况", headers, widths, rows, tuple(range(1, len(headers))))
