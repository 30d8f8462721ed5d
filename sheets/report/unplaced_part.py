"""4 未落图项目: what the plan says of each, and why it has no place."""

from collections.abc import Iterator

from geopandas import GeoDataFrame

from sheets.report.model import Block, Heading, Paragraph, Table
from sheets.report.scope import Scope
from sheets.report.wording import amount, cell, clean

_HEADERS = ("编号", "名称", "条目", "规划所述位置", "规模", "未落图的原因及说明")
_SHARES = (15.5, 29.0, 34.0, 25.0, 17.0, 49.5)


def unplaced_blocks(scope: Scope) -> Iterator[Block]:
    """Yield the section."""
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
    yield Table(f"未落图项目（{count} 项）", _HEADERS, _SHARES, _rows(scope.unplaced))


def _rows(items: GeoDataFrame) -> tuple[tuple[str, ...], ...]:
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
