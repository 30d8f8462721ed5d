"""Areas on the map: what is reached, by which way of measuring, and which service is nearest."""

from dataclasses import replace
from typing import Any

import numpy as np
import shapely
import streamlit as st
from geopandas import GeoDataFrame, points_from_xy

from geo.comparison import SideBySide, side_by_side
from geo.crs import LONLAT, METRIC, to_lonlat
from geo.lifecircle.question import (
    DETOUR,
    NETWORK,
    STRAIGHT,
    OwnNetwork,
    Question,
    Supply,
    Ways,
)
from geo.network.served import nearest_areas
from views.circles import pick, work
from views.circles.answer import Answer

NOTHING, REACH, COMPARE, BELONG = "不画范围", "可达范围", "三法对比", "就近服务范围"
RING = "5/10/15 分钟圈"
_MOST_EDGES = 20_000
"""Edges that a browser still draws at once; a larger network is not drawn."""

_NAMES = {STRAIGHT: "直线", DETOUR: "绕行", NETWORK: "路网"}
"""Ways of measuring as the map names them."""

DRAWN = (REACH, RING, COMPARE, BELONG, NOTHING)
"""What of areas may be drawn."""


def wanted() -> str:
    """Which areas are to be drawn."""
    return str(st.session_state.get("lc-areas") or REACH)


def reached(answer: Answer) -> GeoDataFrame | None:
    """Areas within reach of any service of the chosen kind, EPSG:4326; None where not wanted."""
    if answer.rule is None or wanted() not in (REACH, COMPARE):
        return None
    drawn = versus(answer).areas_m if wanted() == COMPARE else reach_of(answer)
    named = [f"{row.model} {row.reach_m:g} 米" for row in drawn.itertuples()]
    return to_lonlat(drawn).assign(name=named)


def reach_of(answer: Answer) -> GeoDataFrame:
    """Area within reach by the chosen way of measuring, METRIC: reach_m, model, geometry."""
    return work.part("reach", _key(answer), lambda: _reach(answer))


def belonging(answer: Answer) -> GeoDataFrame | None:
    """Areas that each service is nearest to, EPSG:4326; None where not wanted or no network."""
    if answer.rule is None or wanted() != BELONG or answer.settings.ways.method != NETWORK:
        return None
    return nearest(answer)


def nearest(answer: Answer) -> GeoDataFrame:
    """Areas that each service is nearest to, within the chosen metres, EPSG:4326.

    Columns length_m (of streets), turn (so that neighbours differ), name, geometry, by facility.
    """
    return work.part("nearest", _key(answer), lambda: _nearest(answer))


def rings(answer: Answer) -> GeoDataFrame | None:
    """Areas within 15, 10 and 5 minutes, EPSG:4326, the largest first; None where not wanted.

    Of the service that is selected, or of all of the chosen kind.
    """
    if answer.rule is None or wanted() != RING:
        return None
    services = answer.services()
    chosen = services[services.index.astype(str) == pick.picked("services")]
    sources = services if chosen.empty else chosen
    speed = answer.settings.ways.speed_m_per_min
    minutes = (5, 10, 15)
    drawn = answer.model.area(sources, [each * speed for each in minutes])
    drawn = drawn.assign(minutes=(drawn["reach_m"] / speed).round().astype(int).astype(str))
    names = [f"{row.minutes} 分钟（{row.reach_m:.0f} 米）" for row in drawn.itertuples()]
    return to_lonlat(drawn.assign(name=names).iloc[::-1])


def versus(answer: Answer) -> SideBySide:
    """Straight line, detour and network side by side for the chosen kind."""
    return work.part("versus", _key(answer), lambda: _versus(answer))


def _versus(answer: Answer) -> SideBySide:
    ways, parts = answer.settings.ways, work.parts()
    models = {name: parts.model(replace(ways, method=method)) for method, name in _NAMES.items()}
    return side_by_side(answer.demand_m, answer.services(), _reach_m(answer), models)


def network_ll(ways: Ways) -> GeoDataFrame | None:
    """Edges of the network in two features, the largest part and the rest; None: not wanted."""
    drawn = st.session_state.get(drawing_key(ways.network), bool(ways.network))
    if not drawn or ways.method != NETWORK:
        return None
    return work.part("network-map", ways.network, lambda: _network(ways.network))


def drawing_key(network: str | OwnNetwork) -> str:
    """Session key of whether a network is to be drawn: each has its own."""
    mark = network.layer.token if isinstance(network, OwnNetwork) else network
    return f"lc-draw-net-{mark}"


def _network(source: str | OwnNetwork) -> GeoDataFrame | None:
    network = work.parts().network(source)
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


def _key(answer: Answer) -> tuple[Question, Ways, Supply]:
    return answer.settings.question, answer.settings.ways, answer.settings.supply


def _reach_m(answer: Answer) -> float:
    return 0.0 if answer.rule is None else float(answer.rule["radius_m"])


def _reach(answer: Answer) -> GeoDataFrame:
    area = answer.model.area(answer.services(), [_reach_m(answer)])
    return area.assign(model=_NAMES[answer.settings.ways.method])


def _nearest(answer: Answer) -> GeoDataFrame:
    walking = work.parts().walking(answer.settings.ways)
    services, reach_m = answer.services(), _reach_m(answer)
    ids = [str(name) for name in services.index]
    found = nearest_areas(walking.network, walking.field(services, reach_m), ids, reach_m)
    names = services["name"].reindex(found["facility_id"]).to_list()
    turn = (np.arange(len(found)) % 5).astype(str)
    return to_lonlat(found).assign(turn=turn, name=names).set_index("facility_id")
