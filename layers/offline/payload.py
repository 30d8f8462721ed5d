"""The view as the JSON that the page's script reads; safe inside a script element."""

from collections.abc import Mapping

import shapely

from layers.items import script_json
from layers.label_anchor import anchor
from layers.offline.view import OfflineLayer, OfflineView
from layers.point_cloud import PointCloud
from layers.web_map import NOTE, members


def payload(view: OfflineView) -> str:
    """Return the view as JSON: bounds, caveat, layers, names of what has no place."""
    west, south, east, north = view.bounds
    layers = ",".join(_layer(layer) for layer in view.layers)
    return (
        f'{{"bounds":{script_json([[south, west], [north, east]])},'
        f'"caveat":{script_json(NOTE)},'
        f'"unplaced":{script_json([each.name for each in view.unplaced])},'
        f'"layers":[{layers}]}}'
    )


def _layer(layer: OfflineLayer) -> str:
    cloudy = isinstance(layer.drawing.items, PointCloud)
    cards = {} if cloudy else _cards(layer)
    spots = {} if cloudy else _spots(layer)
    return (
        f'{{"title":{script_json(layer.spec.title)},'
        f'"cards":{script_json(cards)},"spots":{script_json(spots)},{members(layer.drawing)}}}'
    )


def _cards(layer: OfflineLayer) -> Mapping[str, object]:
    known = {item.feature_id for item in layer.drawing.items}
    return {
        name: {"rows": rows, "note": layer.spec.note}
        for name, rows in layer.cards.items()
        if name in known
    }


def _spots(layer: OfflineLayer) -> dict[str, list[float]]:
    """Latitude and longitude on each feature where its card opens when it is searched."""
    spots = {
        item.feature_id: anchor(shapely.from_geojson(item.text))[0] for item in layer.drawing.items
    }
    return {name: [round(spot.y, 6), round(spot.x, 6)] for name, spot in spots.items()}
