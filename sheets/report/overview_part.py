"""1 概况: the zones of the scope and how many items the plan has there."""

from collections.abc import Iterator

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.has_geometry import has_geometry
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.scope import Scope
from sheets.report.wording import cell, clean

_ZONE_HEADERS = ("结构", "分区", "示意面积", "规划所述范围", "主要功能", "规划出处")
_ZONE_SHARES = (11.0, 26.0, 20.0, 38.0, 53.0, 22.0)
_COUNTED = ("专栏", "项目（项）", "已落图（项）", "未落图（项）")


def overview_blocks(scope: Scope) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("概况")
    yield Paragraph(_summary(scope))
    if scope.filter_text:
        yield Paragraph(f"筛选：{scope.filter_text}。项目数、项目表和规划图只含符合筛选的项目。")
    if scope.zones.empty:
        yield Paragraph("规划数据没有空间结构分区。")
    else:
        yield ReportTable("空间结构分区", _ZONE_HEADERS, _ZONE_SHARES, _zone_rows(scope))
        yield Note(_sketch(scope))
    yield _counts(scope)
    if scope.zone:
        yield Note(
            "跨分区的项目在所涉各分区均计入，各分区项目数不可相加；"
            f"另有 {len(scope.unplaced)} 项未落图，无法判定所在分区，见“未落图项目”。"
        )


def _summary(scope: Scope) -> str:
    where = f"本报告范围为{scope.title}（{'分区' if scope.zone else f'{len(scope.zones)} 个分区'}）"
    area = to_metric(scope.zones if scope.zone else scope.plan.boundary).area.sum() / 1e6
    told = f"{where}，示意面积约 {area:.2f} 平方公里。"
    known = int(has_geometry(scope.projects).sum())
    columns = "、".join(dict.fromkeys(scope.plan.projects["column"]))
    if scope.zone:
        return told + f"规划{columns}的项目中，已落图且位于或涉及本分区的有 {known} 项。"
    missing = len(scope.projects) - known
    return (
        told + f"规划{columns}共 {len(scope.projects)} 项，已落图 {known} 项，未落图 {missing} 项。"
    )


def _sketch(scope: Scope) -> str:
    """Where the edges of a zone were read from; of the district, that they were."""
    if not scope.zone:
        return "分区界线为示意，不是法定边界，面积为示意图形的面积。"
    zone = scope.zones.iloc[0]
    return f"界线依据：{clean(zone['basis'])}；{cell(zone['accuracy'])}。面积为示意图形的面积。"


def _zone_rows(scope: Scope) -> tuple[tuple[str, ...], ...]:
    columns = ("structure", "name", "area", "extent", "functions", "source")
    table = scope.zones[list(columns)]
    return tuple(tuple(map(cell, row)) for row in table.itertuples(index=False))


def _counts(scope: Scope) -> Block:
    """How many items each 专栏 has, with a place and without."""
    projects = scope.projects
    if projects.empty:
        return Paragraph(f"{scope.here}没有已落图的规划项目。")
    rows = [_count(name, part) for name, part in projects.groupby("column", sort=False)]
    rows.append(_count("合计", projects))
    shown = 2 if scope.zone else len(_COUNTED)
    told = tuple(row[:shown] for row in rows)
    caption = f"{scope.here}规划项目数"
    right = tuple(range(1, shown))
    return ReportTable(caption, _COUNTED[:shown], (1.0,) * shown, told, right)


def _count(name: object, part: GeoDataFrame) -> tuple[str, ...]:
    known = int(has_geometry(part).sum())
    return cell(name), str(len(part)), str(known), str(len(part) - known)
