"""The legend as HTML, outside the map; swatches are SVG images, every word is escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from layers.drawable import used
from layers.items import Item, Kind
from layers.spec import LayerSpec, Symbol
from layers.variants import DRAFT_WORDS

_CORNERS = {
    "square": "3,3 15,3 15,15 3,15",
    "triangle": "9,2 16,15 2,15",
    "inverted": "9,16 16,3 2,3",
    "diamond": "9,1 17,9 9,17 1,9",
    "cross": "7,2 11,2 11,7 16,7 16,11 11,11 11,16 7,16 7,11 2,11 2,7 7,7",
    "hexagon": "9,1 16,5 16,13 9,17 2,13 2,5",
    "star": "9,1 11,7 17,7 12,11 14,17 9,13 4,17 6,11 1,7 7,7",
}


def legend_html(
    shown: Mapping[LayerSpec, Sequence[Item]], colours: Mapping[str, str], rings: str = ""
) -> str:
    """Return the legend of what is visible.

    Parameters
    ----------
    shown
        Layers in list order with the items on the map, maybe none.
    colours
        Colour key to `#rrggbb`.
    rings
        Words for the buffer rings, "" where there are none.
    """
    groups = [_group(spec, items, colours) for spec, items in shown.items()]
    if rings:
        groups.append(_entry(_line(colours["ring"], 2, ""), rings))
    return f'<div class="pm-legend" aria-label="图例"><b>图例</b>{"".join(groups)}</div>'


def _group(spec: LayerSpec, items: Sequence[Item], colours: Mapping[str, str]) -> str:
    found = sorted(used(items), key=lambda each: each[0])
    starts = [each for each in found if spec.plane == "line" and each[1] == "Point"]
    entries = [
        _entry(
            _swatch(spec.symbols[number], colours[spec.symbols[number].colour], kind),
            _words(spec, spec.symbols[number]),
        )
        for number, kind in found
        if (number, kind) not in starts
    ]
    known = {spec.symbols[number].variant: spec.symbols[number] for number, _ in starts}
    for symbol in known.values():
        entries.append(_entry(*_told_start(spec, symbol, colours[symbol.colour])))
    if len(entries) > 1 and (spec.note or spec.role == "imported"):
        entries.insert(0, f"<span>{escape(spec.heading)}</span>")
    return "".join(entries)


def _words(spec: LayerSpec, symbol: Symbol) -> str:
    return f"{spec.title} · {symbol.title}" if spec.part else symbol.title


def _swatch(symbol: Symbol, colour: str, kind: Kind) -> str:
    if kind == "Polygon":
        return _area(symbol, colour)
    if kind == "Point":
        return _svg(_marker(symbol, colour))
    return _line(colour, symbol.width, symbol.dash)


def _area(symbol: Symbol, colour: str) -> str:
    if symbol.dash:
        return _line(colour, symbol.width, symbol.dash)
    return _svg(
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
    return _ringed(shape, colour) if symbol.variant else shape


def _ringed(shape: str, colour: str) -> str:
    """Set a dotted ring around a marker, as a draft has one."""
    small = f'<g transform="translate(5.4 4) scale(0.55)">{shape}</g>'
    ring = f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="2 2"'
    return f'{small}<circle cx="12" cy="9" r="8" {ring}/>'


def _told_start(spec: LayerSpec, symbol: Symbol, colour: str) -> tuple[str, str]:
    """Swatch and words of lines of which only a starting point is known."""
    circle = (
        f'<circle cx="12" cy="9" r="7" fill="#fff" stroke="{colour}" stroke-width="3" '
        f'stroke-dasharray="5 3"/>'
    )
    if symbol.variant:
        return _svg(_ringed(circle, colour)), f"{spec.title} · 仅知起点（{DRAFT_WORDS}）"
    return _svg(circle), f"{spec.title} · 仅知起点"


def _line(colour: str, width: float, dash: str) -> str:
    return _svg(
        f'<line x1="0" y1="9" x2="34" y2="9" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dash}"/>',
        34,
    )


def _svg(body: str, width: int = 24) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="18">{body}</svg>'
    return f'<img alt="" src="data:image/svg+xml,{quote(picture)}" width="{width}" height="18">'


def _entry(swatch: str, words: str) -> str:
    return f"<span>{swatch}{escape(words)}</span>"
