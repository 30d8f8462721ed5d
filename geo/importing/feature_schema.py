"""What the features of a collection have in common, told from some of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

import pyarrow as pa

from geo.errors import DataError
from geo.importing.feature_split import FeatureText
from geo.importing.gdal import read_stream
from geo.importing.model import Ask, Raw
from geo.importing.nested_coordinates import FORMS, lists_of

_TYPES = {
    "int32": pa.int64(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "str": pa.string(),
}
AS_TEXT = {"DATE_AS_STRING": "YES"}
"""Days stay what the file says: as dates, GDAL's Arrow makes 2026-03-02 of 2026-02-30 unsaid."""

_SAMPLE = 200
"""Features that GDAL reads."""

_MEMBERS = {"type", "properties", "geometry", "id", "bbox"}
_Feature = dict[str, Any]


class FeatureForm(NamedTuple):
    """What features are: some as GDAL reads them; their kinds of shape; the type of their ids.

    `own_id`: GDAL makes a column of the ids, which stand beside the properties.
    """

    known: Raw
    kinds: tuple[str, ...]
    ids: pa.DataType | None
    own_id: bool

    def schema(self, kind: str) -> pa.Schema:
        """Return all that a feature with a shape of this kind may hold."""
        columns = {str(name): _TYPES[str(dtype)] for name, dtype in self.known.frame.dtypes.items()}
        if self.own_id:
            del columns["id"]
        shape = {"type": pa.string(), "coordinates": lists_of(kind)}
        members = {"type": pa.string(), "bbox": pa.list_(pa.float64())}
        members |= {"properties": pa.struct(columns.items()), "geometry": pa.struct(shape.items())}
        return pa.schema(members | ({"id": self.ids} if self.ids else {}))


def form_of(text: FeatureText, ask: Ask, path: Path) -> FeatureForm | None:
    """Recognise the form of features by some of them; None where it is not a plain one.

    GDAL finds those at `path`, which is written.

    Raises
    ------
    JSONDecodeError, RecursionError
        If a feature is no JSON, or too deep.
    """
    some = text.some(_SAMPLE)
    path.write_bytes(text.collection(some))
    try:
        known = read_stream(path, ask._replace(rows=None), 0, driver="GeoJSON", **AS_TEXT)
    except DataError:  # perhaps cut wrongly
        return None
    features = list(map(json.loads, some))
    if known.issues or not _plain_columns(known) or not all(map(_plain, features)):
        return None
    kinds = {each["geometry"]["type"] for each in features if each.get("geometry")}
    own_id = "id" in known.frame and not any(
        "id" in (each.get("properties") or {}) for each in features
    )
    return FeatureForm(known, tuple(sorted(kinds)), _ids(features), own_id) if kinds else None


def _plain_columns(known: Raw) -> bool:
    dtypes = {str(dtype) for dtype in known.frame.dtypes}
    return dtypes <= set(_TYPES) and known.frame.columns.is_unique


def _plain(feature: _Feature) -> bool:
    known = feature.keys() <= _MEMBERS and feature.get("type") == "Feature"
    table = isinstance(feature.get("properties"), dict | NoneType)
    return known and table and _is_shape(feature.get("geometry"))


def _is_shape(shape: object) -> bool:
    return shape is None or (isinstance(shape, dict) and str(shape.get("type")) in FORMS)


def _ids(features: Sequence[_Feature]) -> pa.DataType | None:
    """Type of the members `id`: text, or numbers; what is mixed Arrow refuses."""
    ids = [each["id"] for each in features if "id" in each]
    if not ids:
        return None
    return pa.string() if isinstance(ids[0], str) else pa.int64()
