"""Features ready to be drawn: their texts are made once and joined again for every filter."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import shapely
from geopandas import GeoDataFrame

from layers.features import names_of, symbols_of, with_place
from layers.label_anchor import anchor
from layers.spec import LayerSpec

Kind = Literal["Point", "LineString", "Polygon"]
_DECIMALS = 1e-6


@dataclass(frozen=True)
class Item:
    """A placed feature of a layer.

    Parameters
    ----------
    feature_id
        Index of the feature in its frame.
    symbol
        Number of its symbol in the spec.
    kind
        Geometry without "Multi".
    text
        GeoJSON Feature, safe in a script; properties `layer`, `id`, `tip` and `s` (the symbol).
    label
        JSON of its name on the map, "" for none.
    """

    feature_id: str
    symbol: int
    kind: Kind
    text: str
    label: str


def items_of(frame_ll: GeoDataFrame, spec: LayerSpec, rank: int = 5) -> tuple[Item, ...]:
    """Return the placed features of a layer as items.

    Parameters
    ----------
    frame_ll
        (n,) features in EPSG:4326; those without a place are left out. May be empty.
    spec
        The layer they belong to.
    rank
        Lower wins where two names would overlap.
    """
    shown = with_place(frame_ll)
    shapes = shapely.set_precision(shown.geometry.array, _DECIMALS, "pointwise")
    numbers = [spec.symbols.index(symbol) for symbol in symbols_of(shown, spec)]
    rows = zip(shown.index, names_of(shown, spec), numbers, shapes, strict=True)
    return tuple(
        item_of(spec, rank, (str(feature_id), name, number), shape)
        for feature_id, name, number, shape in rows
    )


def collection(items: Iterable[Item]) -> str:
    """Return items as one GeoJSON FeatureCollection, safe in a script."""
    texts = ",".join(item.text for item in items)
    return f'{{"type":"FeatureCollection","features":[{texts}]}}'


def item_of(spec: LayerSpec, rank: int, row: tuple[str, str, int], shape: shapely.Geometry) -> Item:
    """Return one feature as an item; `spec` and `rank` as in `items_of`.

    `row` is its id, its name and the number of its symbol; `shape` is in EPSG:4326, rounded.
    """
    feature_id, name, number = row
    kind = shape.geom_type.removeprefix("Multi")
    tip = f"{name}\n{spec.title} · {spec.symbols[number].title}"
    properties = {"layer": spec.layer_id, "id": feature_id, "tip": tip, "s": number}
    geometry = script_safe(shapely.to_geojson(shape))
    text = f'{{"type":"Feature","properties":{script_json(properties)},"geometry":{geometry}}}'
    return Item(feature_id, number, kind, text, _label(spec, rank, name, shape))


def _label(spec: LayerSpec, rank: int, name: str, shape: shapely.Geometry) -> str:
    if spec.label_zoom is None:
        return ""
    spot, angle = anchor(shape)
    label = {
        "text": name,
        "at": [round(spot.x, 6), round(spot.y, 6)],
        "angle": round(angle, 1),
        "kind": "point" if "Point" in shape.geom_type else spec.layer_id,
        "zoom": spec.label_zoom,
        "rank": rank,
    }
    return script_json(label)


def script_json(value: object) -> str:
    """JSON that is safe inside a script and untouched by the component's template passes."""
    return script_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def script_safe(text: str) -> str:
    """Return JSON text with what a script, a comment or a template could misread escaped."""
    for raw, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("{{", "{\\u007b")):
        text = text.replace(raw, escaped)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
