"""Drawn shapes cut, joined and pierced: EPSG:4326 in and out, planar as the map shows them."""

from typing import Final

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from geo.drawn_shape import rounded_shape
from geo.errors import DataError

_CROSSED: Final = "边界与自己相交：请先移动或删除交叉处的节点，再"


def cut(shape_ll: BaseGeometry, line_ll: BaseGeometry) -> BaseGeometry:
    """Return lines or areas in more parts, cut where a line crosses them.

    Raises
    ------
    DataError
        If the line leaves all of them whole, or they are crossed by themselves.
    """
    _require_sound(shape_ll, "切开")
    if not isinstance(line_ll, LineString):
        raise DataError("切开要用一条线；请重新画")
    try:
        pieces = [piece for part in _parts(shape_ll) for piece in split(part, line_ll).geoms]
    except ValueError as error:  # the line runs along the shape itself
        raise DataError("切线与图形重合了一段；请画成横穿过去的线") from error
    if len(pieces) <= len(_parts(shape_ll)):
        raise DataError("这条线没有把图形切开；面要从一边外面画到另一边外面，线要横穿过去")
    return _gathered(pieces)


def joined(shape_ll: BaseGeometry) -> BaseGeometry:
    """Return the parts of lines or areas that touch or overlap as one.

    Raises
    ------
    DataError
        If none do, or they are crossed by themselves.
    """
    _require_sound(shape_ll, "合并")
    before = _parts(shape_ll)
    merged = shapely.union_all(before)
    whole = merged if isinstance(before[0], Polygon) else shapely.line_merge(merged)
    if len(_parts(whole)) >= len(before):
        raise DataError("各部分互不相接，合不成一个；请先把端点或边吸附到一起")
    return rounded_shape(whole)


def pierced(shape_ll: BaseGeometry, hole_ll: BaseGeometry) -> BaseGeometry:
    """Return areas with a hole cut into the one that holds it.

    Raises
    ------
    DataError
        If no area holds all of it, or one of the shapes is crossed by itself.
    """
    _require_sound(shape_ll, "挖洞")
    _require_sound(hole_ll, "挖洞")
    parts = _parts(shape_ll)
    holds = [part.contains_properly(hole_ll) for part in parts]
    if not any(holds):
        raise DataError("洞要整个画在一块面里面，不碰到边界和别的洞；请重新画")
    pieces = [
        part.difference(hole_ll) if holding else part
        for part, holding in zip(parts, holds, strict=True)
    ]
    return _gathered(pieces)


def _require_sound(shape_ll: BaseGeometry, act: str) -> None:
    """Look at each part alone: two that share an edge, as a cut leaves them, are no valid whole."""
    areas = [part for part in _parts(shape_ll) if isinstance(part, Polygon)]
    if not all(part.is_valid for part in areas):
        raise DataError(f"{_CROSSED}{act}")


def _parts(shape_ll: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(shape_ll).tolist() if not part.is_empty]


def _gathered(pieces: list[BaseGeometry]) -> BaseGeometry:
    kind = MultiPolygon if isinstance(pieces[0], Polygon) else MultiLineString
    return rounded_shape(pieces[0] if len(pieces) == 1 else kind(pieces))
