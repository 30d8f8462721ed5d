"""Gauss-Kruger systems of CGCS2000 around a meridian: codes, zones, spans.

EPSG numbers them in rows: 3-degree zones 25-45 from 4513, the same without the zone's number from
4534 (75°E) on; 6-degree zones 13-23 from 4491, without it from 4502 (75°E) on.
"""

from typing import NamedTuple

from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.errors import DataError

FALSE_EASTING_M = 500_000.0
HALF_WIDTH_M = 200_000.0
"""Half a zone of 3 degrees and more: 1.5° are 147 km at 28°N, 2° are 217 km in Hainan."""

NORTHING_M = (1_500_000.0, 6_500_000.0)
"""China."""

_WIDE_LOW, _WIDE_HIGH = 13.5, 58.7
"""Degrees of latitude; what `NORTHING_M` says in metres."""

_FIRST_3, _FIRST_3_BARE = 4513 - 25, 4534 - 25
_FIRST_6, _FIRST_6_BARE = 4491 - 13, 4502 - 13


class Meridian(NamedTuple):
    """A central meridian of a 3-degree zone.

    Parameters
    ----------
    degrees
        East, a whole multiple of 3.
    zone
        Number of its 3-degree zone.
    """

    degrees: int
    zone: int

    @property
    def bare(self) -> str:
        """Code of the 3-degree system without the zone's number."""
        return f"EPSG:{_FIRST_3_BARE + self.zone}"

    @property
    def zoned(self) -> str:
        """Code of the 3-degree system with the zone's number before the easting."""
        return f"EPSG:{_FIRST_3 + self.zone}"

    @property
    def zone_6(self) -> int | None:
        """Number of the 6-degree zone of this meridian, None where there is none."""
        whole, rest = divmod(self.degrees + 3, 6)
        return whole if not rest and 13 <= whole <= 23 else None

    @property
    def zoned_6(self) -> str | None:
        """Code of the 6-degree system with the zone's number, None where there is none."""
        return None if self.zone_6 is None else f"EPSG:{_FIRST_6 + self.zone_6}"

    @property
    def span(self) -> tuple[float, float]:
        """Degrees of longitude that the zone is meant for."""
        return self.degrees - 1.5, self.degrees + 1.5

    @property
    def wide_longitude(self) -> tuple[float, float]:
        """Degrees of longitude, half a degree beyond the zone on either side."""
        return self.degrees - 2.0, self.degrees + 2.0

    @property
    def wide(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """(west, south), (east, north) in degrees: half a degree beyond the zone, China's rows."""
        west, east = self.wide_longitude
        return (west, _WIDE_LOW), (east, _WIDE_HIGH)

    @property
    def description(self) -> str:
        """Name of the system on sheets."""
        return f"CGCS2000 / 3 度带高斯-克吕格投影，中央经线 {self.degrees}°E"

    def neighbour(self, step: int) -> "Meridian | None":
        """Return the meridian some zones to the east, None beyond China."""
        zone = self.zone + step
        return Meridian(3 * zone, zone) if 25 <= zone <= 45 else None


def meridian_of(crs: str) -> Meridian:
    """Return the central meridian of a metric system.

    Raises
    ------
    DataError
        If it is no 3-degree system of CGCS2000 without a zone's number (EPSG:4534 to EPSG:4554).
    """
    try:
        code = CRS.from_user_input(crs).to_epsg()
    except CRSError:
        code = None
    zone = (code or 0) - _FIRST_3_BARE
    if not 25 <= zone <= 45:
        raise DataError(
            f"“{crs[:40]}”不能用来量算；请用 CGCS2000 三度带、不带带号的坐标系"
            "（EPSG:4534 中央经线 75° 至 EPSG:4554 中央经线 135°）"
        )
    return Meridian(3 * zone, zone)
