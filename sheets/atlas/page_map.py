"""The map of an atlas page: a quiet background, what it reaches, what it is about, lifted off."""

from dataclasses import replace
from typing import Any, NamedTuple

import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from shapely.plotting import patch_from_polygon

from geo.crs import LONLAT
from layers.palettes import MONO, PALETTES
from layers.spec import LayerSpec, Symbol
from sheets.atlas.model import FOCUS, REACHED, Disc, Page
from sheets.canvas import Canvas, fitting_pt, put_text
from sheets.labels.buffer_radii import RingInk, name_rings, ring_layer
from sheets.labels.placement import write_names
from sheets.legend import entries_of
from sheets.legend_grid import Entry
from sheets.map_elements import north_box
from sheets.map_extent import Ground
from sheets.marker_displacement import set_apart
from sheets.paper import Box, Layout
from sheets.publishing import publishable
from sheets.request import SheetLayer, SheetRequest
from sheets.symbols import EDGE, SymbolLook, draw, symbol_factor

_GLOW = "#ffd54a"
_GLOW_MONO = "#cfcfcf"
_DOUBT = LayerSpec(
    "doubt", "位置误差范围", "", "area",
    (Symbol("", "位置误差范围", "select", dash="5 4", width=1.4),), fill_opacity=0.05,
)  # fmt: skip


class Scene(NamedTuple):
    """A page ready to be drawn: background quieted, own layers on top."""

    page: Page
    request: SheetRequest
    ground: Ground
    parts: Layout
    background: tuple[SheetLayer, ...]
    own: tuple[SheetLayer, ...]
    moved: int

    @property
    def look(self) -> SymbolLook:
        """How symbols are drawn."""
        return SymbolLook(self.request.palette, symbol_factor(self.parts.factor))


def scene_of(request: SheetRequest, page: Page, ground: Ground, parts: Layout) -> Scene:
    """Return what is to be drawn; on a public sheet as `publishable` lets it be."""
    hidden = dict(page.hidden)
    quiet = tuple(_without(layer, hidden.get(layer.spec.layer_id, ())) for layer in request.layers)
    own = tuple(layer.sheet_layer() for layer in page.layers)
    shown = publishable(replace(request, layers=(*own, *quiet)))
    apart, moved = set_apart(shown, ground.scale, symbol_factor(parts.factor))
    count = len(own)
    return Scene(page, request, ground, parts, apart[count:], apart[:count], moved)


def draw_page_map(canvas: Canvas, scene: Scene) -> None:
    """Draw the map into its field."""
    parts, look = scene.parts, scene.look
    axes = canvas.field(parts.map, scene.ground.field)
    for layer in sorted(scene.background, key=lambda each: each.plane):
        draw(axes, layer, look)
    taken = [north_box(parts.map, parts.factor), *_draw_rings(axes, scene)]
    for layer in scene.own:
        if layer.spec.layer_id == FOCUS:
            _draw_halo(axes, layer, look.palette, look.factor)
    for layer in sorted(scene.own, key=lambda each: each.plane):
        draw(axes, layer, look)
        if layer.spec.layer_id == REACHED:
            _number(axes, layer, scene)
    banner = _draw_banner(canvas, scene)
    taken += [banner] if banner else []
    write_names(axes, (*scene.own, *scene.background), scene.ground, taken, parts.factor)


def legend_lines(scene: Scene) -> list[Entry]:
    """Return the legend: what the page is about first."""
    page, field = scene.page, scene.ground.field
    rings = page.rings_title if page.rings else ""
    told = tuple(layer for layer in scene.background if layer.spec.theme)
    own = entries_of((*scene.own, *told), field, rings)
    rest = tuple(layer for layer in scene.background if not layer.spec.theme)
    doubt = [_doubt_entry(page.doubt)] if page.doubt is not None else []
    return [*own, *doubt, *entries_of(rest, field, "")]


def _doubt_entry(doubt: Disc) -> Entry:
    words = f"位置误差范围（±{doubt.radius_m:,.0f} 米）"
    return Entry(words, None, replace(_DOUBT.symbols[0], title=words), "LineString")


def _without(layer: SheetLayer, hidden: tuple[str, ...]) -> SheetLayer:
    """Return a layer without the features that a page draws by itself."""
    if not hidden:
        return layer
    drawn = layer.frame.index.astype(str).isin(hidden)
    return replace(layer, frame=layer.frame[~drawn])


def _draw_rings(axes: Axes, scene: Scene) -> tuple[Box, ...]:
    """Draw reaches and doubt; return what the words on them take."""
    page, look = scene.page, scene.look
    if page.doubt is not None:
        draw(axes, SheetLayer(_DOUBT, _discs((page.doubt,))), look)
    if not page.rings:
        return ()
    rings = ring_layer(_discs(page.rings), 0.06)
    draw(axes, rings, look)
    ink = RingInk(look.palette, scene.parts.factor, scene.own)
    return name_rings(axes, rings.placed_m, scene.ground, ink)


def _discs(discs: tuple[Disc, ...]) -> GeoDataFrame:
    radii = [disc.radius_m for disc in discs]
    shapes = shapely.from_wkt([disc.wkt for disc in discs])
    return GeoDataFrame({"radius_m": radii}, geometry=shapes, crs=LONLAT)


def _number(axes: Axes, layer: SheetLayer, scene: Scene) -> None:
    """Write into each mark the number under which the list holds it."""
    for number, place in enumerate(layer.placed_m.geometry, start=1):
        put_text(axes, (place.x, place.y), str(number), 5.2 * scene.parts.factor, color="white",
                 ha="center", va="center_baseline", zorder=6.5, clip_on=True)  # fmt: skip


def _draw_banner(canvas: Canvas, scene: Scene) -> Box | None:
    """Write the page's banner across the top of its map."""
    words, field, factor = scene.page.banner, scene.parts.map, scene.parts.factor
    if not words:
        return None
    tall = 9 * factor
    box = Box(field.x + 4 * factor, field.y + field.height - tall - 4 * factor,
              field.width - 26 * factor, tall)  # fmt: skip
    canvas.line_box(box, 1.0, "#fff6d6" if scene.request.palette != MONO else "white")
    size = fitting_pt(words, 9.5 * factor, box.width - 4)
    canvas.write((box.x + box.width / 2, box.y + tall / 2), words, size, ha="center", va="center")
    return box._replace(x=box.x - field.x, y=box.y - field.y)


def _draw_halo(axes: Axes, layer: SheetLayer, palette: str, factor: float) -> None:
    """Draw what lifts the features of a layer, below their symbols."""
    glow = _GLOW_MONO if palette == MONO else _GLOW
    ink = PALETTES[palette]["select"]
    for part in shapely.get_parts(layer.placed_m.geometry.to_numpy()):
        if part.geom_type == "Point":
            _around_point(axes, part, (glow, ink), factor)
        elif part.geom_type == "LineString":
            _below_line(axes, part, glow, factor)
        else:
            axes.add_artist(_around_area(part, glow, factor))


def _around_point(
    axes: Axes, point: shapely.Point, colours: tuple[str, str], factor: float
) -> None:
    glow, ink = colours
    disc: dict[str, Any] = {"mfc": glow, "mec": EDGE, "mew": 0.4, "alpha": 0.75, "zorder": 5.5}
    ring: dict[str, Any] = {"mfc": "none", "mec": ink, "mew": 1.3 * factor, "zorder": 5.6}
    for size, looks in ((25, disc), (29, ring)):
        dot = Line2D([point.x], [point.y], marker="o", ls="none", ms=size * factor, **looks)
        axes.add_artist(dot)


def _below_line(axes: Axes, line: shapely.LineString, glow: str, factor: float) -> None:
    coordinates = [shapely.get_coordinates(line)]
    for width, colour, alpha in ((12.5, EDGE, 0.55), (11.5, glow, 1.0)):
        axes.add_artist(
            LineCollection(coordinates, colors=colour, linewidths=width * factor, alpha=alpha,
                           capstyle="round", joinstyle="round", zorder=4.6)
        )  # fmt: skip


def _around_area(part: shapely.Polygon, glow: str, factor: float) -> PathPatch:
    return patch_from_polygon(part, fc="none", ec=glow, lw=6.5 * factor, alpha=0.9, zorder=3.9)
