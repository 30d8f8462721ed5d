"""Pages, styles and layer specs come back from JSON as they were given by `asdict`."""

import json
from typing import Any

from layers.spec import CardField, LayerSpec, Symbol
from sheets.atlas.model import AtlasStyle, Disc, IndexRow, Page, PageLayer
from sheets.title_block import Imprint


def spec_from(values: dict[str, Any]) -> LayerSpec:
    """Return the spec that `asdict` gave."""
    symbols = tuple(Symbol(**each) for each in values["symbols"])
    cards = tuple(CardField(**each) for each in values["cards"])
    return LayerSpec(**{**values, "symbols": symbols, "cards": cards})


def page_from(values: dict[str, Any]) -> Page:
    """Return the page that `asdict` gave, after JSON."""
    doubt = values["doubt"]
    made: dict[str, Any] = {
        "layers": tuple(_layer_from(each) for each in values["layers"]),
        "rings": tuple(Disc(**each) for each in values["rings"]),
        "doubt": None if doubt is None else Disc(**doubt),
        "hidden": tuple((layer_id, tuple(ids)) for layer_id, ids in values["hidden"]),
    }
    kept: dict[str, Any] = {
        name: _tuples(each) for name, each in values.items() if name not in made
    }
    return Page(**kept, **made)


def style_from(values: dict[str, Any]) -> AtlasStyle:
    """Return the style that `asdict` gave."""
    imprint = values["imprint"]
    return AtlasStyle(**{**values, "imprint": None if imprint is None else Imprint(**imprint)})


def canonical(values: object) -> str:
    """Return values as JSON, always the same text for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _layer_from(values: dict[str, Any]) -> PageLayer:
    return PageLayer(spec_from(values["spec"]), tuple(IndexRow(*each) for each in values["rows"]))


def _tuples(value: object) -> object:
    """Return lists as tuples, all the way down."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
