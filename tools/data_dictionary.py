"""Write docs/data-dictionary.zh.md from the tables as the program checks them.

Run as `python -m tools.data_dictionary` after a column was added or changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from geo import schema
from geo.lifecircle.planned import PLAN_SERVICES
from geo.lifecircle.rules import RULES
from geo.network.pace import PACES
from geo.schema import Column, TableSchema
from tools.generated import Papers, write
from tools.headless import ROOT

TABLES: Final = (
    schema.BOUNDARY,
    schema.ZONES,
    schema.PROJECTS,
    schema.ROADS,
    schema.FACILITIES,
    schema.COMMUNITIES,
    PLAN_SERVICES,
    *schema.RECORD_TABLES.values(),
    schema.LEVELS,
    RULES,
    PACES,
)

_HEAD = """# 数据字典

数据目录里每个文件的每一列，由 `python -m tools.data_dictionary` 按程序检查数据的规定生成。
来源、做法、编辑办法和 `district.toml` 的各项见 [data/README.md](../data/README.md)。
导入图层不受此限，列名任意。

- CSV 为 UTF-8（带 BOM），GeoJSON 为 RFC 7946；坐标一律 WGS 84 经纬度，6 位小数。
- “必填”指单元格不能空；没有列出的列照样保留、显示、导出。
- 写“台账”的列不在文件里，由单位在台账中填报；`<年>` 是规划期的每一年，`<来源>` 是每种资金来源
  （`district.toml` 的 `[[fund]]`，没有写的用程序自带的九种）；安装的 `[[field]]` 另加自设列。
- 写错时程序说出文件、行、列、值和改法。
- 取值中的专栏、图层、编号格式由 `district.toml` 定，这里是本区的。
"""

_NAMES: Final = {
    "boundary.geojson": "区界",
    "zones.geojson": "空间结构",
    "projects.csv": "规划项目",
    "roads.geojson": "主要道路",
    "facilities.csv": "现状设施",
    "communities.csv": "居住小区",
    "plan_services.csv": "规划项目所增设施",
    "levels.csv": "生活圈分级",
    "standards.csv": "设施标准",
    "paces.csv": "步速",
}
_TYPES: Final = {"text": "文字", "number": "数字", "flag": "是否", "date": "日期"}
_UNITS: Final = {
    "m_per_min": "米/分",
    "min": "分钟",
    "minutes": "分钟",
    "m": "米",
    "lon": "度",
    "lat": "度",
}
"""By how a column's name ends, where the table does not tell."""

_CHECKED: Final = {"clause": "条款", "source": "来源", "checked": "数字核对到哪一步"}
_PLACE: Final = {"layer": "图层", "lon": "经度", "lat": "纬度"}
_TITLES: Final = {
    "plan_services.csv": {
        "project_id": "规划项目编号",
        "kind": "设施类别",
        "stage": "学段，规划未载明的留空",
        "effect": "怎样增加",
        "replaces": "代替的现状设施编号",
        "basis": "依据",
    },
    "levels.csv": {"level": "级别", "minutes": "步行时间", "distance_m": "步行距离", **_CHECKED},
    "standards.csv": {
        "rule_id": "编号",
        "preset": "评价标准",
        "level_min": "分钟圈",
        "kind": "设施类别",
        "matches": "对应设施：类别或“类别:学段”，分号分隔；空为没有资料",
        "radius_m": "步行距离",
        "required": "必配或选配",
        "note": "说明",
        **_CHECKED,
    },
    "paces.csv": {"pace": "谁的步速", "speed_m_per_min": "步速", **_CHECKED},
}
"""Of columns to which the table gives no title, since no page shows them under one."""

_PLACES: Final = {
    "geometry": "位置为要素的几何图形（{shapes}）。",
    "wkt": "位置为 `wkt` 列（{shapes}），可空：空即未落图。",
    "lonlat": "位置为 `lon`、`lat` 两列。",
    "none": "没有位置。",
}
_SHAPES: Final = {
    "Point": "点",
    "MultiPoint": "多点",
    "LineString": "线",
    "MultiLineString": "多线",
    "Polygon": "面",
    "MultiPolygon": "多面",
}


def papers() -> Papers:
    """Return what the paper ought to hold."""
    text = "\n".join([_HEAD, *(line for table in TABLES for line in lines(table))])
    return {ROOT / "docs/data-dictionary.zh.md": f"{text}\n"}


def lines(table: TableSchema) -> Iterator[str]:
    """Give a table as Markdown."""
    yield f"## {table.file or '（没有文件）'} {getattr(table, 'title', '') or _NAMES[table.file]}"
    yield ""
    place = _PLACES[table.place].format(shapes="、".join(_SHAPES[each] for each in table.shapes))
    lacking = "可以没有这个文件。" if table.optional else "必须有。"
    if not table.file:
        lacking = "只在台账中，逐条由单位添加。"
    yield f"一行一条，`{table.key}` 不重复。{place}{lacking}"
    yield ""
    yield "| 列 | 名称 | 类型 | 单位 | 必填 | 范围或取值 |"
    yield "|---|---|---|---|---|---|"
    for column in _once(table.columns):
        if not getattr(column, "derived", False):
            row = " | ".join(each.replace("|", "\\|") for each in cells(column, table))
            yield f"| {row} |"
    yield ""
    for rule in table.rules:
        yield f"- `{rule.column}` {rule.wrong}时：{rule.cure}。"
    if table.rules:
        yield ""


def _once(columns: Iterable[Column]) -> Iterator[Column]:
    """Give columns, of those that stand for each year and source of funds one of each measure."""
    told = set()
    for column in columns:
        part = getattr(column, "part", None)
        if part is None:
            yield column
        elif part.measure not in told:
            told.add(part.measure)
            name = column.name.replace(str(part.year), "<年>").replace(part.fund or "-", "<来源>")
            title = column.title.replace(str(part.year), "<年>")
            title = title.rpartition("·")[0] + "·<来源>" if part.fund else title
            yield replace(column, name=name, title=title)


def cells(column: Column, table: TableSchema) -> tuple[str, ...]:
    """Return the row of a column."""
    untitled = _TITLES.get(table.file, _PLACE)
    told = getattr(column, "title", "") or untitled.get(column.name, "")
    needed = "是" if column.required else "列可缺" if getattr(column, "may_lack", False) else ""
    if getattr(column, "ledger", False):
        needed = "台账自动记" if column.traced else "台账填报"
    unit = getattr(column, "unit", "") or unit_of(column.name)
    return f"`{column.name}`", told, _TYPES[column.type], unit, needed, _bounds(column)


def unit_of(name: str) -> str:
    """Return the unit that a name ends in, "" for none."""
    ends = (unit for end, unit in _UNITS.items() if name == end or name.endswith(f"_{end}"))
    return next(ends, "")


def _bounds(column: Column) -> str:
    if column.type == "flag":
        return "1 是，0 否"
    if column.allowed:
        return "、".join(column.allowed)
    if column.span:
        return f"{column.span.low:g} 至 {column.span.high:,.10g}"
    return f"格式 `{column.pattern}`" if column.pattern else ""


if __name__ == "__main__":
    write(papers())
