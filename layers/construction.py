"""城市建设: the items of 专栏5 that are not roads."""

from layers.spec import LayerSpec, Symbol
from layers.work import PROJECT_CARD, by_work

SPEC = LayerSpec(
    layer_id="construction",
    title="城市建设",
    frame="projects",
    part="construction",
    plane="point",
    class_column="work",
    symbols=by_work(
        Symbol("", "", "project.construction", shape="triangle", size=8.5, width=2.2),
        "建设",
        "改造提升",
        "综合整治",
    ),
    cards=PROJECT_CARD,
    label_zoom=14,
)
