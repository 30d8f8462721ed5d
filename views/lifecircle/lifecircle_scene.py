"""The scene of the page 生活圈: backdrop, areas, services, estates, proposals, bottom to top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geopandas import GeoDataFrame

from geo.crs import to_lonlat
from geo.district import Shape
from geo.lifecircle.imported import ORIGIN
from layers import LAYERS, lifecircle
from layers.drawable import items_of_feature
from layers.items import Item, items_of
from layers.spec import LayerSpec, Symbol
from layers.styles import Style, palette, styles_of
from layers.web_map import Drawing, scene
from views import cache
from views.lifecircle import areas
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.state.lifecircle import FLIGHT, PICKED, SITES
from views.state.plan_map import PALETTE

_MANY, _SMALL = 1_500, 0.35
"""Demand points from which on they are drawn at this share of their size."""

_FAINT = 0.35
"""Opacity of the backdrop's zones: they must not outshout the answer."""

_MARKS: tuple[tuple[Shape, float], ...] = (("hexagon", 6.5), ("triangle", 6.5), ("cross", 6.5))
"""Marks of services that a planner brought, a layer each, and their size in pixels."""

_CLICKED = ("served", "services", "sites")
"""Layers whose features can be selected."""

Shown = dict[LayerSpec, Sequence[Item]]


def make(answer: LifeCircleAnswer) -> tuple[str, Shown]:
    """Return the scene and, for the legend, what is in it by layer."""
    colours = palette(PALETTE.get())
    shown = _backdrop() | _drawn(answer)
    drawings = [
        Drawing(
            items,
            styles_of(spec, colours, _FAINT if spec.role == "zones" else 1.0),
            interactive=spec.layer_id in _CLICKED,
        )
        for spec, items in shown.items()
    ]
    drawings += _picked(shown, colours)
    return scene(drawings, None, FLIGHT.get().command), _told(shown)


def _told(shown: Shown) -> Shown:
    """What the legend tells, the answer first; zones carry their names on the map."""
    told = [
        spec
        for spec in shown
        if spec.role not in ("zones", "base") and spec is not lifecircle.BELONGING
    ]
    return {spec: shown[spec] for spec in sorted(told, key=_rank)}


def _rank(spec: LayerSpec) -> int:
    order = ("served", "services", "sites", "reached")
    return order.index(spec.layer_id) if spec.layer_id in order else len(order)


def _backdrop() -> Shown:
    items = cache.items()
    return {spec: items[spec.layer_id] for spec in LAYERS if spec.role in lifecircle.BACKDROP}


def _drawn(answer: LifeCircleAnswer) -> Shown:
    """Areas below, then services, estates and proposed sites."""
    frames: dict[LayerSpec, GeoDataFrame | None] = {
        lifecircle.NETWORK: areas.network_ll(answer.settings.ways),
        lifecircle.REACHED: areas.reached(answer),
        lifecircle.BELONGING: areas.belonging(answer),
        lifecircle.RINGS: areas.rings(answer),
    }
    if answer.rule is not None:
        services = to_lonlat(answer.services())
        frames[services_spec(services)] = services
    points = answer.points_ll()
    frames[points_spec(answer, len(points))] = points
    sites = SITES.get()
    if sites:
        frames[lifecircle.SITES] = areas.sites_ll(sites)
    return {spec: items_of(frame, spec, 1) for spec, frame in frames.items() if frame is not None}


def services_spec(services: GeoDataFrame) -> LayerSpec:
    """How services are drawn: those of each imported layer apart, under its title."""
    origins = services["origin"].astype(str)
    own = [each for each in origins.unique() if each.startswith(ORIGIN)]
    marks = [
        Symbol(origin, f"设施（{origin}）", "hue.pink", *_MARKS[turn % len(_MARKS)])
        for turn, origin in enumerate(own)
    ]
    return replace(lifecircle.SERVICES, symbols=(*marks, *lifecircle.SERVICES.symbols))


def points_spec(answer: LifeCircleAnswer, count: int) -> LayerSpec:
    """How demand points are drawn: many of them small, in the words of what they are."""
    spec = lifecircle.LACKING if answer.rule is None else lifecircle.SERVED
    share = _SMALL if count > _MANY else 1.0
    symbols = tuple(
        replace(
            symbol,
            size=symbol.size * share,
            width=symbol.width * share,
            title=symbol.title.replace("小区", answer.demand_label),
        )
        for symbol in spec.symbols
    )
    return replace(spec, symbols=symbols, title=answer.demand_label)


def _picked(shown: Shown, colours: Mapping[str, str]) -> list[Drawing]:
    """Ring around what is selected."""
    layer_id, _, feature_id = PICKED.get().partition(":")
    ring: Style = {
        "radius": 12.0,
        "color": colours["select"],
        "weight": 3.0,
        "fill": False,
        "shape": "circle",
    }
    return [
        Drawing(picked, [ring] * len(spec.symbols), interactive=False)
        for spec, items in shown.items()
        if spec.layer_id == layer_id and (picked := items_of_feature(items, feature_id))
    ]
