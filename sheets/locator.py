"""The inset that shows which part of the whole a map draws."""

import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from shapely.plotting import patch_from_polygon

from layers.spec import LayerSpec, Role, Symbol
from sheets.canvas import INK, Canvas
from sheets.map_extent import Ground
from sheets.paper import Box
from sheets.publishing import hides_outline
from sheets.request import SheetLayer, SheetRequest

_LAND, _EDGE = "#ececec", "#8f8f8f"
_ROLES: tuple[Role, ...] = ("zones", "boundary")
_WHOLE = LayerSpec("whole", "全域", "", "area", (Symbol("", "全域", "ring"),))


def whole_of(request: SheetRequest, ground: Ground) -> GeoDataFrame | None:
    """Return what the inset shows (METRIC), None where there is nothing or the map shows it all.

    On a public sheet without 审图号 the shapes are drawn apart with round corners, as on its map.
    """
    layer = _drawn(request) if request.locator is None else _layer(request, request.locator)
    if layer is None or layer.frame.empty:
        return None
    whole_m = layer.apart_m if hides_outline(request) else layer.placed_m
    return None if _holds(ground, whole_m) else whole_m


def _holds(ground: Ground, whole_m: GeoDataFrame) -> bool:
    west, south, east, north = ground.field.bounds
    left, low, right, high = whole_m.total_bounds
    return bool(west <= left and south <= low and right <= east and high <= north)


def draw_locator(
    canvas: Canvas, box: Box, whole_m: GeoDataFrame, ground: Ground, factor: float
) -> None:
    """Draw the whole into a box and the part that the map shows as a rectangle."""
    canvas.line_box(box, 0.6, "white")
    head = 6.0 * factor
    at = (box.x + box.width / 2, box.y + box.height - head / 2 - 0.4 * factor)
    canvas.write(at, "区位示意", 7.6 * factor, ha="center", va="center")
    inner = Box(box.x, box.y, box.width, box.height - head + 2 * factor).inset(2 * factor)
    axes = canvas.axes(inner)
    _frame(axes, inner, whole_m)
    for part in whole_m.geometry.explode(index_parts=False):
        axes.add_artist(patch_from_polygon(part, fc=_LAND, ec=_EDGE, lw=0.5))
    west, south, east, north = shapely.box(*_around(whole_m)).intersection(ground.field).bounds
    here = Rectangle((west, south), east - west, north - south, zorder=3)
    here.set(facecolor=f"{INK}1c", edgecolor=INK, linewidth=1.3)
    axes.add_artist(here)


def _drawn(request: SheetRequest) -> SheetLayer | None:
    """Zones or outline among the layers, zones first."""
    layers = {layer.spec.role: layer for layer in request.layers}
    found = [layers[name] for name in _ROLES if name in layers and len(layers[name].frame)]
    return found[0] if found else None


def _layer(request: SheetRequest, whole: GeoDataFrame) -> SheetLayer:
    """Return the layer that draws the whole anyway, else one of it alone."""
    same = (each for each in request.layers if _is_same(each.frame, whole))
    return next(same, SheetLayer(_WHOLE, whole))


def _is_same(one: GeoDataFrame, other: GeoDataFrame) -> bool:
    """Whether two frames have the same shapes, as after travelling to a child twice."""
    if one is other:
        return True
    if len(one) != len(other) or one.crs != other.crs:
        return False
    return bool(shapely.equals_exact(one.geometry.array, other.geometry.array).all())


def _around(whole_m: GeoDataFrame) -> tuple[float, float, float, float]:
    """Bounds of the whole with a little ground around it."""
    west, south, east, north = whole_m.total_bounds
    more = 0.04 * max(east - west, north - south)
    return west - more, south - more, east + more, north + more


def _frame(axes: Axes, box: Box, whole_m: GeoDataFrame) -> None:
    """Fit the whole into a box, as wide as it is tall on the ground."""
    west, south, east, north = _around(whole_m)
    per_mm = max((east - west) / box.width, (north - south) / box.height) * 1.02
    x, y = (west + east) / 2, (south + north) / 2
    axes.set_xlim(x - box.width * per_mm / 2, x + box.width * per_mm / 2)
    axes.set_ylim(y - box.height * per_mm / 2, y + box.height * per_mm / 2)
    axes.patch.set_alpha(0)
    axes.set_zorder(6)
