"""The legend as HTML, outside the map; swatches are SVG images, every word is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from layers.drawable import used
from layers.items import Item
from layers.spec import LayerSpec, Symbol
from layers.swatches import entry, line, ringed, svg, swatch
from layers.theme_legend import theme_entries
from layers.variants import DRAFT_WORDS


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
    usual = {spec: items for spec, items in shown.items() if not spec.theme}
    told = [(spec, items) for spec, items in shown.items() if spec.theme]
    groups = [
        *theme_entries(told, colours),
        *(_group(spec, items, colours) for spec, items in usual.items()),
    ]
    if rings:
        groups.append(entry(line(colours["ring"], 2, ""), rings))
    return f'<div class="pm-legend" aria-label="图例"><b>图例</b>{"".join(groups)}</div>'


def _group(spec: LayerSpec, items: Sequence[Item], colours: Mapping[str, str]) -> str:
    found = sorted(used(items), key=lambda each: each[0])
    starts = [each for each in found if spec.plane == "line" and each[1] == "Point"]
    told = [
        (
            swatch(spec.symbols[number], colours[spec.symbols[number].colour], kind),
            spec.symbols[number].title,
        )
        for number, kind in found
        if (number, kind) not in starts
    ]
    known = {spec.symbols[number].variant: spec.symbols[number] for number, _ in starts}
    told += [_told_start(symbol, colours[symbol.colour]) for symbol in known.values()]
    if len(told) == 1 and spec.part:
        told = [(told[0][0], f"{spec.title} · {told[0][1]}")]
    entries = [entry(*each) for each in told]
    if len(entries) > 1 and (spec.part or spec.note or spec.role == "imported"):
        entries.insert(0, f"<span>{escape(spec.heading)}</span>")
    return "".join(entries)


def _told_start(symbol: Symbol, colour: str) -> tuple[str, str]:
    """Swatch and words of lines of which only a starting point is known."""
    circle = (
        f'<circle cx="12" cy="9" r="7" fill="#fff" stroke="{colour}" stroke-width="3" '
        f'stroke-dasharray="5 3"/>'
    )
    if symbol.variant:
        return svg(ringed(circle, colour)), f"仅知起点（{DRAFT_WORDS}）"
    return svg(circle), "仅知起点"
