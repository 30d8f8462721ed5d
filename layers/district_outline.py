"""区界: the district outline, a schematic reference and never a statutory boundary."""

from layers.spec import LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="outline",
    title="区界",
    frame="boundary",
    role="boundary",
    plane="reference",
    symbols=(Symbol("", "区界（示意）", "outline", dash="12 4 2 4", width=2.6),),
    fill_opacity=0.0,
    note="区界为示意，不作为划界依据",
)
