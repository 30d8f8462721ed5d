"""Two places of one item in a small picture: the one drawn through, the other dashed."""

from html import escape
from typing import Final
from urllib.parse import quote

import shapely
from geopandas import GeoSeries
from shapely.geometry.base import BaseGeometry

from geo.crs import LONLAT, to_metric
from geo.ledger import Value

WIDE, TALL, _RIM = 280, 130, 12
_MINE, _THEIRS = "#1f5fa8", "#b4472e"
_LEAST_M: Final = 20.0
"""Width of what is shown at least: two points close together do not fill the picture."""


def picture_html(mine: Value, theirs: Value, whose: tuple[str, str]) -> str:
    """Return both places with the distance between them as HTML; "" where neither is a place."""
    shapes = [_metric(each) for each in (mine, theirs)]
    there = [each for each in shapes if each is not None]
    if not there:
        return ""
    words = distance_words(*shapes)
    drawn = _svg(shapes)
    return (
        f'<div class="pm-clash-picture"><img alt="{escape(words)}" width="{WIDE}" height="{TALL}" '
        f'src="data:image/svg+xml,{quote(drawn)}"><div>{escape(_keys(shapes, whose))}</div>'
        f"<div><b>{escape(words)}</b></div></div>"
    )


def distance_words(mine: BaseGeometry | None, theirs: BaseGeometry | None) -> str:
    """Return how far two places in METRIC are from each other, in words."""
    if mine is None or theirs is None:
        return "一方没有位置"
    if shapely.equals(mine, theirs):
        return "两处位置相同"
    apart_m = mine.centroid.distance(theirs.centroid)
    nearest_m = mine.distance(theirs)
    if nearest_m == 0:
        return f"两处有重叠或相接，中心相距 {apart_m:,.0f} 米"
    if mine.geom_type == theirs.geom_type == "Point":
        return f"两处相距 {nearest_m:,.0f} 米"
    return f"两处最近相距 {nearest_m:,.0f} 米，中心相距 {apart_m:,.0f} 米"


def _keys(shapes: list[BaseGeometry | None], whose: tuple[str, str]) -> str:
    signs = ("蓝色实线", "红色虚线")
    told = zip(shapes, signs, whose, strict=True)
    return "，".join(f"{sign}为{name}" for shape, sign, name in told if shape is not None)


def _metric(value: Value) -> BaseGeometry | None:
    shape = shapely.from_wkt(str(value), on_invalid="ignore") if value else None
    if shape is None or shape.is_empty:
        return None
    return to_metric(GeoSeries([shape], crs=LONLAT)).iloc[0]


def _svg(shapes: list[BaseGeometry | None]) -> str:
    bounds = shapely.total_bounds([each for each in shapes if each is not None])
    west, south, east, north = (float(each) for each in bounds)
    span = max((east - west) / (WIDE - 2 * _RIM), (north - south) / (TALL - 2 * _RIM))
    scale = 1 / max(span, _LEAST_M / WIDE)
    middle = ((west + east) / 2, (south + north) / 2)
    styles = (f'stroke="{_MINE}"', f'stroke="{_THEIRS}" stroke-dasharray="5 4"')
    body = "".join(
        _drawn(part, middle, scale, style)
        for shape, style in zip(shapes, styles, strict=True)
        if shape is not None
        for part in shapely.get_parts(shape)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" '
        f'height="{TALL}"><rect width="{WIDE}" height="{TALL}" fill="#f6f8fa"/>{body}</svg>'
    )


def _drawn(part: BaseGeometry, middle: tuple[float, float], scale: float, style: str) -> str:
    rings = shapely.get_parts(part.boundary) if part.geom_type == "Polygon" else [part]
    drawn = []
    for ring in rings:
        places = [
            (WIDE / 2 + (x - middle[0]) * scale, TALL / 2 - (y - middle[1]) * scale)
            for x, y in shapely.get_coordinates(ring)
        ]
        if len(places) == 1:
            x, y = places[0]
            drawn.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="none" stroke-width="2" {style}/>'
            )
            continue
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        drawn.append(f'<polyline points="{told}" fill="none" stroke-width="2" {style}/>')
    return "".join(drawn)
