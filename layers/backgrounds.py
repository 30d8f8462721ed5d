"""Backgrounds under the map: none by default, online ones only when a planner picks one."""

import re
from dataclasses import dataclass

import numpy as np

from geo.datums import from_wgs84
from geo.errors import DataError

NONE = "矢量底图（离线）"
TIANDITU = "天地图"
AMAP = "高德地图"
OSM = "OpenStreetMap"
NAMES = (NONE, TIANDITU, AMAP, OSM)

_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_AMAP = (
    "https://webrd0{s}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8"
    "&x={x}&y={y}&z={z}"
)
_OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


@dataclass(frozen=True)
class Background:
    """Tile addresses in drawing order, with their Leaflet options."""

    urls: tuple[str, ...]
    options: dict[str, object]


def background(name: str, key: str, centre: tuple[float, float]) -> Background | None:
    """Return the online background of that name, None for the offline one.

    Parameters
    ----------
    name
        One of `NAMES`.
    key
        The planner's own 天地图 key (32 hexadecimal digits); unused for the others.
    centre
        Longitude and latitude where the GCJ-02 shift is taken. Over the district the shift
        varies by a few metres only.

    Raises
    ------
    DataError
        If the name is unknown or the key is not one.
    """
    if name == NONE:
        return None
    if name == TIANDITU:
        return _tianditu(key)
    if name == OSM:
        return Background((_OSM,), {"maxZoom": 19, "attribution": "© OpenStreetMap contributors"})
    if name == AMAP:
        east, north = from_wgs84(np.array([centre]), "GCJ-02")[0] - centre
        options = {"subdomains": "1234", "maxZoom": 18, "attribution": "© 高德地图"}
        return Background(
            (_AMAP,), {**options, "shift": [round(float(north), 7), round(float(east), 7)]}
        )
    raise DataError(f"没有底图“{name}”；可选：{'、'.join(NAMES)}")


def _tianditu(key: str) -> Background:
    if not re.fullmatch(r"[0-9a-fA-F]{32}", key):
        raise DataError("天地图密钥应为 32 位十六进制字符；请在天地图控制台申请后填入")
    urls = tuple(_TIANDITU.format(layer=layer, key=key) for layer in ("vec", "cva"))
    return Background(urls, {"subdomains": "01234567", "maxZoom": 18, "attribution": "© 天地图"})
