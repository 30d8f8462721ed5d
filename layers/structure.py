"""The zones of the plan's spatial structure, schematic."""

from geo.district import DISTRICT
from layers.spec import CardField, LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="zones",
    title="空间结构",
    frame="zones",
    plane="area",
    class_column="zone_id",
    symbols=(
        *(Symbol(zone.id, zone.legend, f"hue.{zone.hue}") for zone in DISTRICT.structure.zone),
        Symbol("", "其他分区", "outline"),
    ),
    cards=(
        CardField("structure", "结构"),
        CardField("extent", "规划所述范围"),
        CardField("functions", "主要功能"),
        CardField("source", "规划出处"),
        CardField("area", "示意面积"),
        CardField("basis", "边界依据"),
        CardField("accuracy", "位置精度"),
    ),
    fill_opacity=0.16,
    label_zoom=0,
    rank=0,
    note="分区边界为示意，不作为划界、审批依据",
)
