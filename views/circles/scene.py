"""The scene of the page 生活圈: backdrop, areas, services, estates, proposals, bottom to top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geopandas import GeoDataFrame

from geo.crs import to_lonlat
from geo.district import Shape
from geo.lifecircle.imported import ORIGIN
from layers import LAYERS
from layers.circles import (
    BACKDROP,
    BELONGING,
    LACKING,
    NETWORK,
    REACHED,
    RINGS,
    SERVED,
    SERVICES,
    SITES,
)
from layers.items import Item, items_of
from layers.spec import LayerSpec, Symbol
from layers.styles import Style, palette, styles_of
from layers.web_map import Drawing, scene
from views import cache
from views.circles import areas
from views.circles.answer import Answer
from views.state.lifecircle import FLIGHT, PICKED
from views.state.lifecircle import SITES as FOUND
from views.state.plan_map import PALETTE

_MANY, _SMALL = 1_500, 0.35
"""Demand points from which on they are drawn at this share of their size."""

_FAINT = 0.35
"""Opacity of the backdrop's zones: they must not outshout the answer."""

_MARKS: tuple[tuple[Shape, float], ...] = (("hexagon", 6.5), ("triangle", 6.5), ("cross", 6.5))
"""Marks of services that a planner brought, a layer each, and their size in pixels."""

Shown = dict[LayerSpec, Sequence[Item]]


def make(answer: Answer) -> tuple[str, Shown]:
    """Return the scene and, for the legend, what is in it by layer."""
    colours = palette(PALETTE.get())
    shown = _backdrop() | _drawn(answer)
    drawings = [
        Drawing(items, styles_of(spec, colours, _opacity(spec)), interactive=_clickable(spec))
        for spec, items in shown.items()
    ]
    drawings += _picked(shown, colours)
    return scene(drawings, None, FLIGHT.get().command), _told(shown)


def _told(shown: Shown) -> Shown:
    """What the legend tells, the answer first; zones carry their names on the map."""
    told = [spec for spec in shown if spec.role not in ("zones", "base") and spec is not BELONGING]
    return {spec: shown[spec] for spec in sorted(told, key=_rank)}


def _rank(spec: LayerSpec) -> int:
    order = ("served", "services", "sites", "reached")
    return order.index(spec.layer_id) if spec.layer_id in order else len(order)


def _backdrop() -> Shown:
    items = cache.items()
    return {spec: items[spec.layer_id] for spec in LAYERS if spec.role in BACKDROP}


def _drawn(answer: Answer) -> Shown:
    """Areas below, then services, estates and proposed sites."""
    frames: dict[LayerSpec, GeoDataFrame] = {}
    paths = areas.network_ll(answer.settings.ways)
    if paths is not None:
        frames[NETWORK] = paths
    reached, belonging = areas.reached(answer), areas.belonging(answer)
    if reached is not None:
        frames[REACHED] = reached
    if belonging is not None:
        frames[BELONGING] = belonging
    rings = areas.rings(answer)
    if rings is not None:
        frames[RINGS] = rings
    if answer.rule is not None:
        services = to_lonlat(answer.services())
        frames[services_spec(services)] = services
    points = answer.points_ll()
    frames[points_spec(answer, len(points))] = points
    sites = FOUND.get()
    if sites:
        frames[SITES] = areas.sites_ll(sites)
    return {spec: items_of(frame, spec, 1) for spec, frame in frames.items()}


def services_spec(services: GeoDataFrame) -> LayerSpec:
    """How services are drawn: those of each imported layer apart, under its title."""
    origins = services["origin"].astype(str)
    own = [each for each in origins.unique() if each.startswith(ORIGIN)]
    marks = [
        Symbol(origin, f"设施（{origin}）", "hue.pink", *_MARKS[turn % len(_MARKS)])
        for turn, origin in enumerate(own)
    ]
    return replace(SERVICES, symbols=(*marks, *SERVICES.symbols))


def points_spec(answer: Answer, count: int) -> LayerSpec:
    """How demand points are drawn: many of them small, in the words of what they are."""
    spec = LACKING if answer.rule is None else SERVED
    share = _SMALL if count > _MANY else 1.0
    symbols = tuple(
        replace(
            symbol,
            size=symbol.size * share,
            width=symbol.width * share,
            title=symbol.title.replace("小区", answer.noun),
        )
        for symbol in spec.symbols
    )
    return replace(spec, symbols=symbols, title=answer.noun)


def _opacity(spec: LayerSpec) -> float:
    return _FAINT if spec.role == "zones" else 1.0


def _clickable(spec: LayerSpec) -> bool:
    return spec.layer_id in ("served", "services", "sites")


def _picked(shown: Shown, colours: Mapping[str, str]) -> list[Drawing]:
    """Ring around what is selected."""
    chosen = PICKED.get()
    for spec, items in shown.items():
        for item in items:
            if f"{spec.layer_id}:{item.feature_id}" == chosen:
                style: Style = {
                    "radius": 12.0,
                    "color": colours["select"],
                    "weight": 3.0,
                    "fill": False,
                    "shape": "circle",
                }
                return [Drawing([item], [style] * len(spec.symbols), interactive=False)]
    return []
