"""The kinds of work a plan item asks for, told apart by dash and by a hollow or filled marker."""

from dataclasses import replace

from geo.district import Shape
from layers.spec import Symbol

_NEW = ("新建", "建设", "引进")
_REBUILT = ("还建", "重建")
_DASHES = dict.fromkeys(_NEW, "9 5") | dict.fromkeys(_REBUILT, "9 4 2 4")
_SHAPES: dict[str, Shape] = {
    "还建": "hexagon",
    "重建": "hexagon",
    "更新": "hexagon",
    "综合整治": "inverted",
}
_HOLLOW = (*_NEW, "还建")


def by_work(base: Symbol, *works: str) -> tuple[Symbol, ...]:
    """Return `base` once for each kind of work and once for the rest, each told apart.

    What is new is dashed and hollow, what is improved solid; what is rebuilt is dash-dotted and
    a hexagon, hollow where it moves (还建) and solid where it stays (重建).
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
