"""GeoJSON: through Arrow where its features are all alike, else through GDAL."""

import re
from pathlib import Path

from geo.errors import DataError
from geo.incoming.encodings import alternatives, as_utf8, encoding_of
from geo.incoming.feature_text import feature_text
from geo.incoming.features import alike
from geo.incoming.gdal import read_stream
from geo.incoming.model import Ask, Layer, Raw

_TYPE = re.compile(
    rb'"type"\s*:\s*"(Feature|FeatureCollection|(Multi)?(Point|LineString|Polygon)'
    rb'|GeometryCollection)"'
)
_LOOKED_AT = 65_536


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Return the one layer."""
    del path, ask
    return (Layer(""),)


def encodings(path: Path, ask: Ask) -> tuple[str, ...]:
    """UTF-8 if it fits, else GB18030; then the alternatives."""
    del ask
    return alternatives(encoding_of(path.read_bytes()))


def read(path: Path, ask: Ask) -> Raw:
    """Read the features.

    Raises
    ------
    DataError
        If it is other JSON, broken, cut short, or beyond the limits.
    """
    raw = path.read_bytes()
    if not _TYPE.search(raw[:_LOOKED_AT]):
        raise DataError(f"{ask.name} 是 JSON，但不是 GeoJSON；请按 GeoJSON 要素集合导出")
    if not raw[-64:].rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise DataError(f"{ask.name} 不完整（没有传完）；请重新导出或重新发送")
    text = feature_text(_in_utf8(raw, ask))
    del raw  # of a large file every copy counts
    features = text and alike(text.first(ask.rows or text.rows), ask, path.parent)
    return features or read_stream(_file_in_utf8(path, ask), ask, 0)


def _in_utf8(raw: bytes, ask: Ask) -> bytes:
    return as_utf8(raw, ask.choices.encoding or encoding_of(raw), ask.name)


def _file_in_utf8(path: Path, ask: Ask) -> Path:
    """Return a file in UTF-8, the only encoding of JSON: old tools write GBK."""
    raw = path.read_bytes()
    if (ask.choices.encoding or encoding_of(raw)) == "UTF-8":
        return path
    own = path.with_name("utf8.geojson")
    own.write_bytes(_in_utf8(raw, ask))
    return own
