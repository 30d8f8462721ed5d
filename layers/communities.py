"""居住小区: residential estates, points without population (no source gives any)."""

from layers.spec import LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="communities",
    title="居住小区",
    frame="communities",
    plane="point",
    symbols=(Symbol("", "居住小区", "estate", "circle", 4.5, width=1.2),),
    visible=False,
    label_zoom=16,
    label_pt=5.2,
)
