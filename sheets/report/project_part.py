"""3 规划项目: every item of the scope once, by 专栏 and clause."""

from collections.abc import Iterator

from geopandas import GeoDataFrame

from geo.district import DISTRICT
from sheets.report.model import Block, Heading, Note, Paragraph, Table
from sheets.report.scope import Scope
from sheets.report.wording import accuracy, amount, cell, clean

_HEADERS = (
    *("编号", "名称", "类别", "建设方式", "规划所述位置", "规模"),
    *("落图依据", "位置精度"),
)
_SHARES = (15.5, 28.9, 15.2, 15.2, 25.0, 17.0, 35.4, 17.8)

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
    for column, part in scope.projects.groupby("column", sort=False):
        yield Heading(f"{clean(_TITLES.get(str(column), column))}（{len(part)} 项）", 2)
        for clause, items in part.groupby("clause", sort=False):
            yield Heading(f"{clean(clause)}（{len(items)} 项）", 3)
            yield Table(f"{clean(column)}{clean(clause)}", _HEADERS, _SHARES, _rows(items))
            yield from _notes(items)


def _rows(items: GeoDataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            cell(project),
            *(cell(item[name]) for name in ("name", "kind", "work", "location")),
            amount(item["quantity"], item["unit"]),
            cell(item["basis"]),
            accuracy(item["accuracy_m"]),
        )
        for project, item in items.iterrows()
    )


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
