"""The cards of a layer's features, from the columns that its spec names."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from geopandas import GeoDataFrame

from layers.card_fields import card_fields
from layers.offline.view import Card
from layers.spec import CardField, LayerSpec


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
    return {str(feature_id): Card(_lines(row, fields), spec.note) for feature_id, row in pairs}


def _lines(row: Mapping[Any, object], fields: Sequence[CardField]) -> tuple[tuple[str, str], ...]:
    told = ((field.title, _text(row.get(field.column))) for field in fields)
    return tuple((title, words) for title, words in told if words)


def _text(value: object) -> str:
    missing = value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124
    return "" if missing else str(value)
