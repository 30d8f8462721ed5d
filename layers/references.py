"""Layers of the data folder that the district tells of: what stands or is planned elsewhere."""

from geo.district import DISTRICT, ReferenceLayer
from layers.spec import LayerSpec, Symbol


def spec_of(told: ReferenceLayer) -> LayerSpec:
    """Return the spec of such a layer."""
    return LayerSpec(
        layer_id=told.id,
        title=told.title,
        frame=told.id,
        plane=told.plane,
        symbols=(
            Symbol(
                "", told.title, f"hue.{told.hue}",
                shape=told.shape, size=told.size, width=told.width,
            ),
        ),
        fill_opacity=told.fill_opacity,
        visible=told.visible,
        label_zoom=told.label_zoom,
        rank=told.rank,
        note=told.note,
    )  # fmt: skip


SPECS = tuple(map(spec_of, DISTRICT.reference))
