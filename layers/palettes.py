"""Sets of colours under the same keys: the drafting standard's, one for every eye, and greys."""

from collections.abc import Mapping
from types import MappingProxyType

STANDARD = "规范色"
SAFE = "色觉友好"
MONO = "黑白"

# 《市级国土空间总体规划制图规范（试行）》附录B, by land use; lines and outline are our own choice.
_STANDARD = {
    "hue.orange": "#ff7f00",
    "hue.green": "#148d4a",
    "hue.violet": "#8761d3",
    "hue.red": "#ff0000",
    "hue.teal": "#006380",
    "hue.crimson": "#d1261f",
    "hue.petrol": "#006380",
    "hue.pink": "#d6338f",
    "hue.jade": "#00a57c",
    "hue.brown": "#8a5a1c",
    "school": "#ff85c9",
    "kindergarten": "#ff85c9",
    "health": "#ff7f7e",
    "hospital": "#ff7f7e",
    "market": "#ff0000",
    "metro": "#5b5b5b",
    "park": "#00c800",
    "elder": "#ff9f7f",
    "culture": "#ff7f00",
    "sport": "#00a57c",
    "estate": "#ffe22d",
    "road": "#8f8f8f",
    "outline": "#3a3a3a",
    "ring": "#1f5fbf",
    "select": "#0b57d0",
    "lack.0": "#148d4a",
    "lack.1": "#fdcc8a",
    "lack.2": "#fc8d59",
    "lack.3": "#d7301f",
    "lack.4": "#7a0000",
    "network": "#5d7596",
    "reach.straight": "#7a7a7a",
    "reach.detour": "#8761d3",
    "reach.network": "#1f5fbf",
}

# Okabe and Ito (2008), darkened where a thin line needs contrast.
_SAFE = {
    "hue.orange": "#e69f00",
    "hue.green": "#009e73",
    "hue.violet": "#cc79a7",
    "hue.red": "#d55e00",
    "hue.teal": "#56b4e9",
    "hue.crimson": "#d55e00",
    "hue.petrol": "#0072b2",
    "hue.pink": "#a8427c",
    "hue.jade": "#009e73",
    "hue.brown": "#6b4f00",
    "school": "#cc79a7",
    "kindergarten": "#cc79a7",
    "health": "#d55e00",
    "hospital": "#d55e00",
    "market": "#e69f00",
    "metro": "#444444",
    "park": "#009e73",
    "elder": "#56b4e9",
    "culture": "#e69f00",
    "sport": "#0072b2",
    "estate": "#f0e442",
    "road": "#8f8f8f",
    "outline": "#333333",
    "ring": "#0072b2",
    "select": "#000000",
    "lack.0": "#009e73",
    "lack.1": "#f6d28b",
    "lack.2": "#e69f00",
    "lack.3": "#b34d00",
    "lack.4": "#3d1a00",
    "network": "#5d7596",
    "reach.straight": "#6e6e6e",
    "reach.detour": "#a8427c",
    "reach.network": "#0072b2",
}

# Greys that survive a copying machine: what must be told apart differs by 30 of 255 or by shape,
# width or dash as well.
_MONO = {
    "hue.orange": "#1f1f1f",
    "hue.green": "#7a7a7a",
    "hue.violet": "#4c4c4c",
    "hue.red": "#969696",
    "hue.teal": "#363636",
    "hue.crimson": "#000000",
    "hue.petrol": "#2e2e2e",
    "hue.pink": "#000000",
    "hue.jade": "#2e2e2e",
    "hue.brown": "#5e5e5e",
    "school": "#4a4a4a",
    "kindergarten": "#b4b4b4",
    "health": "#1c1c1c",
    "hospital": "#4a4a4a",
    "market": "#8c8c8c",
    "metro": "#3a3a3a",
    "park": "#d8d8d8",
    "elder": "#e6e6e6",
    "culture": "#6a6a6a",
    "sport": "#c4c4c4",
    "estate": "#f2f2f2",
    "road": "#b0b0b0",
    "outline": "#000000",
    "ring": "#2a2a2a",
    "select": "#000000",
    "lack.0": "#f0f0f0",
    "lack.1": "#c8c8c8",
    "lack.2": "#969696",
    "lack.3": "#585858",
    "lack.4": "#000000",
    "network": "#8a8a8a",
    "reach.straight": "#8a8a8a",
    "reach.detour": "#5a5a5a",
    "reach.network": "#1e1e1e",
}

PALETTES = MappingProxyType(
    {
        STANDARD: MappingProxyType(_STANDARD),
        SAFE: MappingProxyType(_SAFE),
        MONO: MappingProxyType(_MONO),
    }
)
"""Colour key to `#rrggbb`, by the Chinese name of the palette."""

HATCHES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        MONO: MappingProxyType(
            {
                "hue.orange": "////",
                "hue.green": "..",
                "hue.violet": "\\\\\\\\",
                "hue.red": "---",
                "hue.teal": "||",
            }
        )
    }
)
"""Hatch of areas on sheets by colour key, in matplotlib's letters; no palette, no key: a tint."""
