"""What a public sheet may show: without 审图号, nothing from which the outline could be read."""

from dataclasses import replace

from geopandas import GeoDataFrame

from geo.crs import to_lonlat, to_metric
from sheets.request import PUBLIC, SheetLayer, SheetRequest

_ROUND_M, _APART_M = 350.0, 60.0


def publishable(request: SheetRequest) -> tuple[SheetLayer, ...]:
    """Return the layers to draw.

    On a public sheet without 审图号 the outline is left out, and the zones, which share its edges,
    are drawn apart with rounded corners: a schematic, not a boundary.
    """
    if not hides_outline(request):
        return request.layers
    kept = (layer for layer in request.layers if layer.spec.frame != "boundary")
    return tuple(
        replace(layer, frame_ll=schematic(layer.frame_ll)) if layer.spec.plane == "area" else layer
        for layer in kept
    )


def hides_outline(request: SheetRequest) -> bool:
    """Return whether a sheet must not give the outline away."""
    return request.mode == PUBLIC and not request.review_number


def schematic(areas_ll: GeoDataFrame) -> GeoDataFrame:
    """Return areas (EPSG:4326) drawn in from their edges with rounded corners."""
    areas_m = to_metric(areas_ll)
    shapes = areas_m.buffer(-_ROUND_M - _APART_M).buffer(_ROUND_M)
    return to_lonlat(areas_m.set_geometry(shapes))
