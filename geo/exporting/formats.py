"""The formats, and which systems each can hold."""

from dataclasses import dataclass

from geo.crs import LONLAT, METRIC
from geo.errors import DataError
from geo.exporting.export_crs import METRIC_ZONED, SYSTEMS, System

_ALL = tuple(system.key for system in SYSTEMS)
_NAMED = tuple(system.key for system in SYSTEMS if not system.web_only)
_NO_SHIFTED = "GCJ-02、BD-09 没有公认的坐标系代码，桌面软件会按 WGS 84 叠加而错开数百米"


@dataclass(frozen=True)
class ExportFormat:
    """A file format: key, the systems it is written in and why no other."""

    key: str
    systems: tuple[str, ...]
    why: str = ""


FORMATS = (
    ExportFormat("GeoJSON", _ALL),
    ExportFormat("GPKG", _NAMED, _NO_SHIFTED),
    ExportFormat("Shapefile", _NAMED, _NO_SHIFTED),
    ExportFormat("KML", (LONLAT,), "KML 按规范只有 WGS 84 经纬度"),
    ExportFormat("GeoParquet", _NAMED, _NO_SHIFTED),
    ExportFormat("CSV", _ALL),
    ExportFormat("XLSX", _ALL),
    ExportFormat("DXF", (METRIC, METRIC_ZONED), "CAD 图以米为单位，不能用经纬度"),
)


def format_of(key: str) -> ExportFormat:
    """Return the format of a key, whatever its case; `DataError` if there is none."""
    for known in FORMATS:
        if known.key.casefold() == key.casefold():
            return known
    raise DataError(f"没有格式“{key}”；可选：{'、'.join(known.key for known in FORMATS)}")


def require_system(file_format: ExportFormat, system: System) -> None:
    """Refuse a system that a format cannot hold: the `DataError` says why, and what there is."""
    if system.key not in file_format.systems:
        raise DataError(
            f"{file_format.key} 不能用坐标系 {system.key}：{file_format.why}；"
            f"请改用 {'、'.join(file_format.systems)}，或换一种格式"
        )
