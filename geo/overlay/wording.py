"""Fields and values of the ledger in Chinese words, as people read them in a history."""

import shapely
from geopandas import GeoSeries

from geo.crs import LONLAT, to_metric
from geo.overlay import GEOMETRY
from geo.overlay.published import Value
from geo.schema import TABLES, Column

NOTHING = "空"
UNPLACED_WORDS = "无位置"

_HECTARE_M2 = 10_000.0
_KINDS = {"Point": "点", "LineString": "线", "Polygon": "面"}


def title_of(table: str, field: str) -> str:
    """Return the title of a field; its own name where nothing describes it."""
    column = _column(table, field)
    return "位置" if field == GEOMETRY else column.title if column and column.title else field


def value_words(table: str, field: str, value: Value) -> str:
    """Return a value with its unit; a geometry by its kind and size, nothing as such."""
    if field == GEOMETRY:
        return geometry_words(value)
    column = _column(table, field)
    if value is None or value == "":
        return column.blank if column and column.blank else NOTHING
    if isinstance(value, str):
        return value
    unit = column.unit if column else ""
    return f"{value:,.10g}".replace(",", " ") + (f" {unit}" if unit not in ("", "%") else unit)


def geometry_words(value: Value) -> str:
    """Return a WKT in EPSG:4326 in words such as 线，1 240 米; what is none, as the text it is."""
    if value is None or value == "":
        return UNPLACED_WORDS
    shape = shapely.from_wkt(str(value), on_invalid="ignore")
    if shape is None or shape.is_empty:
        return UNPLACED_WORDS if shape is not None else str(value)[:40]
    kind, parts = shape.geom_type.removeprefix("Multi"), len(shapely.get_parts(shape))
    several = f"（{parts} 个部分）" if parts > 1 else ""
    return f"{_KINDS.get(kind, '图形')}{several}{_size(shape)}"


def _size(shape: shapely.Geometry) -> str:
    shape_m = to_metric(GeoSeries([shape], crs=LONLAT)).iloc[0]
    if shape_m.area >= _HECTARE_M2:
        return f"，{shape_m.area / _HECTARE_M2:,.1f} 公顷".replace(",", " ")
    if shape_m.area:
        return f"，{shape_m.area:,.0f} 平方米".replace(",", " ")
    return f"，{shape_m.length:,.0f} 米".replace(",", " ") if shape_m.length else ""


def _column(table: str, field: str) -> Column | None:
    return TABLES[table].column(field) if table in TABLES else None
