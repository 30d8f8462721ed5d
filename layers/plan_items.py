"""The layers of the plan's items, one for each that the district tells of."""

from geo.district import DISTRICT, PlanLayer
from layers.spec import LayerSpec, Symbol
from layers.work import by_work


def spec_of(layer: PlanLayer) -> LayerSpec:
    """Return the spec of a layer of the plan's items."""
    base = Symbol("", "", f"hue.{layer.hue}", shape=layer.shape, size=layer.size, width=layer.width)
    return LayerSpec(
        layer_id=layer.id,
        title=layer.title,
        frame="projects",
        role="plan",
        part=layer.id,
        plane=layer.plane,
        class_column="work",
        symbols=by_work(base, *layer.works),
        label_zoom=layer.label_zoom,
        rank=layer.rank,
    )


SPECS = tuple(map(spec_of, DISTRICT.layer))
