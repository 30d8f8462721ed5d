"""Features as GeoJSON text: made once a feature, joined again for every filter."""

import json

import shapely
from geopandas import GeoDataFrame
from pandas import Series

from layers.features import names_of, placed, symbols_of
from layers.spec import LayerSpec

_DECIMALS = 1e-6


def feature_texts(frame_ll: GeoDataFrame, spec: LayerSpec) -> Series:
    """GeoJSON text of every placed feature of a layer.

    Parameters
    ----------
    frame_ll
        (n,) features in EPSG:4326; those without a place are left out. May be empty.
    spec
        The layer they belong to.

    Returns
    -------
    Series
        (m,) JSON texts, m <= n, indexed as `frame_ll`; properties `layer`, `id`, `tip` and `s`,
        the number of the symbol in the spec.
    """
    shown = placed(frame_ll)
    geometries = shapely.to_geojson(
        shapely.set_precision(shown.geometry.array, _DECIMALS, "pointwise")
    )
    numbers = [spec.symbols.index(symbol) for symbol in symbols_of(shown, spec)]
    rows = zip(shown.index, names_of(shown, spec), numbers, strict=True)
    texts = [
        f'{{"type":"Feature","properties":{_properties(spec, *row)},"geometry":{geometry}}}'
        for geometry, row in zip(geometries, rows, strict=True)
    ]
    return Series(texts, index=shown.index, dtype=object)


def collection_text(texts: Series) -> str:
    """Return feature texts as one GeoJSON FeatureCollection."""
    return f'{{"type":"FeatureCollection","features":[{",".join(texts)}]}}'


def script_json(value: object) -> str:
    """JSON that is safe inside a script and untouched by the component's template passes."""
    return script_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def script_safe(text: str) -> str:
    """Return JSON text with what a script, a comment or a template could misread escaped."""
    for raw, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("{{", "{\\u007b")):
        text = text.replace(raw, escaped)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _properties(spec: LayerSpec, feature_id: object, name: str, number: int) -> str:
    tip = f"{name}\n{spec.title} · {spec.symbols[number].title}"
    properties = {"layer": spec.layer_id, "id": str(feature_id), "tip": tip, "s": number}
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
