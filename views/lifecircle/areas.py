"""Areas on the map: what is reached, by which way of measuring, and which service is nearest."""

from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from geopandas import GeoDataFrame, points_from_xy

from geo.comparison import SideBySide, side_by_side
from geo.crs import LONLAT, METRIC, to_lonlat
from geo.lifecircle.question import DETOUR, NETWORK, STRAIGHT, OwnNetwork, Ways
from geo.network.service_areas import nearest_areas
from views.lifecircle import cached_analysis, picked_feature
from views.lifecircle.analysis_answer import LifeCircleAnswer, once
from views.state.lifecircle import AREAS, BELONG, COMPARE, DRAW_NETWORK, REACH, RING
from views.state.model import Key

_MOST_EDGES = 20_000
"""Edges that a browser still draws at once; a larger network is not drawn."""

_NAMES = {STRAIGHT: "直线", DETOUR: "绕行", NETWORK: "路网"}
"""Ways of measuring as the map names them."""


def reached(answer: LifeCircleAnswer) -> GeoDataFrame | None:
    """Areas within reach of any service of the chosen kind, EPSG:4326; None where not wanted."""
    if answer.rule is None or AREAS.get() not in (REACH, COMPARE):
        return None
    walks = cached_analysis.parts().has_network(answer.settings.ways.network)
    compared = walks and AREAS.get() == COMPARE
    drawn = versus(answer).areas_m if compared else reach_of(answer)
    named = [f"{row.model} {row.reach_m:g} 米" for row in drawn.itertuples()]
    return to_lonlat(drawn).assign(name=named)


@once
def reach_of(answer: LifeCircleAnswer) -> GeoDataFrame:
    """Area within reach by the chosen way of measuring, METRIC: reach_m, model, geometry."""
    area = answer.model.area(answer.services(), [answer.reach_m])
    return area.assign(model=_NAMES[answer.settings.ways.method])


def belonging(answer: LifeCircleAnswer) -> GeoDataFrame | None:
    """Areas that each service is nearest to, EPSG:4326; None where not wanted or no network."""
    if answer.rule is None or AREAS.get() != BELONG or answer.settings.ways.method != NETWORK:
        return None
    return nearest(answer)


@once
def nearest(answer: LifeCircleAnswer) -> GeoDataFrame:
    """Areas that each service is nearest to, within the chosen metres, EPSG:4326.

    Columns length_m (of streets), turn (so that neighbours differ), name, geometry, by facility.
    """
    walking = cached_analysis.parts().walking(answer.settings.ways)
    services, reach_m = answer.services(), answer.reach_m
    ids = [str(name) for name in services.index]
    found = nearest_areas(walking.network, walking.field(services, reach_m), ids, reach_m)
    names = services["name"].reindex(found["facility_id"]).to_list()
    turn = (np.arange(len(found)) % 5).astype(str)
    return to_lonlat(found).assign(turn=turn, name=names).set_index("facility_id")


def rings(answer: LifeCircleAnswer) -> GeoDataFrame | None:
    """Areas within 15, 10 and 5 minutes, EPSG:4326, the largest first; None where not wanted.

    Of the service that is selected, or of all of the chosen kind.
    """
    if answer.rule is None or AREAS.get() != RING:
        return None
    services = answer.services()
    chosen = services[services.index.astype(str) == picked_feature.picked("services")]
    sources = services if chosen.empty else chosen
    speed = answer.settings.ways.speed_m_per_min
    minutes = (5, 10, 15)
    drawn = answer.model.area(sources, [each * speed for each in minutes])
    drawn = drawn.assign(minutes=(drawn["reach_m"] / speed).round().astype(int).astype(str))
    names = [f"{row.minutes} 分钟（{row.reach_m:.0f} 米）" for row in drawn.itertuples()]
    return to_lonlat(drawn.assign(name=names).iloc[::-1])


@once
def versus(answer: LifeCircleAnswer) -> SideBySide:
    """Straight line, detour and network side by side for the chosen kind."""
    ways, parts = answer.settings.ways, cached_analysis.parts()
    models = {name: parts.model(replace(ways, method=method)) for method, name in _NAMES.items()}
    return side_by_side(answer.demand_m, answer.services(), answer.reach_m, models)


def network_ll(ways: Ways) -> GeoDataFrame | None:
    """Edges of the network in two features, the largest part and the rest; None: not wanted."""
    if not drawn_network(ways.network).get() or ways.method != NETWORK:
        return None
    return cached_analysis.part("network-map", ways.network, lambda: _network(ways.network))


def drawn_network(network: str | OwnNetwork) -> Key[bool]:
    """Whether a network is to be drawn: each has its own key; any but the main roads at first."""
    mark = network.layer.token if isinstance(network, OwnNetwork) else network
    return DRAW_NETWORK.key(mark, bool(network))


def _network(source: str | OwnNetwork) -> GeoDataFrame | None:
    network = cached_analysis.parts().network(source)
    if len(network.shapes) > _MOST_EDGES:
        return None
    parts = network.components[network.starts]
    largest = np.bincount(parts, weights=network.lengths_m).argmax()
    groups = {"main": network.shapes[parts == largest], "cut": network.shapes[parts != largest]}
    known = {name: shapely.multilinestrings(lines) for name, lines in groups.items() if len(lines)}
    columns = {"part": list(known), "name": [network.label] * len(known)}
    return to_lonlat(GeoDataFrame(columns, geometry=list(known.values()), crs=METRIC))


def sites_ll(sites: list[dict[str, Any]]) -> GeoDataFrame:
    """Return proposed sites kept in the session as points, EPSG:4326."""
    names = [f"建议 {place}：{site['name']}" for place, site in enumerate(sites, 1)]
    spots = points_from_xy([site["lon"] for site in sites], [site["lat"] for site in sites])
    ids = [str(site["id"]) for site in sites]
    return GeoDataFrame({"name": names}, geometry=spots, index=ids, crs=LONLAT)
