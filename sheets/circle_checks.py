"""What a 生活圈 sheet refuses, in words a planner understands."""

from geopandas import GeoDataFrame
from pandas import DataFrame
from pandas.api.types import is_bool, is_number

from geo.errors import DataError, MissingColumnError

MOST_COLUMNS = 12
"""Of a table: more cannot be read beside a map."""


def _check_frame(what: str, frame_ll: GeoDataFrame, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in frame_ll]
    if missing:
        raise MissingColumnError(f"{what}缺少列 {'、'.join(missing)}；请补上再出图")
    if frame_ll.crs is None or frame_ll.crs.to_epsg() != 4326:
        raise DataError(f"{what}的坐标系是 {frame_ll.crs}；出图须为经纬度 EPSG:4326，请先转换")


def check_areas(areas_ll: GeoDataFrame) -> None:
    """Refuse areas that are no polygons, or whose reach is no number above 0."""
    _check_frame("可达范围", areas_ll, ("reach_m", "words"))
    _check_types("可达范围", areas_ll, {"Polygon", "MultiPolygon"}, "面")
    bad = [value for value in areas_ll["reach_m"] if not (is_number(value) and value > 0)]
    if bad:
        raise DataError(f"可达范围的 reach_m 有“{bad[0]}”；应为大于 0 的米数")


def check_points(what: str, frame_ll: GeoDataFrame, columns: tuple[str, ...]) -> None:
    """Refuse a frame without these columns, not in EPSG:4326, or not of points."""
    _check_frame(what, frame_ll, columns)
    _check_types(what, frame_ll, {"Point"}, "点")


def _check_types(what: str, frame_ll: GeoDataFrame, allowed: set[str], said: str) -> None:
    others = sorted(set(frame_ll.geom_type.dropna()) - allowed)
    if others:
        raise DataError(f"{what}的几何类型有 {'、'.join(others)}；应全部为{said}，请先转换")


def check_words(what: str, frame_ll: GeoDataFrame, column: str, allowed: tuple[str, ...]) -> None:
    """Refuse values of a column that are not among those allowed."""
    unknown = sorted({str(value) for value in frame_ll[column]} - set(allowed))
    if unknown:
        raise DataError(
            f"{what}的 {column} 有“{'、'.join(unknown[:5])}”；可选：{'、'.join(allowed)}"
        )


def check_flags(estates_ll: GeoDataFrame) -> None:
    """Refuse a column `label` that does not say yes or no."""
    bad = [value for value in estates_ll["label"] if not is_bool(value)]
    if bad:
        raise DataError(f"居住小区的 label 有“{bad[0]}”；应为 True 或 False（是否注名）")


def check_table(title: str, table: DataFrame) -> None:
    """Refuse a table that cannot be read beside a map."""
    if len(table.columns) > MOST_COLUMNS:
        raise DataError(
            f"表“{title}”有 {len(table.columns)} 列，图上最多 {MOST_COLUMNS} 列；请只留要印的列"
        )
