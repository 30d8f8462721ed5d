"""更新区块: the items of 专栏6."""

from layers.spec import LayerSpec, Symbol
from layers.work import PROJECT_CARD, by_work

SPEC = LayerSpec(
    layer_id="renewal",
    title="更新区块",
    frame="projects",
    part="renewal",
    plane="point",
    class_column="work",
    symbols=by_work(
        Symbol("", "", "project.renewal", shape="diamond", size=9.0, width=2.2), "改造", "更新"
    ),
    cards=PROJECT_CARD,
    label_zoom=14,
)
