"""The one way in which a feature is written, so that the same feature is the same text."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from geo.project_file.model import StoredColumn


def feature_text(name: object, values: Mapping[str, object], geometry: str) -> str:
    """Return a GeoJSON feature; `geometry` is GeoJSON already, `values` are plain."""
    written = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    marked = json.dumps(name, ensure_ascii=False)
    return f'{{"type":"Feature","id":{marked},"properties":{written},"geometry":{geometry}}}'


def geometry_texts(shapes: np.ndarray) -> list[str]:
    """Return shapes (degrees) as GeoJSON, every digit kept; null where there is no place."""
    placed = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    texts = np.full(len(shapes), "null", dtype=object)
    texts[placed] = shapely.to_geojson(shapes[placed])
    return [str(text) for text in texts]


def all_texts(
    names: Sequence[object],
    columns: Sequence[StoredColumn],
    table: Sequence[Sequence[object]],
    shapes: np.ndarray,
) -> tuple[str, ...]:
    """Return the features of a layer; `table` holds the values of each column."""
    titles = [each.name for each in columns]
    rows = zip(*table, strict=True) if table else [()] * len(names)
    told = zip(names, rows, geometry_texts(shapes), strict=True)
    return tuple(
        feature_text(name, dict(zip(titles, row, strict=True)), shape) for name, row, shape in told
    )
