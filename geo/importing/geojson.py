"""GeoJSON: through Arrow where its features are all alike, else through GDAL."""

import json
from pathlib import Path

from geo.errors import DataError
from geo.importing.encodings import text_of
from geo.importing.feature_schema import AS_TEXT
from geo.importing.feature_split import feature_text
from geo.importing.features import alike
from geo.importing.gdal import read_stream
from geo.importing.json_members import followed, members
from geo.importing.model import Ask, Raw

_HOLDS = {
    "FeatureCollection": "features",
    "Feature": "geometry",
    "GeometryCollection": "geometries",
    **dict.fromkeys(("Point", "LineString", "Polygon"), "coordinates"),
    **dict.fromkeys(("MultiPoint", "MultiLineString", "MultiPolygon"), "coordinates"),
}
"""What an outermost object must hold beside its type."""


def read(path: Path, ask: Ask) -> Raw:
    """Read the features.

    Raises
    ------
    DataError
        If it is other JSON, broken, cut short, or beyond the limits.
    """
    raw = path.read_bytes()
    text = text_of(raw, ask.choices.encoding, ask.name)
    del raw  # of a large file every copy counts
    driver = _driver(text, ask)
    if not text[-64:].rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise DataError(f"{ask.name} 不完整（没有传完）；请重新导出或重新发送")
    if driver != "GeoJSON":
        return read_stream(_file_in_utf8(path, text), ask, 0, driver=driver)
    parts = feature_text(text)
    features = parts and alike(parts.first(ask.rows or parts.rows), ask, path.parent)
    return features or read_stream(_file_in_utf8(path, text), ask, 0, driver=driver, **AS_TEXT)


def _driver(text: bytes, ask: Ask) -> str:
    """Return what reads a text, told by the members of its outermost object."""
    found = members(text, frozenset({"type", "features"}))
    kind = found.values.get("type", "")
    if kind == "Topology" and {"objects", "arcs"} <= found.values.keys():
        check_topology(text, ask)
        return "TopoJSON"
    if _HOLDS.get(kind) in found.values:
        return "GeoJSONSeq" if followed(text, found.end) else "GeoJSON"
    raise DataError(f"{ask.name} 是 JSON，但不是 GeoJSON；请按 GeoJSON 要素集合导出")


def _file_in_utf8(path: Path, text: bytes) -> Path:
    """Return a file in UTF-8, the only encoding of JSON: old tools write GBK."""
    if path.stat().st_size == len(text) and path.read_bytes() == text:
        return path
    own = path.with_name("utf8.geojson")
    own.write_bytes(text)
    return own


def check_topology(text: bytes, ask: Ask) -> None:
    """Raise `DataError` if the shapes of a topology unfold beyond the limits, or it is broken."""
    try:
        data = json.loads(text)
        sizes = [len(arc) for arc in data["arcs"]]
        waiting: list[object] = list(data["objects"].values())
    except (ValueError, RecursionError, TypeError, AttributeError) as error:
        raise DataError(f"{ask.name} 不是完好的 TopoJSON；请重新导出") from error
    vertices = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.get(name) for name in ("geometries", "arcs"))
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, int):
            arc = part if part >= 0 else ~part
            vertices += sizes[arc] if arc < len(sizes) else 0
            ask.limits.check(ask.name, vertices=vertices)
