"""The zones of the plan's spatial structure, schematic."""

from geo.district import DISTRICT
from layers.spec import LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="zones",
    title="空间结构",
    frame="zones",
    role="zones",
    plane="area",
    class_column="zone_id",
    symbols=(
        *(Symbol(zone.id, zone.legend, f"hue.{zone.hue}") for zone in DISTRICT.structure.zone),
        Symbol("", "其他分区", "outline"),
    ),
    fill_opacity=0.16,
    label_zoom=0,
    label_pt=10.5,
    rank=0,
    note="分区边界为示意，不作为划界、审批依据",
)
