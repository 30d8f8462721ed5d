"""Write GeoJSON as RFC 7946 asks: WGS 84, right-hand rule, no crs member, 6 decimals."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from shapely import Polygon
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

DECIMALS = 6
GRID_DEG = 10**-DECIMALS

Feature = tuple[Mapping[str, object], BaseGeometry]


def write_features(path: Path, features: Iterable[Feature]) -> None:
    """Write one feature a line, so that a change of one reads as one line of a diff."""
    lines = [json.dumps(as_feature(*feature), ensure_ascii=False) for feature in features]
    body = ",\n".join(lines)
    text = f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def as_feature(properties: Mapping[str, object], geometry: BaseGeometry) -> dict[str, Any]:
    """Return the GeoJSON feature of one geometry in longitude/latitude."""
    if isinstance(geometry, Polygon):
        geometry = orient(geometry, sign=1.0)  # exterior counter-clockwise
    shape = mapping(geometry)
    shape = {"type": shape["type"], "coordinates": rounded(shape["coordinates"])}
    return {"type": "Feature", "properties": dict(properties), "geometry": shape}


def rounded(coordinates: Any) -> Any:  # noqa: ANN401  nested to any depth
    """Return nested coordinates rounded to 6 decimals, about 0.1 m."""
    if isinstance(coordinates, float | int):
        return round(float(coordinates), DECIMALS)
    return [rounded(part) for part in coordinates]
