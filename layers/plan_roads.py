"""道路工程: the road items of 专栏5."""

from layers.spec import LayerSpec, Symbol
from layers.work import PROJECT_CARD, by_work

SPEC = LayerSpec(
    layer_id="roads",
    title="道路工程",
    frame="projects",
    part="roads",
    plane="line",
    class_column="work",
    symbols=by_work(Symbol("", "", "project.road", width=4.5), "新建", "改造提升"),
    cards=PROJECT_CARD,
    label_zoom=14,
)
