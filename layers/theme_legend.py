"""The legend of a theme: each state that stands on the map once, whatever layers it is of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from layers.items import Item, Kind
from layers.spec import LayerSpec, Symbol
from layers.swatches import entry, outlined, swatch
from layers.themes import BY_THEME, LATE_WORDS
from layers.variants import DRAFT_WORDS

KINDS: tuple[Kind, ...] = ("Point", "LineString", "Polygon")


class Shown(NamedTuple):
    """What one feature shows: its symbol, and the kind of its shape."""

    symbol: Symbol
    kind: Kind


class ThemeLine(NamedTuple):
    """A state of the legend: its plain symbol, the kinds of shapes that have it, how many do."""

    symbol: Symbol
    kinds: tuple[Kind, ...]
    number: int

    @property
    def words(self) -> str:
        """Title and count."""
        return f"{self.symbol.title} {self.number}"


def lines_of(theme: str, shown: Sequence[Shown]) -> list[ThemeLine]:
    """Return a line for each state that features show, in the order of the theme."""
    counts = Counter((each.symbol.value, each.kind) for each in shown)
    found = []
    for symbol in BY_THEME[theme].symbols:
        kinds = tuple(kind for kind in KINDS if counts[symbol.value, kind])
        if kinds:
            found.append(
                ThemeLine(symbol, kinds, sum(counts[symbol.value, kind] for kind in kinds))
            )
    return found


def late_line(shown: Sequence[Shown]) -> tuple[tuple[Kind, ...], str]:
    """Return of which kinds what is late is, and the words for it; () and "" where nothing is."""
    late = [each.kind for each in shown if each.symbol.late]
    return tuple(
        kind for kind in KINDS if kind in late
    ), f"{LATE_WORDS} {len(late)}" if late else ""


def theme_entries(
    told: Sequence[tuple[LayerSpec, Sequence[Item]]], colours: Mapping[str, str]
) -> list[str]:
    """Return the entries of layers of one theme as HTML; [] where there are none."""
    shown = [Shown(spec.symbols[item.symbol], item.kind) for spec, items in told for item in items]
    if not shown:
        return []
    theme = told[0][0].theme
    entries = [f"<span>{escape(BY_THEME[theme].title)}</span>"]
    for line in lines_of(theme, shown):
        colour = colours[line.symbol.colour]
        pictures = "".join(swatch(line.symbol, colour, kind) for kind in line.kinds)
        entries.append(entry(pictures, line.words))
    kinds, words = late_line(shown)
    if words:
        drawn = dict.fromkeys(outlined(colours["state.late"], kind) for kind in kinds)
        entries.append(entry("".join(drawn), words))
    drafts = [each for each in shown if each.symbol.variant and each.kind == "Point"]
    if drafts:
        ink = colours[drafts[0].symbol.colour]
        words = f"落图为{DRAFT_WORDS} {len(drafts)}"
        entries.append(entry(swatch(drafts[0].symbol, ink, "Point"), words))
    return entries
