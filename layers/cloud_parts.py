"""A cloud of points as the browser receives it: a few words, and columns that it fetches."""

from base64 import b64encode
from collections.abc import Mapping

from layers.cloud import Columns, PointCloud
from layers.spec import Symbol

_APART = "\x1e"
"""Stands between texts, and never in one."""

Part = Mapping[str, str]
"""Where a column is: at an `url`, or here as `base64` bytes or `text`."""


def told(cloud: PointCloud, source: str) -> dict[str, object]:
    """Return what the map's script is told of a cloud (see layers/web/pointcloud.js).

    Parameters
    ----------
    cloud
        Points of a layer.
    source
        Address below which its columns are served; "" for a page that has to hold them itself,
        which gets no ids.
    """
    key, spec = cloud.columns.key, cloud.spec
    marks = None if cloud.plain else _part(source, cloud.key, "marks", cloud)
    return {
        "key": key,
        "count": len(cloud),
        "layer": spec.layer_id,
        "tips": [_tip(spec.title, symbol) for symbol in spec.symbols],
        "zoom": spec.label_zoom,
        "rank": cloud.rank,
        "places": _part(source, key, "places", cloud),
        "marks": marks,
        "names": _part(source, key, "names", cloud),
        "ids": _part(source, key, "ids", cloud) if source else None,
    }


def column(columns: Columns, name: str) -> bytes:
    """Return one of the columns `places`, `names` and `ids`: int32 pairs, UTF-8 texts."""
    if name == "places":
        return columns.places.astype("<i4").tobytes()
    values = columns.names if name == "names" else columns.ids
    return _joined(values.tolist()).encode("utf-8", "replace")


def _joined(values: list[object]) -> str:
    texts = [str(value) for value in values]
    whole = _APART.join(texts)
    if whole.count(_APART) == max(0, len(texts) - 1):
        return whole
    return _APART.join(text.replace(_APART, " ") for text in texts)


def _part(source: str, key: str, name: str, cloud: PointCloud) -> Part:
    if source:
        return {"url": f"{source}/{key}/{name}"}
    if name == "names":
        return {"text": _joined(cloud.columns.names.tolist())}
    content = cloud.marks.tobytes() if name == "marks" else column(cloud.columns, name)
    return {"base64": b64encode(content).decode()}


def _tip(title: str, symbol: Symbol) -> str:
    return f"{title} · {symbol.title}"
