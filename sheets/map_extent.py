"""The ground under a map field, at a true scale."""

from typing import NamedTuple

import shapely
from geopandas import GeoSeries

from geo.crs import LONLAT, to_metric
from geo.errors import DataError
from sheets.paper import Box, layout
from sheets.request import ORIENTATIONS, PAPERS, SheetRequest, bounds_of
from sheets.scale import fitting_scale, ground_m, needed_scale, scale_words

_EDGE_MM = 2.5
"""Kept free between the extent and the edge of the field."""


class Ground(NamedTuple):
    """A map field on the ground (METRIC, metres) and N of its scale."""

    field: shapely.Polygon
    scale: int

    def on_paper(self, coordinates: shapely.Geometry) -> shapely.Geometry:
        """Return a geometry, or an array of them, in millimetres from the field's lower left."""
        west, south, _, _ = self.field.bounds
        per_mm = 1000 / self.scale
        return shapely.transform(coordinates, lambda places: (places - (west, south)) * per_mm)


def ground_under(request: SheetRequest, box: Box) -> Ground:
    """Return the ground under a map field, the extent in its middle.

    Raises
    ------
    DataError
        If the field cannot hold the extent at the scale asked for, or at any.
    """
    corners = GeoSeries([shapely.box(*request.extent_ll)], crs=LONLAT)
    west, south, east, north = bounds_of(to_metric(corners))
    scale = _scale(request, box, (east - west, north - south))
    x, y = (west + east) / 2, (south + north) / 2
    half_wide, half_tall = ground_m(box.width, scale) / 2, ground_m(box.height, scale) / 2
    field = shapely.box(x - half_wide, y - half_tall, x + half_wide, y + half_tall)
    return Ground(field, scale)


def misfit(request: SheetRequest, box: Box | None = None) -> str:
    """Say why a map field cannot hold the extent, "" where it can.

    Parameters
    ----------
    request
        What is to be drawn.
    box
        The field; None for that of an ordinary sheet.
    """
    try:
        ground_under(request, box or layout(request.paper, request.orientation).map)
    except DataError as error:
        return str(error)
    return ""


def _scale(request: SheetRequest, box: Box, extent_m: tuple[float, float]) -> int:
    room = _room(box)
    if request.scale is None:
        return fitting_scale(extent_m, room)
    if needed_scale(extent_m, room) > request.scale:
        raise DataError(_too_large(request, box, extent_m))
    return request.scale


def _room(box: Box) -> tuple[float, float]:
    return box.width - 2 * _EDGE_MM, box.height - 2 * _EDGE_MM


def _too_large(request: SheetRequest, box: Box, extent_m: tuple[float, float]) -> str:
    scale = request.scale or 0
    held = " × ".join(f"{ground_m(mm, scale) / 1000:.1f}" for mm in _room(box))
    asked = " × ".join(f"{metres / 1000:.1f}" for metres in extent_m)
    fits = scale_words(fitting_scale(extent_m, _room(box)))
    papers = _papers(scale, extent_m)
    return (
        f"{request.paper}{request.orientation} 按 {scale_words(scale)} 只容 {held} 千米，"
        f"出图范围为 {asked} 千米；请用 {fits} 或更小的比例，"
        + (f"或改用 {papers}，" if papers else "")
        + "或缩小范围"
    )


def _papers(scale: int, extent_m: tuple[float, float]) -> str:
    """Paper that would hold an extent at a scale, smallest first."""
    pages = ((paper, turn) for paper in PAPERS for turn in ORIENTATIONS)
    return "、".join(
        f"{paper}{turn}"
        for paper, turn in pages
        if needed_scale(extent_m, _room(layout(paper, turn).map)) <= scale
    )
