"""The scene of one run: layers, rings and what is selected, bottom to top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import shapely
from geopandas import GeoDataFrame

from geo.crs import to_lonlat, to_metric
from geo.plan_data import PlanData
from layers import drawing_order
from layers.backgrounds import background
from layers.drawable import items_of_feature
from layers.imported import FRAME
from layers.items import Item, items_of, script_json
from layers.point_cloud import PointCloud
from layers.spec import LayerSpec, Symbol
from layers.styles import Style, palette, styles_of
from layers.web_map import Drawing, scene
from views import points_route, selected_feature
from views.ledger import compared
from views.map_choices import MapChoices
from views.placing import map_edit, scan
from views.state.plan_map import FLIGHT

_RING = LayerSpec("rings", "缓冲圈", "", "area", (Symbol("", "缓冲圈", "ring"),), fill_opacity=0.1)
_MOST_NAMED = 12
"""Rings up to which each carries its radius on the map."""

Items = Mapping[str, Sequence[Item]]


def make(plan: PlanData, items: Items, choices: MapChoices, rings: GeoDataFrame | None) -> str:
    """Return the scene as text."""
    colours = palette(choices.palette)
    drawings = [
        _drawing(
            spec,
            choices.pick(spec, items[spec.layer_id]),
            styles_of(spec, colours, choices.opacity(spec.layer_id)),
        )
        for spec in drawing_order(choices.shown())
    ]
    if rings is not None:
        drawings.append(_ring_drawing(rings, styles_of(_RING, colours, 1.0)))
    drawings += _selected(plan, items, colours["select"])
    drawings += compared.drawings(colours["select"])
    west, south, east, north = plan.boundary.total_bounds
    centre = (float(west + east) / 2, float(south + north) / 2)
    ground = background(choices.background, choices.key, centre)
    return scene(drawings, ground, FLIGHT.get().command, map_edit.command(), scan.command())


def _drawing(spec: LayerSpec, items: Sequence[Item], styles: list[Style]) -> Drawing:
    source = ""
    if isinstance(items, PointCloud):
        source = points_route.offer(items, spec.frame.removeprefix(FRAME))
    return Drawing(items, styles, source=source)


def _ring_drawing(rings_m: GeoDataFrame, styles: list[Style]) -> Drawing:
    named = to_lonlat(rings_m).assign(name=[f"{radius:g} 米" for radius in rings_m["radius_m"]])
    largest_first = named.sort_values("radius_m", ascending=False)
    items = items_of(largest_first, _RING)
    if len(items) <= _MOST_NAMED:
        tops = [_top(shape) for shape in largest_first.geometry]
        named_rings = zip(items, tops, largest_first["name"], strict=True)
        items = tuple(replace(item, label=_label(at, words)) for item, at, words in named_rings)
    return Drawing(items, styles, interactive=False)


def _top(shape: shapely.Geometry) -> list[float]:
    lon, lat = max(shapely.get_coordinates(shape).tolist(), key=lambda place: place[1])
    return [round(lon, 6), round(lat, 6)]


def _label(at: list[float], words: str) -> str:
    return script_json({"text": words, "at": at, "angle": 0, "kind": "ring", "zoom": 0, "rank": 1})


def _selected(plan: PlanData, items: Items, colour: str) -> list[Drawing]:
    chosen = selected_feature.current(plan)
    if chosen is None:
        return []
    picked = items_of_feature(items[chosen.spec.layer_id], chosen.feature_id)
    halo: Style = {"color": colour, "weight": 4, "opacity": 0.85, "fill": False, "radius": 14}
    halos = [halo] * (1 + max((item.symbol for item in picked), default=0))
    return [
        _doubt(selected_feature.row_of(plan, chosen), colour),
        Drawing(picked, halos, interactive=False),
    ]


def _doubt(frame: GeoDataFrame, colour: str) -> Drawing:
    """Circle around a point within which the place truly lies, by its `accuracy_m`."""
    points = to_metric(frame[(frame.geom_type == "Point") & frame["accuracy_m"].notna()])
    circles = points.set_geometry(points.buffer(points["accuracy_m"], quad_segs=32))
    dashed: Style = {"color": colour, "weight": 1.5, "dashArray": "4 5", "fill": False}
    named = to_lonlat(circles.assign(name=""))
    return Drawing(items_of(named, _RING), [dashed], interactive=False)
