"""What a public sheet may show: without 审图号, nothing from which the outline could be read."""

from dataclasses import replace

from geo.crs import to_lonlat, to_metric
from sheets.request import PUBLIC, SheetLayer, SheetRequest

_ROUND_M, _APART_M = 350.0, 60.0


def publishable(request: SheetRequest) -> tuple[SheetLayer, ...]:
    """Return the layers to draw.

    On a public sheet without 审图号 the outline is left out, and the zones, which share its edges,
    are drawn apart with rounded corners: a schematic, not a boundary.
    """
    if request.mode != PUBLIC or request.review_number:
        return request.layers
    kept = (layer for layer in request.layers if layer.spec.frame != "boundary")
    return tuple(_generalised(layer) if layer.spec.plane == "area" else layer for layer in kept)


def _generalised(layer: SheetLayer) -> SheetLayer:
    frame_m = to_metric(layer.frame_ll)
    shapes = frame_m.buffer(-_ROUND_M - _APART_M).buffer(_ROUND_M)
    return replace(layer, frame_ll=to_lonlat(frame_m.set_geometry(shapes)))
