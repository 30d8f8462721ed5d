"""学校与体育: the items of 专栏8."""

from layers.spec import LayerSpec, Symbol
from layers.work import PROJECT_CARD, by_work

SPEC = LayerSpec(
    layer_id="education",
    title="学校与体育",
    frame="projects",
    part="education",
    plane="point",
    class_column="work",
    symbols=by_work(
        Symbol("", "", "project.education", shape="square", size=8.0, width=2.4),
        "新建",
        "还建",
        "重建",
        "建设",
        "引进",
    ),
    cards=PROJECT_CARD,
    label_zoom=13,
)
