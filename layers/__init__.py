"""What the map shows: the layers in list order, and what draws them for the web."""

from layers import (
    communities,
    district_outline,
    facilities,
    main_roads,
    plan_items,
    references,
    structure,
)
from layers.spec import LayerSpec

LAYERS: tuple[LayerSpec, ...] = (
    structure.SPEC,
    *plan_items.SPECS,
    facilities.SPEC,
    communities.SPEC,
    *references.SPECS,
    main_roads.SPEC,
    district_outline.SPEC,
)
"""Every layer in the order of the layer list; `drawing_order` gives the order of drawing."""

_PLANES = ("area", "reference", "line", "point")


def drawing_order(specs: tuple[LayerSpec, ...] = LAYERS) -> tuple[LayerSpec, ...]:
    """Return `specs` bottom to top: by plane, each plane in `LAYERS` order, own layers above it."""
    return tuple(sorted(specs, key=lambda spec: (_PLANES.index(spec.plane), _place(spec))))


def _place(spec: LayerSpec) -> int:
    return _ORDER.get(spec.layer_id, len(LAYERS))


_ORDER = {spec.layer_id: place for place, spec in enumerate(LAYERS)}
