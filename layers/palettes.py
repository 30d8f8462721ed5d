"""Sets of colours under the same keys: the drafting standard's, one for every eye, and greys."""

from collections.abc import Mapping

STANDARD = "规范色"
SAFE = "色觉友好"
MONO = "黑白"

# STANDARD: 《市级国土空间总体规划制图规范（试行）》附录B, by land use; lines and outline are our
# own choice. SAFE: Okabe and Ito (2008), darkened where a thin line needs contrast. MONO: greys
# that survive a copying machine: what must be told apart differs by 30 of 255 or by shape, width or
# dash as well.
_COLOURS = {
    "hue.orange": ("#ff7f00", "#e69f00", "#1f1f1f"),
    "hue.green": ("#148d4a", "#009e73", "#7a7a7a"),
    "hue.violet": ("#8761d3", "#cc79a7", "#4c4c4c"),
    "hue.red": ("#ff0000", "#d55e00", "#969696"),
    "hue.teal": ("#006380", "#56b4e9", "#363636"),
    "hue.crimson": ("#d1261f", "#d55e00", "#000000"),
    "hue.petrol": ("#006380", "#0072b2", "#2e2e2e"),
    "hue.pink": ("#d6338f", "#a8427c", "#000000"),
    "hue.jade": ("#00a57c", "#009e73", "#2e2e2e"),
    "hue.brown": ("#8a5a1c", "#6b4f00", "#5e5e5e"),
    "hue.indigo": ("#3949ab", "#332288", "#1a1a1a"),
    "hue.purple": ("#7b1fa2", "#6a3d9a", "#3e3e3e"),
    "hue.slate": ("#37474f", "#3b3b3b", "#111111"),
    "school": ("#ff85c9", "#cc79a7", "#4a4a4a"),
    "kindergarten": ("#ff85c9", "#cc79a7", "#b4b4b4"),
    "health": ("#ff7f7e", "#d55e00", "#1c1c1c"),
    "hospital": ("#ff7f7e", "#d55e00", "#4a4a4a"),
    "market": ("#ff0000", "#e69f00", "#8c8c8c"),
    "metro": ("#5b5b5b", "#444444", "#3a3a3a"),
    "park": ("#00c800", "#009e73", "#d8d8d8"),
    "elder": ("#ff9f7f", "#56b4e9", "#e6e6e6"),
    "culture": ("#ff7f00", "#e69f00", "#6a6a6a"),
    "sport": ("#00a57c", "#0072b2", "#c4c4c4"),
    "estate": ("#ffe22d", "#f0e442", "#f2f2f2"),
    "road": ("#8f8f8f", "#8f8f8f", "#b0b0b0"),
    "outline": ("#3a3a3a", "#333333", "#000000"),
    "ring": ("#1f5fbf", "#0072b2", "#2a2a2a"),
    "select": ("#0b57d0", "#000000", "#000000"),
    "lack.0": ("#148d4a", "#009e73", "#f0f0f0"),
    "lack.1": ("#fdcc8a", "#f6d28b", "#c8c8c8"),
    "lack.2": ("#fc8d59", "#e69f00", "#969696"),
    "lack.3": ("#d7301f", "#b34d00", "#585858"),
    "lack.4": ("#7a0000", "#3d1a00", "#000000"),
    "network": ("#5d7596", "#5d7596", "#8a8a8a"),
    "reach.straight": ("#7a7a7a", "#6e6e6e", "#8a8a8a"),
    "reach.detour": ("#8761d3", "#a8427c", "#5a5a5a"),
    "reach.network": ("#1f5fbf", "#0072b2", "#1e1e1e"),
    "state.unknown": ("#8c8c8c", "#8a8a8a", "#a0a0a0"),
    "state.idle": ("#b8860b", "#b27b00", "#828282"),
    "state.early": ("#2f9fd8", "#3a93cf", "#646464"),
    "state.building": ("#1f5fbf", "#0072b2", "#464646"),
    "state.built": ("#148d4a", "#009e73", "#282828"),
    "state.used": ("#0b4f2a", "#00513b", "#000000"),
    "state.halted": ("#d1261f", "#d55e00", "#1e1e1e"),
    "state.altered": ("#8761d3", "#b0578d", "#3c3c3c"),
    "state.dropped": ("#3a3a3a", "#222222", "#5a5a5a"),
    "state.late": ("#a3001b", "#000000", "#000000"),
}
"""Colour in each palette, in their order, by key."""

PALETTES: Mapping[str, Mapping[str, str]] = {
    name: {key: each[number] for key, each in _COLOURS.items()}
    for number, name in enumerate((STANDARD, SAFE, MONO))
}
"""Colour key to `#rrggbb`, by the Chinese name of the palette."""

HATCHES: Mapping[str, Mapping[str, str]] = {
    MONO: {
        "hue.orange": "////",
        "hue.green": "..",
        "hue.violet": "\\\\\\\\",
        "hue.red": "---",
        "hue.teal": "||",
    }
}
"""Hatch of areas on sheets by colour key, in matplotlib's letters; no palette, no key: a tint."""
