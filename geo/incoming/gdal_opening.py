"""The door to GDAL: a plain path, content that was looked at, and the one driver expected."""

from functools import cache
from pathlib import Path

import pyogrio

from geo.errors import DataError
from geo.gdal_settings import DRIVERS
from geo.incoming.json_safety import check_json
from geo.incoming.kinds import kind_of
from geo.incoming.model import Ask

_DRIVERS = {
    **{"shapefile": ("ESRI Shapefile",), "gpkg": ("GPKG",), "dxf": ("DXF",)},
    "geojson": ("GeoJSON", "GeoJSONSeq", "TopoJSON"),
}
"""By kind of content, those that may open it."""

_WORDS = {"GeoJSON": "GeoJSON:", "GeoJSONSeq": "GeoJSONSeq:", "TopoJSON": "TopoJSON:"}
"""How a driver is named in what is opened; the others have no such word, and no two of them take
files that begin alike."""


def opening(path: Path, driver: str, ask: Ask) -> str:
    """Return the text by which GDAL opens a file with `driver`, and with no other.

    Parameters
    ----------
    path
        A file under a name of our own, see `geo.incoming.opening`.
    driver
        One of `geo.gdal_settings.DRIVERS`.
    ask
        The file's name for messages, and limits.

    Raises
    ------
    DataError
        If GDAL has drivers that are not wanted, the content is not the driver's, or it points
        elsewhere.
    """
    _check_drivers()
    where = str(path.resolve())
    if where.startswith("/vsi") or "!" in where or not path.is_file():
        raise DataError(f"{ask.name} 所在文件夹的名称不可用；请换一个文件夹")
    if driver not in _DRIVERS.get(kind_of(path, ask.name), ()):
        raise DataError(f"{ask.name} 的内容与格式不符；请重新导出")
    if driver in _WORDS:
        check_json(path.read_bytes(), ask.name, ask.limits)
    return _WORDS.get(driver, "") + where


@cache
def _check_drivers() -> None:
    """Raise `DataError` if GDAL was loaded before `geo`, so that what it may do was not set."""
    others = sorted(set(pyogrio.list_drivers()) - set(DRIVERS))
    if others:
        raise DataError(
            f"读取程序未按要求限制（多出 {'、'.join(others[:5])} 等驱动），不予读取；"
            "请管理员先载入 geo 再载入 pyogrio，并核对 geo/gdal_settings.py 的名单"
        )
