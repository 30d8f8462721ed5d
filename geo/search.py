"""Find anything that has a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.crs import require_lonlat
from geo.presence import placed
from geo.text import fold


class Hit(NamedTuple):
    """A named feature; `lon` and `lat` (degrees, on the feature) are None when unplaced."""

    layer_id: str
    feature_id: str
    name: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True)
class SearchIndex:
    """Every named feature with its folded name, in the order given."""

    hits: tuple[Hit, ...]
    keys: tuple[str, ...]


def build_index(named: Mapping[str, tuple[GeoDataFrame, str]]) -> SearchIndex:
    """Gather the names of several layers.

    Parameters
    ----------
    named
        Layer id to (frame in EPSG:4326 indexed by feature id, its name column). Frames may be
        empty; geometries may be None; features with an empty name are left out.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in EPSG:4326.
    """
    hits = tuple(
        hit
        for layer_id, (features_ll, column) in named.items()
        for hit in _layer_hits(layer_id, features_ll, column)
    )
    return SearchIndex(hits, tuple(fold(hit.name) for hit in hits))


def search(index: SearchIndex, text: str, limit: int = 20) -> list[Hit]:
    """Features whose name holds every word of `text`, best first.

    Parameters
    ----------
    index
        From `build_index`.
    text
        Words separated by blanks, any case or width. Blank text finds nothing.
    limit
        The most hits to return.

    Returns
    -------
    list[Hit]
        The name itself, then names that begin with `text`, then the others; shorter names first,
        otherwise in the order of the layers.
    """
    wanted = fold(text)
    words = wanted.split()
    found = [
        (_rank(key, wanted), len(key), place)
        for place, key in enumerate(index.keys)
        if words and all(word in key for word in words)
    ]
    return [index.hits[place] for _, _, place in sorted(found)[:limit]]


def _rank(key: str, wanted: str) -> int:
    return 0 if key == wanted else 1 if key.startswith(wanted) else 2


def _layer_hits(layer_id: str, features_ll: GeoDataFrame, column: str) -> Iterator[Hit]:
    require_lonlat(features_ll, layer_id)
    names = features_ll.index if features_ll.index.name == column else features_ll[column]
    points = features_ll.geometry.representative_point()
    rows = zip(features_ll.index, names, points, placed(features_ll), strict=True)
    for feature_id, name, point, has_place in rows:
        if name:
            lon, lat = (point.x, point.y) if has_place else (None, None)
            yield Hit(layer_id, str(feature_id), str(name), lon, lat)
