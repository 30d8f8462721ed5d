"""A layer's colours as QGIS keeps them (QML, symbology alone)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from geo.exporting.geometry_split import AREA, LINE, POINT
from geo.exporting.model import ExportStyle, Paint

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_TYPES = {POINT: "marker", LINE: "line", AREA: "fill"}
_LAYERS = {POINT: "SimpleMarker", LINE: "SimpleLine", AREA: "SimpleFill"}
_MM = 25.4 / 96
"""Millimetres of a pixel."""

PLAIN = ExportStyle(Paint("#3b6ea5"))
"""For a layer without a style."""


def qml(style: ExportStyle | None, kind: str, column: str = "") -> str:
    """Return the style of one layer (`kind` 点, 线 or 面) as a QGIS layer style.

    `column` is the one in the file, where it is called otherwise than in `style`.
    """
    style = style or PLAIN
    root = Element("qgis", version="3.28.0", styleCategories="Symbology")
    renderer = SubElement(root, "renderer-v2", _renderer(column or style.column))
    paints = [*style.paints.values(), style.other] if style.column else [style.other]
    if style.column:
        _categories(renderer, style)
    symbols = SubElement(renderer, "symbols")
    for place, paint in enumerate(paints):
        _symbol(symbols, str(place), paint, kind)
    return _DOCTYPE + tostring(root, encoding="unicode")


def _renderer(column: str) -> dict[str, str]:
    common = {"symbollevels": "0", "forceraster": "0", "enableorderby": "0"}
    if column:
        return {"type": "categorizedSymbol", "attr": column, **common}
    return {"type": "singleSymbol", **common}


def _categories(renderer: Element, style: ExportStyle) -> None:
    """Name the classes; the one of the empty value catches all others."""
    categories = SubElement(renderer, "categories")
    titles = {value: paint.title or value for value, paint in style.paints.items()}
    for place, (value, title) in enumerate([*titles.items(), ("", style.other.title or "其他")]):
        words = {"symbol": str(place), "value": value, "label": title}
        SubElement(categories, "category", {**words, "type": "string", "render": "true"})


def _symbol(symbols: Element, name: str, paint: Paint, kind: str) -> None:
    about = {"clip_to_extent": "1", "force_rhr": "0", "alpha": "1"}
    symbol = SubElement(symbols, "symbol", {"name": name, "type": _TYPES[kind], **about})
    _symbol_layer(symbol, kind, _PROPERTIES[kind](paint))
    if kind == POINT and paint.mark:
        _symbol_layer(symbol, kind, _mark(paint))
    if kind == AREA and paint.hatch:
        _symbol_layer(symbol, kind, _hatch(paint))


def _symbol_layer(symbol: Element, kind: str, properties: Mapping[str, str]) -> None:
    state = {"enabled": "1", "locked": "0", "pass": "0"}
    layer = SubElement(symbol, "layer", {"class": _LAYERS[kind], **state})
    options = SubElement(layer, "Option", type="Map")
    for key, value in properties.items():
        SubElement(options, "Option", name=key, value=value, type="QString")
    for key, value in properties.items():  # QGIS before 3.26 reads these
        SubElement(layer, "prop", k=key, v=value)


def _marker(paint: Paint) -> Mapping[str, str]:
    turned = paint.shape == "inverted"
    return {
        "name": "triangle" if turned else paint.shape,
        "angle": "180" if turned else "0",
        "color": _rgba(paint.colour if paint.filled else "#ffffff", paint.fill_opacity),
        "outline_color": _rgba(paint.colour, 1),
        "outline_style": "solid",
        "outline_width": _mm(paint.width / 2),
        "outline_width_unit": "MM",
        "size": _mm(2 * paint.size),
        "size_unit": "MM",
    }


def _line(paint: Paint) -> Mapping[str, str]:
    return {
        "line_color": _rgba(paint.colour, 1),
        "line_style": "solid",
        "use_custom_dash": "1" if paint.dash else "0",
        "customdash": ";".join(_mm(length) for length in paint.dash) or "5;2",
        "customdash_unit": "MM",
        "line_width": _mm(paint.width),
        "line_width_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }


def _fill(paint: Paint) -> Mapping[str, str]:
    return {
        "style": "solid",
        "color": _rgba(paint.colour, paint.fill_opacity),
        "outline_color": _rgba(paint.colour, 1),
        "outline_style": "dash" if paint.dash else "solid",
        "outline_width": _mm(paint.width),
        "outline_width_unit": "MM",
        "joinstyle": "bevel",
    }


_MARKS = {
    "quarter": "quarter_circle",
    "half": "semi_circle",
    "tick": "star",
    "bars": "square",
    "slash": "line",
    "cross": "cross2",
    "dot": "circle",
}
"""Shapes that QGIS has for what stands within a marker."""

_SMALLER: Mapping[str, float] = {"quarter": 1.0, "half": 1.0, "dot": 0.45}
_BRUSHES = {
    ".": "dense6",
    "/": "b_diagonal",
    "\\": "f_diagonal",
    "x": "diagonal_x",
    "|": "vertical",
    "+": "cross",
}
"""Brushes of areas by the letter of a hatch."""


def _mark(paint: Paint) -> Mapping[str, str]:
    ink = "#ffffff" if paint.filled else paint.colour
    share = _SMALLER.get(paint.mark, 0.7)
    return {
        "name": _MARKS[paint.mark],
        "angle": "45" if paint.mark == "slash" else "0",
        "color": _rgba(ink, 1),
        "outline_color": _rgba(ink, 1),
        "outline_style": "solid",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "size": _mm(2 * paint.size * share),
        "size_unit": "MM",
    }


def _hatch(paint: Paint) -> Mapping[str, str]:
    return {
        "style": _BRUSHES[paint.hatch[0]],
        "color": _rgba(paint.colour, 1),
        "outline_style": "no",
    }


_PROPERTIES = {POINT: _marker, LINE: _line, AREA: _fill}


def _rgba(colour: str, opacity: float) -> str:
    parts = bytes.fromhex(colour.removeprefix("#"))
    return ",".join(map(str, (*parts, round(255 * opacity))))


def _mm(pixels: float) -> str:
    return f"{pixels * _MM:.3g}"
