"""What an offline page shows, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd
from geopandas import GeoDataFrame

from layers.features import card_fields
from layers.spec import CardField, LayerSpec
from layers.web_map import Bounds, Drawing

Card = tuple[tuple[str, str], ...]
"""What is told of a feature when it is clicked: (title, value) lines."""


class Unplaced(NamedTuple):
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
        What is drawn; all of it can be clicked.
    cards
        By feature id; a feature without one shows its name alone. May be empty.
    """

    spec: LayerSpec
    drawing: Drawing
    cards: Mapping[str, Card] = field(default_factory=dict)


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
    palette
        Name of the palette of the legend (`layers.palettes`).
    notes
        Sentences below the legend: sources, filter, method.
    unplaced
        What the plan names and the map cannot show.
    """

    title: str
    date: str
    bounds: Bounds
    layers: Sequence[OfflineLayer]
    palette: str
    notes: Sequence[str] = ()
    unplaced: Sequence[Unplaced] = ()


def cards_of(features: GeoDataFrame, spec: LayerSpec) -> dict[str, Card]:
    """Return the card of every feature by its id, values that are missing left out.

    Parameters
    ----------
    features
        (n,) rows indexed by feature id, any CRS. May be empty; a column of the spec may be absent.
    spec
        The layer; `spec.cards` names columns and their titles.
    """
    fields = card_fields(spec, features.columns)
    known = [field.column for field in fields if field.column in features.columns]
    rows = pd.DataFrame(features[known]).to_dict("records")
    pairs = zip(features.index, rows, strict=True)
    return {str(feature_id): _lines(row, fields) for feature_id, row in pairs}


def _lines(row: Mapping[Any, object], fields: Sequence[CardField]) -> Card:
    told = ((field.title, _text(row.get(field.column))) for field in fields)
    return tuple((title, words) for title, words in told if words)


def _text(value: object) -> str:
    missing = value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124
    return "" if missing else str(value)
