"""Names on the sheet: each where it hides least, none over another, along its line."""

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes

from geo.district import DISTRICT
from layers.features import names_of, symbols_of
from layers.spec import Role
from layers.variants import variants_of
from sheets.canvas import INK, SOFT
from sheets.fonts import writable
from sheets.hatches import is_own
from sheets.labels.candidates import LabelCandidate, Name, Spots, around, within
from sheets.labels.collision import Floats, Rects, Room
from sheets.labels.curved import along
from sheets.labels.drawing import Written, write
from sheets.map_extent import Ground
from sheets.paper import PT_PER_MM, Box
from sheets.request import SheetLayer
from sheets.symbols import PT_PER_PX, symbol_factor

_COLOURS: Mapping[Role, str] = {"zones": "#2c2c2c", "base": SOFT}
_MOST = 5.0
"""What a name that only helps to find one's way may cost: it does not cover the plan's lines."""

_CROSSED = 2.0
"""A leader that crosses a line leads the eye astray."""

_OVER_NAME = 6.0
"""A leader that begins below another name is the last resort."""

_LATITUDE = sum(DISTRICT.place.latitude) / 2

_FINER = 1.5
"""Zooms by which print holds more than a screen: 1:20 000 names what zoom 16 does."""

_MOST_TRIED = 300
"""Names of a layer that are tried; the sheet has no room for more."""

_MOST_INKED = 1_000
"""Shapes of a layer that are inked one by one; of more, each line counts once where they meet."""

_INK = {"area": 0.5, "reference": 0.25, "line": 1.0, "point": 0.5}
"""Weight of a millimetre of line under a name, by plane: a name avoids the plan's own lines."""


def write_names(
    axes: Axes,
    layers: tuple[SheetLayer, ...],
    ground: Ground,
    kept_free: Iterable[Box],
    factor: float,
) -> None:
    """Write the names that have room, the more important first, each once.

    Parameters
    ----------
    axes
        In METRIC metres.
    layers
        Those drawn.
    ground
        Under the map field; a name stands wholly inside.
    kept_free
        What else stands in the field, millimetres from its lower left corner.
    factor
        Of text sizes, 1 on A4.
    """
    room = _room(layers, ground, kept_free, factor)
    written: dict[str, Written] = {}
    for name in _names(layers, ground, factor):
        if name.text not in written:
            spot = _cheapest(name, room)
            if spot is not None:
                _take(room, spot)
                written[name.text] = Written(name, spot, _COLOURS.get(name.role, INK))
    write(axes, ground, written.values(), factor)


def screen_zoom(scale: int) -> float:
    """Return the web-map zoom of a paper scale, more for the finer print."""
    return math.log2(559_082_264 * math.cos(math.radians(_LATITUDE)) / scale) + _FINER


def _names(layers: tuple[SheetLayer, ...], ground: Ground, factor: float) -> Iterator[Name]:
    zoom = screen_zoom(ground.scale)
    for layer in sorted(layers, key=lambda each: each.spec.rank):
        if layer.spec.label_zoom is not None and layer.spec.label_zoom <= zoom:
            yield from _of_layer(layer, ground, factor)


def _of_layer(layer: SheetLayer, ground: Ground, factor: float) -> Iterator[Name]:
    spec = layer.spec
    shown = _largest(layer.shown_m(ground.field))
    size = spec.label_pt * factor
    shapes = shown.geometry.to_numpy()
    seen = ground.on_paper(shapely.intersection(shapes, ground.field))
    are_points = shapely.get_type_id(shapes) == 0
    rows = zip(names_of(shown, spec), symbols_of(shown, spec), seen, are_points, strict=True)
    for words, symbol, shape, is_point in rows:
        text = " ".join((writable(words) if is_own(spec) else words).split())
        half = (symbol.size if is_point else symbol.width / 2) * PT_PER_PX
        radius = half * symbol_factor(factor) / PT_PER_MM
        if text:
            yield Name(text, spec.role, size, shape, radius, spec.plane == "reference")


def _largest(shown: GeoDataFrame) -> GeoDataFrame:
    """Return the features whose names are tried: the great ones of very many."""
    if len(shown) <= _MOST_TRIED:
        return shown
    sides = shown.geometry.bounds
    extent = (sides["maxx"] - sides["minx"]) + (sides["maxy"] - sides["miny"])
    return shown.iloc[(-extent.to_numpy()).argsort(kind="stable")[:_MOST_TRIED]]


def _room(
    layers: tuple[SheetLayer, ...], ground: Ground, kept_free: Iterable[Box], factor: float
) -> Room:
    """Return the field with what is drawn in it."""
    west, south, east, north = ground.on_paper(ground.field).bounds
    room = Room((east - west, north - south))
    for box in kept_free:
        room.take(np.array([[box.x, box.y, box.x + box.width, box.y + box.height]]))
    for layer in layers:
        _put(room, layer, ground, symbol_factor(factor))
    return room


def _put(room: Room, layer: SheetLayer, ground: Ground, factor: float) -> None:
    """Take what marks cover and put the ink of lines, as far as it lies in the field."""
    shapes = ground.on_paper(layer.shown_m(ground.field).geometry.to_numpy())
    are_points = shapely.get_type_id(shapes) == 0
    places = shapely.get_coordinates(shapes[are_points])
    half = _mark_mm(layer) * factor
    room.take(np.hstack([places - half, places + half]), marks=True)
    for shape in shapes[~are_points][:_MOST_INKED]:
        room.draw(shape, _INK[layer.spec.plane])
    room.draw(shapes[~are_points][_MOST_INKED:], _INK[layer.spec.plane])


def _mark_mm(layer: SheetLayer) -> float:
    """Width of the largest mark; drafts, which are larger, count where there are any."""
    symbols = layer.spec.symbols
    told = any(symbol.variant for symbol in symbols) and any(variants_of(layer.frame))
    largest = max(symbol.size for symbol in symbols if told or not symbol.variant)
    return 0.9 * largest * PT_PER_PX / PT_PER_MM


def _cheapest(name: Name, room: Room) -> LabelCandidate | None:
    """Return the best free place; a name of an area may cover marks if it must."""
    tries = (_best(name, room, marks=marks) for marks in (True, False))
    return next(tries) or (next(tries) if name.role == "zones" else None)


def _best(name: Name, room: Room, *, marks: bool) -> LabelCandidate | None:
    least, best = _MOST if name.upon else math.inf, None
    for spots in _spots(name):
        if spots.costs.min() >= least:
            break
        cost, place = _least(spots, room, least, marks=marks)
        if cost < least:
            least, best = cost, (spots, place)
    return best and best[0].at(best[1])


def _least(spots: Spots, room: Room, most: float, *, marks: bool) -> tuple[float, int]:
    """Return what the cheapest free place costs, `most` where all cost more, and which it is.

    Whether a place is free is asked last: of few, for the cheapest are asked first.
    """
    costs = (spots.costs + room.ink(spots.rects)).tolist()
    best = (most, -1)
    for place in np.argsort(costs, kind="stable").tolist():
        if costs[place] > best[0]:
            break
        if room.free(spots.rects[place], marks=marks):
            led = 0.0 if spots.leaders is None else _leader_cost(spots.leaders[place], room)
            best = min(best, (costs[place] + led, place))
    return best


def _leader_cost(leader: Floats, room: Room) -> float:
    """Return what a leader costs by what it crosses, infinitely much where it has no room."""
    dots = _dots(leader)
    if not room.free(dots):
        return math.inf
    over = 0.0 if room.free(_dots(leader, 0.0), marks=False) else _OVER_NAME
    return _CROSSED * float(room.ink(dots)) + over


def _spots(name: Name) -> Iterator[Spots]:
    """Yield where a name may stand; a feature of many points is named at its first."""
    kind = name.shape.geom_type
    if name.shape.is_empty:
        return iter(())
    if kind.endswith("Point"):
        return around(name._replace(shape=shapely.get_parts(name.shape)[0]))
    if kind.endswith("Polygon"):
        return within(name)
    return along(name) if kind.endswith("LineString") else iter(())


def _take(room: Room, spot: LabelCandidate) -> None:
    room.take(spot.rects)
    if spot.leader:
        room.take(_dots(np.array(spot.leader)))


def _dots(leader: Floats, first: float = 0.3) -> Rects:
    """Cells under a leader from a share of it on; its beginning may lie on marks."""
    start, ray = leader[0], leader[1] - leader[0]
    shares = np.linspace(first, 1, max(2, int(math.hypot(*ray) * 4)))[:, None]
    places = start + shares * ray
    return np.hstack([places - 0.2, places + 0.2])
