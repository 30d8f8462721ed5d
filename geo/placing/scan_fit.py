"""A scanned plan laid under the map by points that are seen on both, with what is left over."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from geopandas import GeoSeries
from numpy.typing import NDArray

from geo.crs import LONLAT, METRIC, to_lonlat, to_metric
from geo.errors import DataError

FEWEST: Final = 2
"""Points that turn, scale and move a scan; from three on it may be stretched and sheared too."""

_AFFINE: Final = 3
_NEAREST_PX: Final = 20.0
"""Two points nearer on the scan tell nothing of its scale."""

_MOST_STRETCH: Final = 3.0
"""A scan is not stretched more in one direction than in another; its points are mixed up then."""

_Places = NDArray[np.float64]


@dataclass(frozen=True)
class ScanFit:
    """Where a scan lies.

    Parameters
    ----------
    corners_ll
        (3, 2) degrees of its upper left, upper right and lower left corner.
    residuals_m
        (n,) metres between each point as fitted and as given.
    metres_per_pixel
        Ground that a pixel shows, the longer way.
    spare
        Points beyond those that the fit needs; without any, residuals prove nothing.
    """

    corners_ll: _Places
    residuals_m: _Places
    metres_per_pixel: float
    spare: int

    @property
    def rms_m(self) -> float:
        """Root mean square of the residuals, metres; they count by what the fit left free."""
        if not self.spare:
            return 0.0
        return float(np.sqrt((self.residuals_m**2).sum() / max(self.spare, 1)))


def fit(pixels: _Places, lonlat: _Places, size: tuple[int, int]) -> ScanFit:
    """Lay a scan by points: turned and scaled alike by two, by least squares from three on.

    Parameters
    ----------
    pixels
        (n, 2) from the left and from the top of the scan, n >= 2.
    lonlat
        (n, 2) where they lie, EPSG:4326.
    size
        Width and height of the scan in pixels.

    Raises
    ------
    DataError
        If there are too few points, they lie together or in a row, or the scan would be mirrored or
        torn: points were mixed up.
    """
    if len(pixels) < FEWEST:
        raise DataError(f"对准点有 {len(pixels)} 个，至少要 {FEWEST} 个；请再对准一处")
    seen = np.asarray(pixels, dtype=float) * (1, -1)  # north is up
    ground = to_metric(GeoSeries(shapely.points(lonlat), crs=LONLAT))
    places = shapely.get_coordinates(ground.to_numpy())
    _check_apart(seen)
    matrix = _affine(seen, places) if len(seen) >= _AFFINE else _similar(seen, places)
    _check_shape(matrix)
    left = np.hypot(*(_moved(matrix, seen) - places).T)
    width, height = size
    frame = np.array([(0.0, 0.0), (width, 0.0), (0.0, -height)])
    corners = GeoSeries(shapely.points(_moved(matrix, frame)), crs=METRIC)
    scale = float(np.linalg.svd(matrix[:, :2], compute_uv=False).max())
    needed = _AFFINE if len(seen) >= _AFFINE else FEWEST
    degrees = shapely.get_coordinates(to_lonlat(corners).to_numpy())
    return ScanFit(degrees, left, scale, len(seen) - needed)


def _moved(matrix: _Places, places: _Places) -> _Places:
    moved: _Places = places @ matrix[:, :2].T + matrix[:, 2]
    return moved


def _similar(seen: _Places, places: _Places) -> _Places:
    """The one turn, scale and shift that brings two points onto two others."""
    first, second = (complex(*each) for each in seen)
    there, other = (complex(*each) for each in places)
    turn = (other - there) / (second - first)
    shift = there - turn * first
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def _affine(seen: _Places, places: _Places) -> _Places:
    """Least squares of six numbers; both sides from their middle, or digits would be lost."""
    middle, there = seen.mean(axis=0), places.mean(axis=0)
    linear, *_ = np.linalg.lstsq(seen - middle, places - there, rcond=None)
    return np.column_stack([linear.T, there - linear.T @ middle])


def _check_apart(seen: _Places) -> None:
    spread = np.linalg.svd(seen - seen.mean(axis=0), compute_uv=False)
    if spread[0] < _NEAREST_PX:
        raise DataError("对准点在扫描件上挤在一处；请选相距远些的地方")
    if len(seen) >= _AFFINE and spread[1] < _NEAREST_PX:
        raise DataError("对准点几乎在一条直线上；请在线外再选一处，或只留两个")


def _check_shape(matrix: _Places) -> None:
    longest, shortest = np.linalg.svd(matrix[:, :2], compute_uv=False)
    if np.linalg.det(matrix[:, :2]) <= 0:
        raise DataError("扫描件会被翻成反面；请检查对准点是否两两对错了")
    if longest > _MOST_STRETCH * shortest:
        raise DataError("扫描件会被拉得变形；请检查对准点是否对错了位置")
