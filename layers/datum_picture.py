"""A picture of places before and after the shift of a web map's datum, as SVG text."""

from collections.abc import Iterable

import numpy as np
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray

_Places = NDArray[np.float64]

WIDE, TALL = 460, 330
"""Pixels."""

_MARGIN = 0.12
_LEAST_DEG = 0.012
"""Some 1.2 km: a shift of 500 m is seen, and so are the streets around."""

_BEFORE, _AFTER, _ROAD, _OUTLINE = "#c0392b", "#0b57a4", "#c3c8cf", "#3a3a3a"


def picture(before: _Places, after: _Places, roads: GeoDataFrame, outline: GeoDataFrame) -> str:
    """Draw the places as they are in the file and as they will be read, over outline and roads.

    Parameters
    ----------
    before, after
        (n, 2) degrees, row by row the same place; not empty.
    roads, outline
        Lines and polygons, EPSG:4326. May be empty.

    Returns
    -------
    str
        An SVG element; nothing of it comes from the file but numbers.
    """
    window = _window(np.vstack([before, after]), outline)
    frame = _Frame(window)
    parts = [
        *_paths(roads, frame, f'fill="none" stroke="{_ROAD}" stroke-width="2"'),
        *_paths(outline, frame, f'fill="none" stroke="{_OUTLINE}" stroke-dasharray="7 3 2 3"'),
        *_moves(frame.pixels(before), frame.pixels(after)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" '
        f'width="{WIDE}" height="{TALL}" style="background:#fbfbf8">{"".join(parts)}</svg>'
    )


class _Frame:
    """Degrees to pixels: north is up, an east-west degree shorter by the cosine of latitude."""

    def __init__(self, window: tuple[float, float, float, float]) -> None:
        west, south, east, north = window
        narrow = float(np.cos(np.radians((south + north) / 2)))
        self._shrink = np.array([narrow, -1.0])
        self._middle = np.array([(west + east) / 2, (south + north) / 2])
        self._scale = min(WIDE / ((east - west) * narrow), TALL / (north - south))

    def pixels(self, places: _Places) -> _Places:
        """(n, 2) pixels from the upper left corner."""
        offsets = (places - self._middle) * self._shrink * self._scale
        moved: _Places = offsets + np.array([WIDE / 2, TALL / 2])
        return moved


def _window(places: _Places, outline: GeoDataFrame) -> tuple[float, float, float, float]:
    """Bounds of the places, those far away left out, with a margin and never too close."""
    near = _near(places, outline)
    low, high = near.min(axis=0), near.max(axis=0)
    middle, half = (low + high) / 2, np.maximum((high - low) * (0.5 + _MARGIN), _LEAST_DEG / 2)
    (west, south), (east, north) = middle - half, middle + half
    return float(west), float(south), float(east), float(north)


def _near(places: _Places, outline: GeoDataFrame) -> _Places:
    """Places in and around the outline; all of them where none is."""
    if outline.empty:
        return places
    west, south, east, north = outline.total_bounds
    low, high = np.array([west, south]) - 0.05, np.array([east, north]) + 0.05
    kept = places[((places >= low) & (places <= high)).all(axis=1)]
    return kept if len(kept) else places


def _paths(frame: GeoDataFrame, to: _Frame, paint: str) -> Iterable[str]:
    parts = shapely.get_parts(frame.geometry.to_numpy()) if len(frame) else []
    for part in parts:
        line = part.exterior if part.geom_type == "Polygon" else part
        corners = to.pixels(shapely.get_coordinates(line))
        if len(corners):
            yield f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in corners)}" {paint}/>'


def _moves(before: _Places, after: _Places) -> Iterable[str]:
    for (x0, y0), (x1, y1) in zip(before, after, strict=True):
        yield (
            f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="#9aa3ae"/>'
            f'<circle cx="{x0:.1f}" cy="{y0:.1f}" r="3.6" fill="#fff" stroke="{_BEFORE}" '
            f'stroke-width="1.4"/>'
        )
    for x1, y1 in after:
        yield f'<circle cx="{x1:.1f}" cy="{y1:.1f}" r="3.6" fill="{_AFTER}"/>'
