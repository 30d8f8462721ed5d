"""Symbols as Leaflet path options, in a palette."""

from collections.abc import Mapping

from geo.errors import DataError
from layers.marks import MARKS, Ring
from layers.palettes import PALETTES
from layers.spec import LayerSpec, Symbol

Style = dict[str, str | float | bool | tuple[Ring, ...]]

_START: Style = {"radius": 8.0, "fillColor": "#ffffff", "fillOpacity": 0.6}
"""How a line item looks of which only a starting point is known."""

_BELOW = 0.3
"""Opacity of an area in a layer of points or lines: what lies below it stays to be seen."""

EDGE = "#3c3c3c"
"""Edge of filled markers: light fills need it on a light ground."""


def palette(name: str) -> Mapping[str, str]:
    """Return the colours of a palette by key.

    Raises
    ------
    DataError
        If there is no palette of that name.
    """
    if name not in PALETTES:
        raise DataError(f"没有配色“{name}”；可选：{'、'.join(PALETTES)}")
    return PALETTES[name]


def styles_of(spec: LayerSpec, colours: Mapping[str, str], opacity: float) -> list[Style]:
    """Return the Leaflet options of every symbol of a layer, in the order of its symbols."""
    styles = [_style(spec, symbol, colours[symbol.colour], opacity) for symbol in spec.symbols]
    for symbol, style in zip(spec.symbols, styles, strict=True):
        if symbol.late:
            style["late"] = colours["state.late"]
    return styles


def _style(spec: LayerSpec, symbol: Symbol, colour: str, opacity: float) -> Style:
    line: Style = {"color": colour, "weight": symbol.width, "opacity": opacity}
    if symbol.variant:
        line |= {"ring": colour, "lineCap": "butt"}  # round ends would close the gaps of its dots
    if symbol.dash:
        line["dashArray"] = symbol.dash
    fill: Style = {"fillColor": colour, "fillOpacity": spec.fill_opacity * opacity}
    if spec.fill_opacity == 0:
        return {**line, "fill": False}
    if symbol.signed:
        line["lineCap"] = "butt"  # round ends would close its gaps
        fill |= {"hatch": symbol.hatch, "mark": MARKS.get(symbol.mark, ())}
        fill["markColour"] = "#ffffff" if symbol.filled else colour
    if spec.plane == "point" or symbol.signed:
        return {**line, **fill, **_marker(symbol, colour, opacity), **_stroke(spec, line, opacity)}
    if spec.plane == "area":
        return {**line, **fill}
    return {**line, **_START, **_stroke(spec, line, opacity)}


def area_opacity(spec: LayerSpec) -> float:
    """Return the opacity of areas in a layer, whatever else it holds."""
    own = spec.plane == "area" or spec.role == "imported"
    return spec.fill_opacity if own else _BELOW


def _stroke(spec: LayerSpec, line: Style, opacity: float) -> Style:
    """How lines and areas look among the points of a layer."""
    return {
        "strokeColor": line["color"],
        "strokeWeight": line["weight"],
        "strokeDash": line.get("dashArray", ""),
        "areaOpacity": area_opacity(spec) * opacity,
    }


def _marker(symbol: Symbol, colour: str, opacity: float) -> Style:
    common: Style = {"shape": symbol.shape, "radius": symbol.size, "dashArray": ""}
    if symbol.filled:
        return {**common, "color": EDGE, "weight": 1.0, "fillColor": colour}
    return {**common, "color": colour, "fillColor": "#ffffff", "fillOpacity": 0.95 * opacity}
