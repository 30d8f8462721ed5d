"""Names on the sheet: each where it has room, none over another, along its road."""

import math
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from shapely.affinity import rotate

from geo.crs import to_metric
from layers.features import names_of, placed
from layers.placing import anchor
from sheets.canvas import INK, SOFT, put_text
from sheets.fonts import width_em
from sheets.paper import PT_PER_MM
from sheets.request import SheetLayer
from sheets.scale import ground_m

_SIZES = {
    "zones": 10.5, "circle-zones": 8.8, "main-roads": 5.6, "facilities": 5.2, "communities": 5.2,
}  # fmt: skip
_RANKS = {
    "zones": 0, "education": 1, "construction": 2, "renewal": 2, "roads": 3, "main-roads": 4,
    "circle-zones": 0, "circle-facilities": 1, "circle-estates": 2,
}  # fmt: skip
_COLOURS = {"zones": "#3a3226", "circle-zones": "#3a3226", "main-roads": SOFT}


class Name(NamedTuple):
    """A name to set: its words, layer, size in points, and where it would like to stand."""

    text: str
    layer_id: str
    size: float
    shape: shapely.Geometry


def write_names(
    axes: Axes, layers: tuple[SheetLayer, ...], scale: int, field: shapely.Polygon, factor: float
) -> int:
    """Write the names that have room, the more important first, each once; return how many.

    Parameters
    ----------
    axes
        In EPSG:4548 metres.
    layers
        Those drawn.
    scale
        N of 1:N.
    field
        The map field in metres; a name stands wholly inside.
    factor
        Of text sizes.
    """
    taken = [_symbol_box(shape, scale) for shape in _markers(layers)]
    marked, written = len(taken), set[str]()
    for name in _names(layers, scale, factor):
        if name.text in written:
            continue
        for spot, angle in _spots(name, scale):
            box = _box(name, spot, angle, scale)
            against = taken[marked:] if name.layer_id == "zones" else taken
            if field.contains(box) and not shapely.intersects(box, against).any():
                taken.append(box)
                _write(axes, name, spot, angle)
                written.add(name.text)
                break
    return len(written)


def screen_zoom(scale: int) -> float:
    """Return the web-map zoom of a paper scale, one more for the finer print."""
    return math.log2(559_082_264 * math.cos(math.radians(28.6)) / scale) + 1


def _names(layers: tuple[SheetLayer, ...], scale: int, factor: float) -> Iterator[Name]:
    zoom = screen_zoom(scale)
    for layer in sorted(layers, key=lambda each: _RANKS.get(each.spec.layer_id, 5)):
        if layer.spec.label_zoom is None or layer.spec.label_zoom > zoom:
            continue
        shown = to_metric(placed(layer.frame_ll))
        size = _SIZES.get(layer.spec.layer_id, 6.8) * factor
        for words, shape in zip(names_of(shown, layer.spec), shown.geometry, strict=True):
            yield Name(words, layer.spec.layer_id, size, shape)


def _markers(layers: tuple[SheetLayer, ...]) -> Iterator[shapely.Point]:
    for layer in layers:
        shapes = to_metric(placed(layer.frame_ll)).geometry
        yield from (shape for shape in shapes if shape.geom_type == "Point")


def _symbol_box(point: shapely.Point, scale: int) -> shapely.Polygon:
    half = ground_m(1.3, scale)
    return shapely.box(point.x - half, point.y - half, point.x + half, point.y + half)


def _spots(name: Name, scale: int) -> Iterator[tuple[shapely.Point, float]]:
    if name.shape.geom_type == "Point":
        yield from ((spot, 0.0) for spot in _around(name, scale))
    elif "Line" in name.shape.geom_type:
        yield from _along(name.shape)
    else:
        spot, _ = anchor(name.shape)
        for step in (0, 3, -3, 6, -6, 10, -10):
            yield shapely.Point(spot.x, spot.y + ground_m(step, scale)), 0.0
        for x, y in product((8, -8, 14, -14), (0, 4, -4, 8, -8, 12, -12, 16, -16)):
            aside = shapely.Point(spot.x + ground_m(x, scale), spot.y + ground_m(y, scale))
            if name.shape.contains(_box(name, aside, 0.0, scale)):
                yield aside, 0.0


def _around(name: Name, scale: int) -> Iterator[shapely.Point]:
    height = name.size / PT_PER_MM
    wide = width_em(name.text) * height / 2 + 2.2
    tall = height / 2 + 2.0
    for x, y in ((0, -tall), (wide, 0), (-wide, 0), (0, tall), (wide, tall), (-wide, tall),
                 (wide, -tall), (-wide, -tall)):  # fmt: skip
        yield shapely.Point(name.shape.x + ground_m(x, scale), name.shape.y + ground_m(y, scale))


def _along(shape: shapely.Geometry) -> Iterator[tuple[shapely.Point, float]]:
    part = max(shapely.get_parts(shape), key=lambda each: each.length)
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        before, spot, after = (
            part.interpolate(share + shift, normalized=True) for shift in (-0.04, 0, 0.04)
        )
        angle = math.degrees(math.atan2(after.y - before.y, after.x - before.x))
        yield spot, (angle + 90) % 180 - 90


def _box(name: Name, spot: shapely.Point, angle: float, scale: int) -> shapely.Polygon:
    height = name.size / PT_PER_MM * 1.15
    half_wide = ground_m(width_em(name.text) * height / 2 + 0.4, scale)
    half_tall = ground_m(height / 2 + 0.3, scale)
    box = shapely.box(
        spot.x - half_wide, spot.y - half_tall, spot.x + half_wide, spot.y + half_tall
    )
    return rotate(box, angle, origin=spot)


def _write(axes: Axes, name: Name, spot: shapely.Point, angle: float) -> None:
    put_text(
        axes,
        (spot.x, spot.y),
        name.text,
        name.size,
        color=_COLOURS.get(name.layer_id, INK),
        rotation=angle,
        rotation_mode="anchor",
        ha="center",
        va="center",
        zorder=8,
        halo=True,
    )


def name_rings(axes: Axes, rings_ll: GeoDataFrame, field: shapely.Polygon) -> None:
    """Write its radius where each ring stands farthest north in the field."""
    rings_m = to_metric(rings_ll)
    west, _, east, _ = field.bounds
    room = field.buffer(-(east - west) / 50)
    for radius, shape in zip(rings_m["radius_m"], rings_m.geometry, strict=True):
        places = shapely.get_coordinates(shape)
        inside = places[shapely.contains_xy(room, places)]
        if len(inside):
            top = max(inside.tolist(), key=lambda place: place[1])
            put_text(axes, (top[0], top[1]), f"{radius:g} 米", 6.2, color="#1f4f9f", ha="center",
                     va="center", zorder=7, halo=True)  # fmt: skip
