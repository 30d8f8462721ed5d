"""Shapes of KML elements."""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

_PIECE = 10_000
"""Places made numbers at once: as objects they take ten times the room."""

_COMMA = re.compile(r"\s*,\s*")


@lru_cache(1024)
def bare(tag: str) -> str:
    """Return a tag without its namespace: Google's own and KML 2.0 to 2.3 differ in it alone."""
    return tag.rpartition("}")[2]


def shape_of(element: Element) -> BaseGeometry | None:
    """Return the shape of a placemark or of a MultiGeometry; None without, or if unreadable."""
    parts = [_MAKERS[bare(child.tag)](child) for child in element if bare(child.tag) in _MAKERS]
    found = [part for part in parts if part is not None]
    if len(found) <= 1:
        return found[0] if found else None
    return _joined(found)


def _joined(parts: list[BaseGeometry]) -> BaseGeometry:
    """Parts of one kind as its multiple, others as a collection."""
    kinds = {part.geom_type for part in parts}
    makers: dict[str, Callable[..., BaseGeometry]] = {
        "Point": shapely.MultiPoint,
        "LineString": shapely.MultiLineString,
        "Polygon": shapely.MultiPolygon,
    }
    maker = makers.get(kinds.pop()) if len(kinds) == 1 else None
    return maker(parts) if maker else shapely.GeometryCollection(parts)


def _point(element: Element) -> BaseGeometry | None:
    places = _listed(element, 1)
    return None if places is None else shapely.Point(places[0])


def _line(element: Element) -> BaseGeometry | None:
    places = _listed(element, 2)
    return None if places is None else shapely.LineString(places)


def _polygon(element: Element) -> BaseGeometry | None:
    shell = [_listed(part, 3) for part in _rings(element, "outerBoundaryIs")]
    holes = [_listed(part, 3) for part in _rings(element, "innerBoundaryIs")]
    if not shell or shell[0] is None:
        return None
    try:
        return shapely.Polygon(shell[0], [hole for hole in holes if hole is not None])
    except GEOSException:  # NaN at an end: the ring never closes
        return None


def _rings(element: Element, side: str) -> list[Element]:
    sides = [child for child in element if bare(child.tag) == side]
    return [ring for child in sides for ring in child if bare(ring.tag) == "LinearRing"]


def _listed(element: Element, least: int) -> np.ndarray | None:
    """Places of an element; None where there are fewer than `least`, or one is no number."""
    tagged = (child.text or "" for child in element if bare(child.tag) == "coordinates")
    places = _places(next(tagged, ""))
    return None if places is None or len(places) < least else places


def _track(element: Element) -> BaseGeometry | None:
    """Return a gx:Track, whose coordinates are elements with blanks between the numbers."""
    texts = [(child.text or "").split() for child in element if bare(child.tag) == "coord"]
    places = _places(" ".join(",".join(words) for words in texts))
    return None if places is None or len(places) < 2 else shapely.LineString(places)


def _places(text: str) -> np.ndarray | None:
    """(n, 2) or, where a height is not zero, (n, 3); None if one of them is no number."""
    words = _COMMA.sub(",", text.strip()).split()
    starts = range(0, max(1, len(words)), _PIECE)
    try:
        pieces = [_array(words[start : start + _PIECE]) for start in starts]
    except (ValueError, IndexError):
        return None
    places = np.concatenate(pieces)
    return places if places[:, 2].any() else places[:, :2]


def _array(words: list[str]) -> np.ndarray:
    return np.array([_place(word) for word in words], dtype=float).reshape(-1, 3)


def _place(word: str) -> tuple[float, float, float]:
    parts = word.split(",")
    height = float(parts[2]) if len(parts) > 2 and parts[2] else 0.0
    return float(parts[0]), float(parts[1]), height


_MAKERS: dict[str, Callable[[Element], BaseGeometry | None]] = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _polygon,
    "Track": _track,
    "MultiTrack": shape_of,
    "MultiGeometry": shape_of,
}
