"""3 规划项目 and 4 未落图项目: every item of the scope; what has no place, and why it has none."""

from collections.abc import Callable, Iterator, Mapping

from geopandas import GeoDataFrame
from pandas import Series

from geo.district import DISTRICT
from geo.overlay.filled import unfilled
from geo.schema import PROJECTS, Column
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.scope import Scope
from sheets.report.wording import accuracy, amount, cell, clean

_TOLD = tuple(each for each in PROJECTS.columns if each.report)
_ID_MM = 15.5
_WORDS: Mapping[str, Callable[[Series], str]] = {
    "amount": lambda item: amount(item["quantity"], item["unit"]),
    "accuracy": lambda item: accuracy(item["accuracy_m"]),
}
"""What a document words otherwise than a card."""

_UNPLACED = ("编号", "名称", "条目", "规划所述位置", "规模", "未落图的原因及说明")
_UNPLACED_SHARES = (15.5, 29.0, 34.0, 25.0, 17.0, 49.5)

_TITLES = {each.name: each.heading for each in DISTRICT.column}
"""What the plan calls them."""


def project_blocks(scope: Scope) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("规划项目（按条目）")
    if scope.projects.empty:
        yield Paragraph(f"{scope.here}没有已落图的规划项目。")
        return
    yield Paragraph(
        "名称、位置、规模照录规划原文，原文未写的以“—”表示；位置精度指真实位置与图上位置"
        "可能相差的距离。"
    )
    told = _told(scope.projects)
    headers = ("编号", *(each.title for each in told))
    shares = (_ID_MM, *(each.report for each in told))
    for column, part in scope.projects.groupby("column", sort=False):
        yield Heading(f"{clean(_TITLES.get(str(column), column))}（{len(part)} 项）", 2)
        for clause, items in part.groupby("clause", sort=False):
            yield Heading(f"{clean(clause)}（{len(items)} 项）", 3)
            caption = f"{clean(column)}{clean(clause)}"
            yield ReportTable(caption, headers, shares, _rows(items, told))
            yield from _notes(items)


def _told(items: GeoDataFrame) -> tuple[Column, ...]:
    """Columns of the tables, without those that nobody has filled in."""
    empty = unfilled(items, PROJECTS)
    return tuple(each for each in _TOLD if each.name not in empty)


def _rows(items: GeoDataFrame, told: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (cell(project), *(_words(item, column.name) for column in told))
        for project, item in items.iterrows()
    )


def _words(item: Series, column: str) -> str:
    worded = _WORDS.get(column)
    return worded(item) if worded else cell(item[column])


def _notes(items: GeoDataFrame) -> Iterator[Block]:
    """What is to be known of how placed items were read; of the others section 4 tells it."""
    known = items[items.geometry.notna()]
    told = [
        f"{clean(name)}：{clean(note)}"
        for name, note in zip(known["name"], known["source_note"], strict=True)
        if clean(note)
    ]
    if told:
        yield Note(f"读法说明：{'；'.join(told)}。")


def unplaced_blocks(scope: Scope) -> Iterator[Block]:
    """Yield the section of what has no place."""
    yield Heading("未落图项目")
    if scope.unplaced.empty:
        yield Paragraph("没有未落图的项目。")
        return
    count = len(scope.unplaced)
    which = "无法判定是否在本分区，故全部列出。" if scope.zone else "列表如下。"
    yield Paragraph(
        f"全区有 {count} 项规划项目未落图，{which}规划未给出位置，或所述道路、地块没有可靠坐标的，"
        "不臆造位置；取得线位、地块或坐标后即可落图。"
    )
    rows = _without_place(scope.unplaced)
    yield ReportTable(f"未落图项目（{count} 项）", _UNPLACED, _UNPLACED_SHARES, rows)


def _without_place(items: GeoDataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            cell(project),
            cell(item["name"]),
            cell(f"{item['column']}{item['clause']}"),
            cell(item["location"]),
            amount(item["quantity"], item["unit"]),
            _why(clean(item["location"]), clean(item["source_note"])),
        )
        for project, item in items.iterrows()
    )


def _why(location: str, note: str) -> str:
    """Why an item has no place: what follows from the plan's words, and our note on it."""
    why = (
        "规划所述位置没有可靠的坐标或范围可依"
        if location
        else "规划未写位置，没有可靠的位置或线位可依"
    )
    return f"{why}；{note}" if note else why
