"""How a layer that a planner brought is drawn, as the planner chose it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle, islice
from typing import NamedTuple

from geo.district import Shape
from layers.spec import LayerSpec, Symbol

INKS: Mapping[str, str] = {
    "橙": "hue.orange",
    "绿": "hue.green",
    "紫": "hue.violet",
    "红": "hue.red",
    "青": "hue.teal",
    "玫红": "hue.pink",
    "棕": "hue.brown",
    "蓝": "ring",
}
"""Colours to choose from, with their key in every palette."""

SHAPES: Mapping[str, Shape] = {
    "圆": "circle",
    "方": "square",
    "三角": "triangle",
    "倒三角": "inverted",
    "菱形": "diamond",
    "六边": "hexagon",
    "十字": "cross",
    "五星": "star",
}
"""Markers to choose from."""

OTHER = "其他"
MOST_CLASSES = 8
"""Classes of a layer that are told apart; the rest is `OTHER`."""

_DASHES = ("", "8 4", "2 4", "10 4 2 4")


class OwnLook(NamedTuple):
    """A planner's choice; empty means as the layer came.

    `ink` and `shape` are words of `INKS` and `SHAPES`, `size` a factor; `classes` are the values
    of `column` that are drawn apart, the most frequent first.
    """

    ink: str = ""
    shape: str = ""
    size: float = 1.0
    column: str = ""
    classes: tuple[str, ...] = ()


def styled(spec: LayerSpec, look: OwnLook) -> LayerSpec:
    """Return the spec of an own layer as the planner wants it drawn.

    Words that are not known leave the layer as it came; no more than `MOST_CLASSES` classes are
    told apart.
    """
    plain = _chosen(spec.symbols[0], look)
    if not (look.column and look.classes):
        return replace(spec, symbols=(plain,))
    return replace(spec, class_column=look.column, symbols=_classes(plain, look))


def _chosen(symbol: Symbol, look: OwnLook) -> Symbol:
    return replace(
        symbol,
        colour=INKS.get(look.ink, symbol.colour),
        shape=SHAPES.get(look.shape, symbol.shape),
        size=symbol.size * look.size,
        width=symbol.width * look.size,
    )


def _classes(plain: Symbol, look: OwnLook) -> tuple[Symbol, ...]:
    """One symbol a class, apart by colour, shape and dash; the last stands for all others."""
    shown = look.classes[:MOST_CLASSES]
    looks = zip(shown, cycle(INKS.values()), cycle(SHAPES.values()), cycle(_DASHES), strict=False)
    classes = [
        replace(plain, value=value, title=value, colour=ink, shape=shape, dash=dash)
        for value, ink, shape, dash in islice(looks, len(shown))
    ]
    return (*classes, replace(plain, value="", title=OTHER, colour="road", shape="circle"))
