"""The reference systems that files are written in."""

from dataclasses import dataclass

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import LONLAT, METRIC, to_lonlat, to_system
from geo.datums import Datum, from_wgs84
from geo.district import DISTRICT
from geo.errors import DataError
from geo.exporting.file_names import free_name

CGCS2000 = "EPSG:4490"
METRIC_ZONED = DISTRICT.meridian.zoned
WEB_ONLY = "仅供网络地图"
SYSTEM = "坐标系"


@dataclass(frozen=True)
class System:
    """A reference system of files.

    Parameters
    ----------
    key
        What callers and users name it by.
    words
        Chinese name.
    unit
        度 or 米.
    datum
        A shifted one (GCJ-02, BD-09) is right on the web maps that use it and nowhere else.
    """

    key: str
    words: str
    unit: str
    datum: Datum = "WGS 84/CGCS2000"

    @property
    def web_only(self) -> bool:
        """Whether the datum is a shifted one."""
        return self.datum != "WGS 84/CGCS2000"

    @property
    def tag(self) -> str:
        """What a file's name carries; "" for WGS 84, which needs no naming."""
        if self.web_only:
            return f"{self.key}_{WEB_ONLY}"
        return "" if self.key == LONLAT else self.key.replace(":", "")

    @property
    def decimals(self) -> int:
        """Decimals that keep a place to 1 mm: 1e-8 degrees, or millimetres."""
        return 8 if self.unit == "度" else 3

    @property
    def description(self) -> str:
        """Name, with the warning where one is due."""
        return f"{self.words}（{WEB_ONLY}，不得与测绘成果叠加）" if self.web_only else self.words

    @property
    def full_words(self) -> str:
        """Key and name."""
        return f"{self.key} {self.description}"


SYSTEMS = (
    System(LONLAT, "WGS 84 经纬度", "度"),
    System(CGCS2000, "CGCS2000 经纬度", "度"),
    System(METRIC, f"CGCS2000 3度带 中央经线{DISTRICT.meridian.degrees}°E", "米"),
    System(METRIC_ZONED, f"CGCS2000 3度带 第{DISTRICT.meridian.zone}带（带号）", "米"),
    System("GCJ-02", "火星坐标经纬度", "度", "GCJ-02"),
    System("BD-09", "百度坐标经纬度", "度", "BD-09"),
)


def system_of(key: str) -> System:
    """Return the system of a key; `DataError` if there is none."""
    for system in SYSTEMS:
        if system.key == key:
            return system
    known = "、".join(system.key for system in SYSTEMS)
    raise DataError(f"没有坐标系“{key}”；可选：{known}")


def shapes_in(frame: GeoDataFrame, system: System) -> np.ndarray:
    """(n,) shapes of a frame in any CRS, brought to a system; 2-D; None where there is no place.

    A frame without CRS raises `UnexpectedCRSError`.
    """
    geometry = frame.geometry
    if system.web_only:
        shapes_ll = shapely.force_2d(to_lonlat(geometry).to_numpy())
        shapes = shapely.transform(shapes_ll, lambda places: from_wgs84(places, system.datum))
    else:
        shapes = to_system(geometry, system.key).to_numpy()
    flat = np.array(shapely.force_2d(shapes), dtype=object)
    flat[shapely.is_empty(flat)] = None
    return flat


def with_system(table: DataFrame, system: System) -> DataFrame:
    """Copy of a table with a last column 坐标系, where a format names the system nowhere else."""
    return table.assign(**{free_name(SYSTEM, table.columns): system.full_words})
