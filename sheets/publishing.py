"""What a public sheet may show: without 审图号, nothing from which the outline could be read."""

from dataclasses import replace

from layers.features import with_place
from sheets.hatches import is_own
from sheets.request import PUBLIC, SheetLayer, SheetRequest

_UNREVIEWED = (
    "区界属行政区域界线：未填审图号，图上不绘区界，分区改为分离圆角示意；"
    "公开前须依法送审并填写审图号。"
)
_BORDERING = ("area", "line")
"""Planes whose features may run along a border; points do not."""

_REVIEWED = "图上区界为示意，请核对它与审图号所指的标准地图一致。"


def publishable(request: SheetRequest) -> tuple[SheetLayer, ...]:
    """Return the layers to draw.

    On a public sheet without 审图号 the outline is left out, and the zones, which share its edges,
    are drawn apart with rounded corners: a schematic, not a boundary. Layers that a planner brought
    are drawn as they are, since nothing says what their edges are; `warnings` names them.
    """
    if not hides_outline(request):
        return request.layers
    kept = (layer for layer in request.layers if layer.spec.role != "boundary")
    return tuple(
        replace(layer, frame=layer.apart_m) if layer.spec.role == "zones" else layer
        for layer in kept
    )


def hides_outline(request: SheetRequest) -> bool:
    """Return whether a sheet must not give the outline away."""
    return request.mode == PUBLIC and not request.review_number


def warnings(request: SheetRequest) -> tuple[str, ...]:
    """Return what a planner must know before a sheet is made public; nothing for an internal one.

    Parameters
    ----------
    request
        What is to be drawn.
    """
    if request.mode != PUBLIC:
        return ()
    own = "、".join(
        f"“{layer.spec.title}”"
        for layer in imported_layers(request)
        if layer.spec.plane in _BORDERING
    )
    return (
        _UNREVIEWED if hides_outline(request) else _REVIEWED,
        *([f"导入的图层{own}按原样绘制，可能含行政区域界线，公开前请自行核对。"] if own else []),
    )


def imported_layers(request: SheetRequest) -> list[SheetLayer]:
    """Return the layers that a planner brought, those with nothing to draw left out."""
    own = (layer for layer in request.layers if is_own(layer.spec))
    return [layer for layer in own if len(with_place(layer.frame))]
