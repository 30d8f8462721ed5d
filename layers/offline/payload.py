"""The view as the JSON that the page's script reads; safe inside a script element."""

from collections.abc import Mapping

import shapely

from layers.cloud import PointCloud
from layers.items import Item
from layers.offline.view import Card, OfflineLayer, OfflineView
from layers.placing import anchor
from layers.script_text import script_json
from layers.web_map import members


def payload(view: OfflineView) -> str:
    """Return the view as JSON: bounds, caveat, layers, marks, names of what has no place."""
    west, south, east, north = view.bounds
    layers = ",".join(_layer(layer) for layer in view.layers)
    marks = ",".join(f"{{{members(mark)}}}" for mark in view.marks)
    return (
        f'{{"bounds":{script_json([[south, west], [north, east]])},'
        f'"caveat":{script_json(view.caveat)},'
        f'"unplaced":{script_json([each.name for each in view.unplaced])},'
        f'"layers":[{layers}],"marks":[{marks}]}}'
    )


def _layer(layer: OfflineLayer) -> str:
    cloudy = isinstance(layer.drawing.items, PointCloud)
    cards = {} if cloudy else _cards(layer)
    spots = _spots(layer) if layer.drawing.interactive and not cloudy else {}
    return (
        f'{{"title":{script_json(layer.spec.title)},"shown":{script_json(layer.shown)},'
        f'"cards":{script_json(cards)},"spots":{script_json(spots)},{members(layer.drawing)}}}'
    )


def _cards(layer: OfflineLayer) -> Mapping[str, object]:
    known = {item.feature_id for item in layer.drawing.items}
    return {name: _card(card) for name, card in layer.cards.items() if name in known}


def _card(card: Card) -> Mapping[str, object]:
    return {"rows": card.rows, "note": card.note}


def _spots(layer: OfflineLayer) -> dict[str, list[float]]:
    """Latitude and longitude on each feature where its card opens when it is searched."""
    return {item.feature_id: _spot(item) for item in layer.drawing.items}


def _spot(item: Item) -> list[float]:
    spot, _ = anchor(shapely.from_geojson(item.text))
    return [round(spot.y, 6), round(spot.x, 6)]
