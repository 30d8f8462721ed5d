"""How much of a file is taken; more is refused before it fills the memory."""

from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Limits:
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

    def check_bytes(self, name: str, size: int) -> None:
        """Raise `DataError` if what unpacks from a file is larger than allowed."""
        if size > self.max_bytes:
            raise DataError(
                f"{name} 解压后有 {size / MB:,.0f} MB，上限 {self.max_bytes / MB:,.0f} MB；"
                "请先裁剪到规划范围"
            )

    def check_rows(self, name: str, rows: int) -> None:
        """Raise `DataError` if there are more rows or features than allowed."""
        if rows > self.max_rows:
            raise DataError(f"{name} 超过 {self.max_rows:,} 行（要素）；请先筛选或分成几个文件")

    def check_columns(self, name: str, columns: int) -> None:
        """Raise `DataError` if there are more columns than allowed."""
        if columns > self.max_columns:
            raise DataError(
                f"{name} 有 {columns:,} 列（字段），上限 {self.max_columns:,} 列；请删去不用的列"
            )

    def check_names(self, name: str, names: int) -> None:
        """Raise `DataError` if members of JSON have more different names than allowed."""
        if names > self.max_names:
            raise DataError(
                f"{name} 有 {self.max_names:,} 种以上的属性名，可能有害；请删去不用的属性后重新导出"
            )

    def check_shape(self, name: str, vertices: int) -> None:
        """Raise `DataError` if one shape has more vertices than allowed."""
        if vertices > self.max_shape:
            raise DataError(
                f"{name} 有一个图形的折点达 {vertices:,} 个，上限 {self.max_shape:,} 个；"
                "请先裁剪或简化该图形"
            )

    def check_tags(self, name: str, tags: int) -> None:
        """Raise `DataError` if a KML has more tags than allowed."""
        if tags > self.max_tags:
            raise DataError(f"{name} 有 {self.max_tags:,} 个以上的标签；请先筛选或分成几个文件")

    def check_layers(self, name: str, layers: int) -> None:
        """Raise `DataError` if a database has more layers than allowed."""
        if layers > self.max_layers:
            raise DataError(f"{name} 内有 {self.max_layers:,} 个以上的图层；请只导出要用的图层")

    def check_cells(self, name: str, cells: int) -> None:
        """Raise `DataError` if rows times columns are more than allowed."""
        _check_cells(name, cells, self.max_cells)

    def check_sheet_cells(self, name: str, cells: int) -> None:
        """Raise `DataError` if a sheet of a workbook has more cells than allowed."""
        _check_cells(name, cells, self.max_sheet_cells)

    def check_vertices(self, name: str, vertices: int) -> None:
        """Raise `DataError` if the shapes have more vertices than allowed."""
        if vertices > self.max_vertices:
            raise DataError(
                f"{name} 有 {vertices:,} 个以上的折点，上限 {self.max_vertices:,} 个；"
                "请先裁剪或简化图形"
            )


LARGE = Limits(max_file=500 * MB, max_rows=2_000_000, max_cells=50_000_000, max_vertices=20_000_000)
"""Of networks and demand, of which nothing but figures comes to the map."""


def _check_cells(name: str, cells: int, most: int) -> None:
    if cells > most:
        raise DataError(f"{name} 有 {cells:,} 个单元格，上限 {most:,} 个；请删去不用的行和列")


def size_of(path: Path) -> int:
    """Bytes of a file.

    Raises
    ------
    DataError
        If there is none.
    """
    if not path.is_file():
        raise DataError(f"找不到文件 {path.name}；请检查路径")
    return path.stat().st_size
