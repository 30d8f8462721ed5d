"""现状设施: public services that stand today, by kind."""

from layers.spec import LayerSpec, Symbol

SPEC = LayerSpec(
    layer_id="facilities",
    title="现状设施",
    frame="facilities",
    plane="point",
    class_column="kind",
    symbols=(
        Symbol("学校", "学校", "school", "square", 5.5, width=1.2),
        Symbol("幼儿园", "幼儿园", "kindergarten", "triangle", 5.5, width=1.2),
        Symbol("卫生服务中心", "卫生服务中心", "health", "cross", 6.5, width=1.2),
        Symbol("卫生服务站", "卫生服务站", "health", "cross", 4.5, width=1.2),
        Symbol("医院", "医院", "hospital", "hexagon", 6.0, width=1.2),
        Symbol("菜市场", "菜市场", "market", "inverted", 5.5, width=1.2),
        Symbol("轨道站", "轨道站", "metro", "circle", 6.0, width=2.0, filled=False),
        Symbol("公园", "公园", "park", "star", 7.0, width=1.2),
        Symbol("养老", "养老", "elder", "diamond", 6.0, width=1.2),
        Symbol("文化", "文化", "culture", "diamond", 6.0, width=1.2),
        Symbol("体育", "体育", "sport", "hexagon", 6.0, width=1.2),
        Symbol("", "其他设施", "metro", "circle", 4.0, width=1.2),
    ),
    visible=False,
    label_zoom=16,
)
