"""Hatches of areas: the zones' in 黑白, and those that mark a brought layer in every palette."""

from collections.abc import Mapping
from types import MappingProxyType

from layers.palettes import HATCHES, MONO, PALETTES
from layers.spec import LayerSpec, Symbol

_GREY = "#8c8c8c"

_OWN: Mapping[str, str] = MappingProxyType(
    {
        "hue.orange": "xx",
        "hue.green": "oo",
        "hue.violet": "++",
        "hue.red": "xx..",
        "hue.teal": "xx",
        "hue.pink": "**",
        "hue.brown": "oo..",
        "hue.crimson": "++",
        "hue.jade": "oo",
        "ring": "++..",
        "road": "x",
    }
)
"""Of layers that a planner brought, unlike any of the zones'; in matplotlib's letters."""


def hatch_of(spec: LayerSpec, symbol: Symbol, palette: str) -> str:
    """Return the hatch of a symbol's areas, "" for none."""
    if symbol.signed:
        return symbol.hatch
    if is_own(spec):
        return _OWN.get(symbol.colour, "xx")
    return HATCHES.get(palette, {}).get(symbol.colour, "")


def hatch_ink(symbol: Symbol, palette: str) -> str:
    """Return the colour of a hatch: grey in 黑白, so that lines stay the darker."""
    return _GREY if palette == MONO and not symbol.signed else PALETTES[palette][symbol.colour]


def is_own(spec: LayerSpec) -> bool:
    """Return whether a planner brought the layer."""
    return spec.role == "imported"


def tinted(spec: LayerSpec, symbol: Symbol, palette: str) -> bool:
    """Return whether an area has a tint: everywhere but where 黑白 hatches it."""
    return spec.fill_opacity > 0 and not (palette == MONO and hatch_of(spec, symbol, palette))
