"""How much of a file is taken; more is refused before it fills the memory."""

from dataclasses import dataclass

from geo.errors import DataError

MB = 2**20

DEEPEST = 32
"""Shapes in shapes, and brackets of a well-known text: GDAL's own bound; GEOS has none."""

MOST_CROSSINGS = 10_000
"""Places where a shape crosses itself that are mended, which takes half a second; three times as
many take ten times as long."""

MOST_CROSSINGS_IN_ALL = 50_000
"""The same of all shapes of a file."""

MOST_MEETINGS = 8_000_000
"""Pairs of segments of a network that come near to each other; a large city has three a segment."""


_CELLS = "有 {found:,} 个单元格，上限 {most:,} 个；请删去不用的行和列"
_TOO_MUCH = {
    "bytes": "解压后有 {found_mb:,.0f} MB，上限 {most_mb:,.0f} MB；请先裁剪到规划范围",
    "members": "内有 {found:,} 个文件，上限 {most:,} 个；请只压缩要导入的图层",
    "rows": "超过 {most:,} 行（要素）；请先筛选或分成几个文件",
    "columns": "有 {found:,} 列（字段），上限 {most:,} 列；请删去不用的列",
    "cells": _CELLS,
    "sheet_cells": _CELLS,
    "vertices": "有 {found:,} 个以上的折点，上限 {most:,} 个；请先裁剪或简化图形",
    "names": "有 {most:,} 种以上的属性名，可能有害；请删去不用的属性后重新导出",
    "layers": "内有 {most:,} 个以上的图层；请只导出要用的图层",
    "shape": "有一个图形的折点达 {found:,} 个，上限 {most:,} 个；请先裁剪或简化该图形",
    "tags": "有 {most:,} 个以上的标签；请先筛选或分成几个文件",
}
"""What is told where there is more than the limit of this name."""


@dataclass(frozen=True)
class ReadingLimits:
    """Upper bounds of one file; the caller may set others.

    `max_file` and `max_bytes` are bytes as sent and unpacked; `max_members` files in an archive;
    `max_cells` is rows times columns, `max_sheet_cells` that of a workbook's sheet, whose cells
    take ten times the time; `max_vertices` counts every place of every shape; `max_names` counts
    different names of members in JSON; `max_layers` is of a database, and `max_steps` what
    counting their rows may take (some ten steps a row, one where a table is counted); `max_shape`
    counts the places of one shape, and `max_tags` the tags of a KML.
    """

    max_file: int = 200 * MB
    max_bytes: int = 500 * MB
    max_members: int = 10_000
    max_rows: int = 500_000
    max_columns: int = 200
    max_cells: int = 10_000_000
    max_sheet_cells: int = 3_000_000
    max_vertices: int = 5_000_000
    max_names: int = 5_000
    max_layers: int = 1_000
    max_steps: int = 100_000_000
    max_shape: int = 1_000_000
    max_tags: int = 4_000_000

    def check_file(self, name: str, size: int) -> None:
        """Raise `DataError` if the file as sent is larger than allowed, or empty."""
        if size > self.max_file:
            raise DataError(
                f"{name} 有 {size / MB:,.0f} MB，上限 {self.max_file / MB:,.0f} MB；"
                "请先裁剪到规划范围或分成几个文件"
            )
        if not size:
            raise DataError(f"{name} 是空文件（0 字节）；请重新导出或重新发送")

    def check(self, name: str, **found: int) -> None:
        """Raise `DataError` if there is more than allowed: of `rows` more than `max_rows`."""
        for what, count in found.items():
            most = getattr(self, f"max_{what}")
            if count > most:
                sizes = {"found_mb": count / MB, "most_mb": most / MB}
                told = _TOO_MUCH[what].format(found=count, most=most, **sizes)
                raise DataError(f"{name} {told}")


LARGE = ReadingLimits(
    max_file=500 * MB, max_rows=2_000_000, max_cells=50_000_000, max_vertices=20_000_000
)
"""Of networks and demand, of which nothing but figures comes to the map."""
