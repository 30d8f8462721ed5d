"""What the page 生活圈 draws: estates by what they lack, services by origin, areas reached."""

from geo.lifecircle.gaps import MET, NEWLY, OFF_NETWORK, UNMET
from layers.spec import LayerSpec, Role, Symbol

_NEIGHBOURS = ("orange", "green", "violet", "teal", "red")

BACKDROP: tuple[Role, ...] = ("zones", "base", "boundary")
"""What of the plan lies below it."""

SERVED = LayerSpec(
    layer_id="served",
    title="居住小区",
    frame="",
    plane="point",
    class_column="status",
    symbols=(
        Symbol(MET, f"{MET}小区", "hue.green", "circle", 4.5),
        Symbol(NEWLY, f"{NEWLY}小区", "hue.petrol", "diamond", 6.5),
        Symbol(UNMET, f"{UNMET}小区", "hue.crimson", "inverted", 6.5, width=2.2, filled=False),
        Symbol(OFF_NETWORK, f"{OFF_NETWORK}小区", "metro", "cross", 6.0),
        Symbol("", "资料不足，未评价小区", "road", "circle", 4.0, width=1.6, filled=False),
    ),
    label_zoom=15,
)
"""Estates by whether one service is in reach; `status` as the gap analysis gives it."""

LACKING = LayerSpec(
    layer_id="served",
    title="居住小区",
    frame="",
    plane="point",
    class_column="lack",
    symbols=(
        Symbol("0", "不缺必配设施的小区", "lack.0", "circle", 4.0),
        Symbol("1", "缺 1 类", "lack.1", "triangle", 5.5),
        Symbol("2", "缺 2 类", "lack.2", "diamond", 6.0),
        Symbol("3", "缺 3 类", "lack.3", "square", 6.0),
        Symbol("4", "缺 4 类及以上", "lack.4", "inverted", 7.5),
        Symbol("", "资料不足，未评价小区", "road", "circle", 4.0, width=1.6, filled=False),
    ),
    label_zoom=15,
)
"""Estates by how many required kinds they lack; `lack` is text, 4 stands for more as well."""

SERVICES = LayerSpec(
    layer_id="services",
    title="设施",
    frame="",
    plane="point",
    class_column="origin",
    symbols=(
        Symbol("现状", "现状设施", "hue.pink", "square", 5.5),
        Symbol("规划", "规划设施", "hue.pink", "square", 6.5, width=2.2, filled=False),
        Symbol("", "方案设施（试设）", "hue.pink", "star", 9.0),
    ),
    label_zoom=14,
)
"""Services that count, by origin."""

SITES = LayerSpec(
    layer_id="sites",
    title="选址建议",
    frame="",
    plane="point",
    symbols=(Symbol("", "选址建议", "select", "star", 10.0),),
    label_zoom=11,
)
"""Sites that the search for the next places proposes."""

REACHED = LayerSpec(
    layer_id="reached",
    title="步行可达范围",
    frame="",
    plane="area",
    class_column="model",
    symbols=(
        Symbol("直线", "直线半径", "reach.straight", dash="2 6"),
        Symbol("绕行", "直线 ÷ 绕行系数", "reach.detour", dash="10 5"),
        Symbol("", "路网步行可达", "reach.network"),
    ),
    fill_opacity=0.14,
)
"""Areas within reach, by how distance is measured."""

RINGS = LayerSpec(
    layer_id="rings",
    title="分钟圈",
    frame="",
    plane="area",
    class_column="minutes",
    symbols=(
        Symbol("15", "15 分钟步行圈", "reach.network", dash="2 5", width=1.6),
        Symbol("10", "10 分钟步行圈", "reach.network", dash="9 4", width=1.8),
        Symbol("", "5 分钟步行圈", "reach.network", width=2.2),
    ),
    fill_opacity=0.1,
)
"""Areas within 15, 10 and 5 minutes."""

BELONGING = LayerSpec(
    layer_id="belonging",
    title="就近服务范围",
    frame="",
    plane="area",
    class_column="turn",
    symbols=tuple(
        Symbol(turn, "就近服务范围（相邻设施异色）", f"hue.{hue}")
        for turn, hue in zip(("0", "1", "2", "3", ""), _NEIGHBOURS, strict=True)
    ),
    fill_opacity=0.25,
)
"""Which service is nearest; `turn` is a number so that neighbours differ."""

NETWORK = LayerSpec(
    layer_id="network",
    title="步行路网",
    frame="",
    plane="reference",
    class_column="part",
    symbols=(
        Symbol("main", "步行路网", "network", width=1.3),
        Symbol("", "步行路网（与主体不连通）", "lack.3", dash="5 4", width=2.2),
    ),
)
"""The network walked on, parts that are cut off from the largest told apart."""
