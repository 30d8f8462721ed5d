"""The view as the JSON that the page's script reads; safe inside a script element."""

from collections.abc import Mapping

import shapely

from layers.items import Item, collection
from layers.offline.view import Card, OfflineLayer, OfflineView
from layers.placing import anchor
from layers.script_text import script_json
from layers.web_map import Drawing


def payload(view: OfflineView) -> str:
    """Return the view as JSON: bounds, caveat, layers, marks, names of what has no place."""
    west, south, east, north = view.bounds
    layers = ",".join(_layer(layer) for layer in view.layers)
    marks = ",".join(f"{{{_drawing(mark)}}}" for mark in view.marks)
    return (
        f'{{"bounds":{script_json([[south, west], [north, east]])},'
        f'"caveat":{script_json(view.caveat)},'
        f'"unplaced":{script_json([each.name for each in view.unplaced])},'
        f'"layers":[{layers}],"marks":[{marks}]}}'
    )


def _layer(layer: OfflineLayer) -> str:
    known = {item.feature_id for item in layer.drawing.items}
    cards = {name: _card(card) for name, card in layer.cards.items() if name in known}
    spots = _spots(layer) if layer.drawing.interactive else {}
    return (
        f'{{"title":{script_json(layer.spec.title)},"shown":{script_json(layer.shown)},'
        f'"cards":{script_json(cards)},"spots":{script_json(spots)},{_drawing(layer.drawing)}}}'
    )


def _drawing(drawing: Drawing) -> str:
    """Members that the map's own script draws (see layers/web/planmap.js)."""
    labels = ",".join(item.label for item in drawing.items if item.label)
    return (
        f'"data":{collection(drawing.items)},"styles":{script_json(list(drawing.styles))},'
        f'"labels":[{labels}],"interactive":{script_json(drawing.interactive)}'
    )


def _card(card: Card) -> Mapping[str, object]:
    return {"rows": card.rows, "note": card.note}


def _spots(layer: OfflineLayer) -> dict[str, list[float]]:
    """Latitude and longitude on each feature where its card opens when it is searched."""
    return {item.feature_id: _spot(item) for item in layer.drawing.items}


def _spot(item: Item) -> list[float]:
    spot, _ = anchor(shapely.from_geojson(item.text))
    return [round(spot.y, 6), round(spot.x, 6)]
