"""Rings as a layer, and their radii on them: as far north as can be without covering a mark."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes

from layers.palettes import MONO
from layers.spec import LayerSpec, Symbol
from sheets.canvas import INK, put_text
from sheets.map_extent import Ground
from sheets.paper import Box
from sheets.request import SheetLayer

_WIDE_MM, _TALL_MM = 10.0, 3.0
"""What a radius takes on A4."""

_MARK_MM = 2.2
"""Half the side of a mark on A4."""

_PT = 6.2
_INK = "#1f4f9f"


class RingInk(NamedTuple):
    """Palette, size against A4, and the layers whose point marks stay free."""

    palette: str
    factor: float
    marks: tuple[SheetLayer, ...]


def ring_layer(rings: GeoDataFrame, tint: float) -> SheetLayer:
    """Return rings (in any CRS) as a layer; `tint` is how much of their colour fills them."""
    ring = Symbol("", "缓冲圈", "ring", width=1.6)
    return SheetLayer(LayerSpec("rings", "缓冲圈", "", "area", (ring,), fill_opacity=tint), rings)


def name_rings(axes: Axes, rings_m: GeoDataFrame, ground: Ground, ink: RingInk) -> tuple[Box, ...]:
    """Write the radius of each ring into the field.

    Parameters
    ----------
    axes
        The map field, METRIC.
    rings_m
        Areas with `radius_m`, METRIC. May be empty.
    ground
        The ground under the field.
    ink
        How, and what stays free.

    Returns
    -------
    tuple
        What the words take on paper, millimetres from the lower left corner of the field.
    """
    west, _, east, _ = ground.field.bounds
    room = ground.field.buffer(-(east - west) / 50)
    colour = INK if ink.palette == MONO else _INK
    marks = _marks(ink.marks, ground)
    taken: list[Box] = []
    for radius, shape in zip(rings_m["radius_m"], rings_m.geometry, strict=True):
        place = _place(_candidates(shape, room), ground, marks, ink.factor)
        if place is not None:
            put_text(axes, place, f"{radius:g} 米", _PT * ink.factor, color=colour,
                     ha="center", va="center", zorder=7, halo=True)  # fmt: skip
            taken.append(_box(ground.on_paper(shapely.Point(place)), ink.factor))
    return tuple(taken)


def _marks(layers: Iterable[SheetLayer], ground: Ground) -> np.ndarray:
    """(n, 2) millimetres: the point marks in the field."""
    points = [layer for layer in layers if layer.spec.plane == "point"]
    shapes = [shape for layer in points for shape in layer.shown_m(ground.field).geometry]
    return shapely.get_coordinates(ground.on_paper(shapely.centroid(np.array(shapes, object))))


def _candidates(shape: shapely.Geometry, room: shapely.Polygon) -> list[tuple[float, float]]:
    """Places on the edge inside the room, the northernmost first."""
    places = shapely.get_coordinates(shapely.segmentize(shape, 25.0))
    inside = places[shapely.contains_xy(room, places)].tolist()
    return [(x, y) for x, y in sorted(inside, key=lambda place: -place[1])]


def _place(
    places: list[tuple[float, float]], ground: Ground, marks: np.ndarray, factor: float
) -> tuple[float, float] | None:
    """The first place that covers no mark; the first of all where every one does."""
    clear = (np.array([_WIDE_MM, _TALL_MM]) / 2 + _MARK_MM) * factor
    for place in places:
        seen = shapely.get_coordinates(ground.on_paper(shapely.Point(place)))[0]
        if not (np.abs(marks - seen) < clear).all(axis=1).any():
            return place
    return places[0] if places else None


def _box(seen: shapely.Point, factor: float) -> Box:
    wide, tall = _WIDE_MM * factor, _TALL_MM * factor
    return Box(seen.x - wide / 2, seen.y - tall / 2, wide, tall)
