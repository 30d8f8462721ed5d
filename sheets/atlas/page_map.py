"""The map of an atlas page: a quiet background, what the page is about, what it reaches."""

from dataclasses import replace
from typing import NamedTuple

import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes

from geo.crs import LONLAT
from layers.palettes import MONO
from layers.spec import LayerSpec, Symbol
from sheets.apart import set_apart
from sheets.atlas.emphasis import draw_halo
from sheets.atlas.model import FOCUS, REACHED, Disc, Page
from sheets.canvas import Canvas, fitting_pt, put_text
from sheets.furniture import north_box
from sheets.ground import Ground
from sheets.legend import Entry, entries_of
from sheets.names import write_names
from sheets.paper import Box, Layout
from sheets.publishing import publishable
from sheets.request import SheetLayer, SheetRequest
from sheets.ring_names import RingInk, name_rings, ring_layer
from sheets.symbols import Look, draw, symbol_factor

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
    def look(self) -> Look:
        """How symbols are drawn."""
        return Look(self.request.palette, symbol_factor(self.parts.factor))


def scene_of(request: SheetRequest, page: Page, ground: Ground, parts: Layout) -> Scene:
    """Return what is to be drawn; on a public sheet as `publishable` lets it be."""
    hidden = dict(page.hidden)
    quiet = tuple(_without(layer, hidden.get(layer.spec.layer_id, ())) for layer in request.layers)
    own = tuple(layer.sheet_layer() for layer in page.layers)
    shown = publishable(replace(request, layers=(*own, *quiet)))
    spread = set_apart(shown, ground.scale, symbol_factor(parts.factor))
    count = len(own)
    return Scene(
        page, request, ground, parts, spread.layers[count:], spread.layers[:count], spread.moved
    )


def draw_page_map(canvas: Canvas, scene: Scene) -> None:
    """Draw the map into its field."""
    parts, look = scene.parts, scene.look
    axes = canvas.field(parts.map, scene.ground.field)
    for layer in sorted(scene.background, key=lambda each: each.plane):
        draw(axes, layer, look)
    taken = [north_box(parts.map, parts.factor), *_draw_rings(axes, scene)]
    for layer in scene.own:
        if layer.spec.layer_id == FOCUS:
            draw_halo(axes, layer, look.palette, look.factor)
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
    own = entries_of(scene.own, field, rings)
    doubt = [_doubt_entry(page)] if page.doubt is not None else []
    return [*own, *doubt, *entries_of(scene.background, field, "")]


def _doubt_entry(page: Page) -> Entry:
    metres = f"{page.doubt.radius_m:,.0f}" if page.doubt else ""
    words = f"位置误差范围（±{metres} 米）"
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
