"""Geometries of a file, read without trusting them."""

import json

import numpy as np
import shapely

from geo.importing.limits import DEEPEST, MOST_CROSSINGS, MOST_CROSSINGS_IN_ALL
from geo.project_file.checks import refuse
from geo.self_intersections import tangled

TYPES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip


def read_geometries(values: list[object], where: str) -> tuple[np.ndarray, int]:
    """Read the (n,) parsed members `geometry` of a layer, whatever they are.

    Returns
    -------
    tuple
        (n,) shapes in degrees, two dimensions, None for no place; how many areas crossed themselves
        and were mended.

    Raises
    ------
    DataError
        If one is no geometry, or its coordinates are no finite longitude and latitude.
    """
    texts = np.array([_text(each, where, at) for at, each in enumerate(values, 1)], dtype=object)
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is refused below
        shapes = shapely.force_2d(shapely.from_geojson(texts, on_invalid="ignore"))
    unread = np.flatnonzero(shapely.is_missing(shapes) & (texts != None))  # noqa: E711 - by element
    if len(unread):
        raise _refusal(where, int(unread[0]) + 1, values[int(unread[0])])
    _check_places(shapes, where)
    shapes[shapely.is_empty(shapes)] = None
    broken = ~(shapely.is_valid(shapes) | shapely.is_missing(shapes))
    _check_tangles(shapes, broken, where)
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure")
    return shapes, int(broken.sum())


def _text(value: object, where: str, at: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict) or value.get("type") not in TYPES or _is_deep(value):
        raise _refusal(where, at, value)
    part = "geometries" if value["type"] == "GeometryCollection" else "coordinates"
    try:
        return json.dumps({"type": value["type"], part: value.get(part)}, allow_nan=False)
    except (ValueError, RecursionError) as error:  # a number beyond all bounds, lists in lists
        raise _refusal(where, at, value) from error


def _check_tangles(shapes: np.ndarray, broken: np.ndarray, where: str) -> None:
    """Refuse what would take without end to mend."""
    knotted = np.flatnonzero(broken)[tangled(shapes[broken], MOST_CROSSINGS, MOST_CROSSINGS_IN_ALL)]
    if len(knotted):
        at = int(knotted[0]) + 1
        raise refuse(f"{where} 第 {at} 个要素 geometry", "边界不自相交的面", "自相交过多的面")


def _is_deep(value: object) -> bool:
    """Whether collections are nested deeper than a geometry library may be asked to follow."""
    waiting = [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST:
            return True
        inner = part.get("geometries") if isinstance(part, dict) else None
        waiting.extend((each, depth + 1) for each in inner or () if isinstance(inner, list))
    return False


def _check_places(shapes: np.ndarray, where: str) -> None:
    places, owner = shapely.get_coordinates(shapes, return_index=True)
    wrong = ~(np.abs(places) <= (180.0, 90.0)).all(axis=1)
    if wrong.any():
        at, (lon, lat) = int(owner[wrong][0]) + 1, places[wrong][0]
        raise refuse(f"{where} 第 {at} 个要素 geometry", "经纬度（度）", f"{lon:g}, {lat:g}")


def _refusal(where: str, at: int, value: object) -> Exception:
    kind = value.get("type") if isinstance(value, dict) else value
    return refuse(f"{where} 第 {at} 个要素 geometry", "GeoJSON 几何", kind)
