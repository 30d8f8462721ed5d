"""By chapter and 专栏: what is done, late, changed, and what nobody reported."""

from collections.abc import Iterator

from pandas import DataFrame, Series

from geo.monitoring.boards import board, whole
from geo.monitoring.standing import Standing
from geo.schema import UNREPORTED
from geo.timing import OVERDUE
from sheets.evaluation.gathering import CHANGED
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.words import DONE, names, or_unreported, states, summed, told
from sheets.report.model import Block, Heading, Paragraph, ReportTable
from sheets.report.wording import cell, clean

COUNTED = ("完工", "投用", "在建", "前期", "未启动", "停缓建", "调整", "取消", UNREPORTED)
_LATE = ("编号", "名称", "责任单位", "时限", "计划开工", "计划完工", "实际开工", "进度")
_CHANGED = ("编号", "名称", "状态", "自", "理由", "依据文件", "填报人")
_NO_CHAPTER = "未归章"


def column_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("按章节和专栏的实施情况")
    items = request.items
    if items.rows.empty:
        yield Paragraph(f"{request.scope.here}没有可评估的规划项目。")
        return
    columns = board(items, "column")
    yield counts_table(columns, whole(items).iloc[0], ("专栏", "各专栏项目状态"))
    for chapter, part in _chapters(items):
        yield Heading(chapter, 2)
        for column in part:
            chosen = items.chosen({"column": [column]})
            yield Heading(f"{clean(columns.loc[column, 'title'])}（{len(chosen.rows)} 项）", 3)
            yield from _column(request, chosen)


def counts_table(rows: DataFrame, total: Series | None, words: tuple[str, str]) -> ReportTable:
    """Return the states of a board's rows that have items; `words` are first header and caption.

    A state in which nothing is has no column.
    """
    there = rows[rows["items"] > 0]
    used = [name for name in COUNTED if there[name].any()]
    lines = [(cell(row["title"]), *_counts(row, used)) for _, row in there.iterrows()]
    if total is not None:
        lines.append(("合计", *_counts(total, used)))
    headers = (words[0], "项目", *used, "逾期")
    widths = (44.0, *(11.5 for _ in headers[1:]))
    return ReportTable(words[1], headers, widths, tuple(lines), tuple(range(1, len(headers))))


def _counts(row: Series, used: list[str]) -> tuple[str, ...]:
    return tuple(str(int(row[name])) for name in ("items", *used, "overdue"))


def _chapters(items: Standing) -> Iterator[tuple[str, list[str]]]:
    """Chapters in the plan's order, each with its 专栏 that have items."""
    there = items.rows.drop_duplicates("column").set_index("column")["chapter"]
    order = [name for name in items.titles["column"] if name in there.index]
    for chapter in dict.fromkeys(there[name] for name in order):
        yield clean(chapter) or _NO_CHAPTER, [each for each in order if there[each] == chapter]


def _column(request: EvaluationRequest, chosen: Standing) -> Iterator[Block]:
    """Tell of one 专栏 in sentences; tables only of what is late and what was changed."""
    rows, row = chosen.rows, whole(chosen).iloc[0]
    if row["unreported"] == row["items"]:
        yield Paragraph(f"{int(row['items'])} 项的状态均{UNREPORTED}：{names(rows['name'])}。")
    else:
        yield Paragraph(_progress(row))
        yield from _named(rows)
    if told(row, "total") or told(row, "done"):
        yield Paragraph(f"总投资 {summed(row, 'total')}，累计完成 {summed(row, 'done')}。")
    yield from _late(rows)
    yield from _changed(request, rows)


def _progress(row: Series) -> str:
    unknown = int(row["unreported"])
    tail = f"；{unknown} 项{UNREPORTED}" if unknown else ""
    return f"{int(row['items'])} 项中，{states(row)}{tail}。"


def _named(rows: DataFrame) -> Iterator[Block]:
    groups = (
        ("完工、投用", rows["status"].isin(DONE)),
        ("在建", rows["status"] == "在建"),
        ("前期、未启动", rows["status"].isin(["前期", "未启动"])),
        (UNREPORTED, ~rows["reported"]),
    )
    said = [f"{words}：{names(rows.loc[mask, 'name'])}" for words, mask in groups if mask.any()]
    if said:
        yield Paragraph(f"{'；'.join(said)}。")


def _late(rows: DataFrame) -> Iterator[Block]:
    late = rows[rows["timing"].isin((*OVERDUE, "逾期完工"))]
    if late.empty:
        return
    lines = tuple(
        (
            cell(item),
            cell(row["name"]),
            or_unreported(row["lead_unit"]),
            row["timing"],
            *(or_unreported(row[name]) for name in _LATE_DATES),
            percent_words(row["progress"]),
        )
        for item, row in late.iterrows()
    )
    widths = (17.0, 40.0, 27.0, 18.0, 19.0, 19.0, 19.0, 12.0)
    yield ReportTable(f"逾期的项目（{len(late)} 项）", _LATE, widths, lines, (7,))


_LATE_DATES = ("planned_start", "planned_finish", "actual_start")


def percent_words(progress: float) -> str:
    """Word 形象进度, 未填报 where nobody told it."""
    return UNREPORTED if progress != progress else f"{progress:g}%"  # noqa: PLR0124 - NaN


def _changed(request: EvaluationRequest, rows: DataFrame) -> Iterator[Block]:
    changed = rows[rows["status"].isin(CHANGED)]
    if changed.empty:
        return
    why = request.reasons.reindex(changed.index)
    lines = tuple(
        (
            cell(item),
            cell(row["name"]),
            row["status"],
            *(cell(why.loc[item, name]) for name in ("since", "why", "document", "by")),
        )
        for item, row in changed.iterrows()
    )
    widths = (17.0, 36.0, 14.0, 19.0, 40.0, 26.0, 18.0)
    yield ReportTable(f"停缓建、调整、取消的项目（{len(changed)} 项）", _CHANGED, widths, lines)
