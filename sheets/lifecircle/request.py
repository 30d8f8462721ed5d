"""What a 生活圈 sheet shows, as one frozen value that is checked when it is made."""

from dataclasses import dataclass

from geopandas import GeoDataFrame
from pandas import DataFrame
from pandas.api.types import is_bool, is_number

from geo.errors import DataError, MissingColumnError
from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from sheets.request import SheetRequest

STATUSES = (MET, NEWLY, UNMET, OFF_NETWORK, NO_DATA)
ORIGINS = ("现状", "规划", "方案", "导入")
"""Where a facility comes from; 导入 is followed by `：` and the title of the layer."""

_MOST_COLUMNS = 12
"""Of a table: more cannot be read beside a map."""

_SHAPES = {"点": {"Point"}, "面": {"Polygon", "MultiPolygon"}}


@dataclass(frozen=True, eq=False, kw_only=True)
class CircleRequest(SheetRequest):
    """A 生活圈 sheet to draw: a map, its figures, and how they were found.

    Parameters
    ----------
    layers
        Backdrop: outline, zones, main roads; may be empty. What is not told here is as in
        `SheetRequest`.
    areas_ll
        Reached areas (EPSG:4326), columns reach_m (metres), words (for the legend), geometry, one
        row a ring; may be empty or None. A public sheet without 审图号 draws them as they are: do
        not clip them to the district outline.
    estates_ll
        Points (EPSG:4326), columns name, status (one of `STATUSES`), label (bool: write the name
        if there is room); may be empty.
    facilities_ll
        Points (EPSG:4326), columns name, origin (one of `ORIGINS`); may be empty.
    rule_words
        What was asked, e.g. 小学 步行 500 米.
    table, table_title
        Summary under its Chinese headers, figures already formatted; may be empty. Rows for which
        there is no room are left out, and the sheet says how many.
    worst, worst_title
        A second table, or None.
    method
        Paragraphs: method, network, speed, clause and whether it was checked, sources, limits.
    noun
        What the judged points are called in the legend.

    Raises
    ------
    DataError
        If a value is not one of those allowed, a frame is not in EPSG:4326, an estate or facility
        is no point, or a table has more than `_MOST_COLUMNS` columns.
    MissingColumnError
        If a frame lacks a column.
    """

    estates_ll: GeoDataFrame
    facilities_ll: GeoDataFrame
    rule_words: str
    table: DataFrame
    table_title: str
    areas_ll: GeoDataFrame | None = None
    worst: DataFrame | None = None
    worst_title: str = "离得最远的居住小区"
    method: tuple[str, ...] = ()
    noun: str = "居住小区"

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        super().__post_init__()
        if not self.rule_words.strip():
            raise DataError("判定标准为空；请写明设施与距离，如“小学 步行 500 米”")
        _check_frame("居住小区", self.estates_ll, ("name", "status", "label"), "点")
        _check_words("居住小区", self.estates_ll, "status", STATUSES)
        _check_flags(self.estates_ll)
        _check_frame("设施", self.facilities_ll, ("name", "origin"), "点")
        origins = self.facilities_ll["origin"].astype(str).str.split("：").str[0]
        _check_words("设施", self.facilities_ll.assign(origin=origins), "origin", ORIGINS)
        if self.areas_ll is not None:
            _check_areas(self.areas_ll)
        _check_table(self.table_title, self.table)
        if self.worst is not None:
            _check_table(self.worst_title, self.worst)


def _check_frame(what: str, frame_ll: GeoDataFrame, columns: tuple[str, ...], shapes: str) -> None:
    """Refuse a frame without these columns, not in EPSG:4326, or of other shapes (`_SHAPES`)."""
    missing = [column for column in columns if column not in frame_ll]
    if missing:
        raise MissingColumnError(f"{what}缺少列 {'、'.join(missing)}；请补上再出图")
    if frame_ll.crs is None or frame_ll.crs.to_epsg() != 4326:
        raise DataError(f"{what}的坐标系是 {frame_ll.crs}；出图须为经纬度 EPSG:4326，请先转换")
    others = sorted(set(frame_ll.geom_type.dropna()) - _SHAPES[shapes])
    if others:
        raise DataError(f"{what}的几何类型有 {'、'.join(others)}；应全部为{shapes}，请先转换")


def _check_areas(areas_ll: GeoDataFrame) -> None:
    """Refuse areas that are no polygons, or whose reach is no number above 0."""
    _check_frame("可达范围", areas_ll, ("reach_m", "words"), "面")
    bad = [value for value in areas_ll["reach_m"] if not (is_number(value) and value > 0)]
    if bad:
        raise DataError(f"可达范围的 reach_m 有“{bad[0]}”；应为大于 0 的米数")


def _check_words(what: str, frame_ll: GeoDataFrame, column: str, allowed: tuple[str, ...]) -> None:
    """Refuse values of a column that are not among those allowed."""
    unknown = sorted({str(value) for value in frame_ll[column]} - set(allowed))
    if unknown:
        raise DataError(
            f"{what}的 {column} 有“{'、'.join(unknown[:5])}”；可选：{'、'.join(allowed)}"
        )


def _check_flags(estates_ll: GeoDataFrame) -> None:
    """Refuse a column `label` that does not say yes or no."""
    bad = [value for value in estates_ll["label"] if not is_bool(value)]
    if bad:
        raise DataError(f"居住小区的 label 有“{bad[0]}”；应为 True 或 False（是否注名）")


def _check_table(title: str, table: DataFrame) -> None:
    """Refuse a table that cannot be read beside a map."""
    if len(table.columns) > _MOST_COLUMNS:
        raise DataError(
            f"表“{title}”有 {len(table.columns)} 列，图上最多 {_MOST_COLUMNS} 列；请只留要印的列"
        )
