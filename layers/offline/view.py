"""What an offline page shows, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layers.spec import LayerSpec
from layers.web_map import NOTE, Bounds, Drawing


@dataclass(frozen=True)
class Card:
    """What is told of a feature when it is clicked: (title, value) lines and a caveat."""

    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Unplaced:
    """A thing of the plan that has no place on the map, and a word on it."""

    name: str
    words: str = ""


@dataclass(frozen=True)
class OfflineLayer:
    """A layer of the page that can be switched on and off.

    Parameters
    ----------
    spec
        Gives its heading, its legend and its note.
    drawing
        What is drawn; it is not clickable where `drawing.interactive` is False.
    cards
        By feature id; a feature without one shows its name alone. May be empty.
    shown
        Whether it is on when the page opens.
    """

    spec: LayerSpec
    drawing: Drawing
    cards: Mapping[str, Card] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True)
class OfflineView:
    """The current view.

    Parameters
    ----------
    title
        Heading of the page.
    date
        Day of the view in words, such as 2026-01-31.
    bounds
        West, south, east, north in degrees (EPSG:4326): where it opens.
    layers
        Bottom to top; may be empty.
    marks
        Drawn above all layers and not listed: what is selected.
    palette
        Name of the palette of the legend (`layers.palettes`).
    notes
        Sentences below the legend: sources, filter, method.
    unplaced
        What the plan names and the map cannot show.
    caveat
        Stands on the map itself.
    """

    title: str
    date: str
    bounds: Bounds
    layers: Sequence[OfflineLayer]
    palette: str
    notes: Sequence[str] = ()
    unplaced: Sequence[Unplaced] = ()
    marks: Sequence[Drawing] = ()
    caveat: str = NOTE
