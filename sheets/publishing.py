"""What a public sheet may show: without 审图号, nothing from which the outline could be read."""

from dataclasses import replace

from geo.outgoing.public import schematic
from sheets.request import PUBLIC, SheetLayer, SheetRequest

__all__ = ["hides_outline", "publishable", "schematic"]


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
