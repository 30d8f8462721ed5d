"""The layers of the plan's items, one for each that the district tells of."""

from dataclasses import replace

from geo.district import DISTRICT, PlanLayer, Shape
from layers.spec import LayerSpec, Symbol
from layers.variants import with_drafts

_NEW = ("新建", "建设", "引进", "打造", "增设", "建立", "设计")
_REBUILT = ("还建", "重建")
_DASHES = dict.fromkeys(_NEW, "9 5") | dict.fromkeys(_REBUILT, "9 4 2 4")
_SHAPES: dict[str, Shape] = {
    "还建": "hexagon",
    "重建": "hexagon",
    "打造": "hexagon",
    "更新": "hexagon",
    "转型": "hexagon",
    "转型升级": "hexagon",
    "保护与利用": "hexagon",
    "整治": "hexagon",
    "综合整治": "inverted",
    "智慧化建设": "inverted",
}
_HOLLOW = (*_NEW, "还建")


def spec_of(layer: PlanLayer) -> LayerSpec:
    """Return the spec of a layer of the plan's items."""
    base = Symbol("", "", f"hue.{layer.hue}", shape=layer.shape, size=layer.size, width=layer.width)
    return LayerSpec(
        layer_id=layer.id,
        title=layer.title,
        frame="projects",
        role="plan",
        part=layer.id,
        plane=layer.plane,
        class_column="work",
        symbols=with_drafts(_by_work(base, layer.works)),
        label_zoom=layer.label_zoom,
        rank=layer.rank,
    )


def _by_work(base: Symbol, works: tuple[str, ...]) -> tuple[Symbol, ...]:
    """Return `base` once for each kind of work and once for the rest, each told apart.

    What is new is dashed and hollow, what is improved solid; what is rebuilt is dash-dotted and
    a hexagon, hollow where it moves (还建) and solid where it stays (重建), as is what is put to
    another use (转型, 更新).
    """
    named = tuple(
        replace(
            base,
            value=each,
            title=each,
            dash=_DASHES.get(each, ""),
            filled=each not in _HOLLOW,
            shape=_SHAPES.get(each, base.shape),
        )
        for each in works
    )
    return (*named, replace(base, value="", title="其他"))


SPECS = tuple(map(spec_of, DISTRICT.layer))
