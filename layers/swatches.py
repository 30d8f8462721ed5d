"""Swatches of the legend: SVG images of how a symbol is drawn."""

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from layers.items import Kind
from layers.marks import MARKS, Ring
from layers.spec import Symbol

_CORNERS = {
    "square": "3,3 15,3 15,15 3,15",
    "triangle": "9,2 16,15 2,15",
    "inverted": "9,16 16,3 2,3",
    "diamond": "9,1 17,9 9,17 1,9",
    "cross": "7,2 11,2 11,7 16,7 16,11 11,11 11,16 7,16 7,11 2,11 2,7 7,7",
    "hexagon": "9,1 16,5 16,13 9,17 2,13 2,5",
    "star": "9,1 11,7 17,7 12,11 14,17 9,13 4,17 6,11 1,7 7,7",
}


def swatch(symbol: Symbol, colour: str, kind: Kind) -> str:
    """Return how a symbol is drawn, as an image."""
    if kind == "Polygon":
        return _area(symbol, colour)
    if kind == "Point":
        return svg(_marker(symbol, colour))
    return line(colour, symbol.width, symbol.dash)


def _area(symbol: Symbol, colour: str) -> str:
    if symbol.signed:
        return svg(_hatched(symbol, colour))
    if symbol.dash:
        return line(colour, symbol.width, symbol.dash)
    return svg(
        f'<rect x="1" y="3" width="22" height="12" fill="{colour}" fill-opacity=".3" '
        f'stroke="{colour}" stroke-width="1.6"/>'
    )


def _marker(symbol: Symbol, colour: str) -> str:
    fill, edge, width = (colour, "#3c3c3c", 1) if symbol.filled else ("#fff", colour, 2.2)
    paint = f'fill="{fill}" stroke="{edge}" stroke-width="{width}"'
    if symbol.shape == "circle":
        shape = f'<circle cx="12" cy="9" r="6" {paint}/>'
    else:
        corners = f'points="{_CORNERS[symbol.shape]}"'
        shape = f'<polygon transform="translate(3 0)" {corners} {paint}/>'
    shape += _mark(symbol, colour)
    return ringed(shape, colour) if symbol.variant else shape


def _mark(symbol: Symbol, colour: str) -> str:
    ink = "#fff" if symbol.filled else colour
    return "".join(
        f'<polygon points="{_corners(ring)}" fill="{ink}"/>' for ring in MARKS.get(symbol.mark, ())
    )


def _corners(ring: Ring) -> str:
    return " ".join(f"{12 + 5.5 * x:.1f},{9 + 5.5 * y:.1f}" for x, y in ring)


def _hatched(symbol: Symbol, colour: str) -> str:
    """A tinted rectangle with the hatch and the rim of a symbol's areas."""
    lines = "".join(
        _HATCH[letter](place * _SPREAD[min(symbol.hatch.count(letter), 4)])
        for letter in dict.fromkeys(symbol.hatch)
        for place in range(-8, 12)
    )
    box = 'x="1" y="2" width="22" height="14"'
    return (
        f'<clipPath id="a"><rect {box}/></clipPath><rect {box} fill="{colour}" fill-opacity=".3"/>'
        f'<path clip-path="url(#a)" d="{lines}" stroke="{colour}" stroke-width="0.9" fill="none"/>'
        f'<rect {box} fill="none" stroke="{colour}" stroke-width="1.8" '
        f'stroke-dasharray="{symbol.dash}"/>'
    )


_SPREAD = {1: 9, 2: 6, 3: 5, 4: 3.2}
"""Pixels between strokes by how often the letter stands."""

_HATCH: Mapping[str, Callable[[float], str]] = {
    "/": lambda at: f"M{at:g} 18l18 -18",
    "\\": lambda at: f"M{at:g} 0l18 18",
    "x": lambda at: f"M{at:g} 18l18 -18M{at:g} 0l18 18",
    "|": lambda at: f"M{at:g} 0v18",
    "+": lambda at: f"M{at:g} 0v18M0 {at:g}h24",
    ".": lambda at: f"M{at:g} 6h1.5M{at + 3:g} 12h1.5",
}
"""Strokes of a hatch by its letter, at a distance from the left."""


def outlined(colour: str, kind: Kind) -> str:
    """Return how whatever is late is outlined, as an image."""
    if kind == "Point":
        return svg(
            f'<circle cx="12" cy="9" r="7.5" fill="#fff" stroke="{colour}" stroke-width="2.4"/>'
            '<circle cx="12" cy="9" r="4" fill="#fff" stroke="#777" stroke-width="1.2"/>'
        )
    return svg(
        f'<line x1="0" y1="9" x2="34" y2="9" stroke="{colour}" stroke-width="13"/>'
        '<line x1="0" y1="9" x2="34" y2="9" stroke="#fff" stroke-width="8"/>'
        '<line x1="0" y1="9" x2="34" y2="9" stroke="#777" stroke-width="3"/>',
        34,
    )


def ringed(shape: str, colour: str) -> str:
    """Set a dotted ring around a marker, as a draft has one."""
    small = f'<g transform="translate(5.4 4) scale(0.55)">{shape}</g>'
    ring = f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="2 2"'
    return f'{small}<circle cx="12" cy="9" r="8" {ring}/>'


def line(colour: str, width: float, dash: str) -> str:
    """Return a line as an image."""
    return svg(
        f'<line x1="0" y1="9" x2="34" y2="9" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dash}"/>',
        34,
    )


def svg(body: str, width: int = 24) -> str:
    """Return a drawing as an image."""
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="18">{body}</svg>'
    return f'<img alt="" src="data:image/svg+xml,{quote(picture)}" width="{width}" height="18">'


def entry(pictures: str, words: str) -> str:
    """Return a line of the legend."""
    return f"<span>{pictures}{escape(words)}</span>"
