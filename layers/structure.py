"""空间结构: the five zones of 一核一带三区, schematic."""

from layers.spec import CardField, LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="zones",
    title="空间结构",
    frame="zones",
    plane="area",
    class_column="zone_id",
    symbols=(
        Symbol("core", "一核：洪都新城核心区", "zone.core"),
        Symbol("belt", "一带：梅湖·象湖生态文化旅游带", "zone.belt"),
        Symbol("new-economy", "三区：新经济产业集聚区", "zone.new-economy"),
        Symbol("commerce", "三区：现代商务商贸带动区", "zone.commerce"),
        Symbol("headquarters", "三区：总部经济创新发展引领区", "zone.headquarters"),
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
    note="分区边界为示意，不作为划界、审批依据",
)
