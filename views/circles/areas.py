"""Areas on the map: what is reached, by which way of measuring, and which service is nearest."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from geopandas import GeoDataFrame, points_from_xy

from geo.comparison import SideBySide, side_by_side
from geo.crs import LONLAT, to_lonlat
from geo.distance import DistanceModel, StraightLine
from geo.network.served import nearest_areas
from geo.network.walking import Walking
from views import cache
from views.circles import work
from views.circles.answer import Answer
from views.circles.settings import NETWORK, Question, Supply, Ways

NOTHING, REACH, COMPARE, BELONG = "不画范围", "可达范围", "三法对比", "就近服务范围"
DRAWN = (REACH, COMPARE, BELONG, NOTHING)
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
    """Area within reach by the chosen way of measuring, EPSG:4548: reach_m, model, geometry."""
    question, ways, supply = _asked(answer)
    return _reach(cache.stamp(), question, ways, supply, answer)


def belonging(answer: Answer) -> GeoDataFrame | None:
    """Areas that each service is nearest to, EPSG:4326; None where not wanted or no network."""
    if answer.rule is None or wanted() != BELONG or answer.settings.ways.method != NETWORK:
        return None
    question, ways, supply = _asked(answer)
    return _belonging(cache.stamp(), question, ways, supply, answer)


def versus(answer: Answer) -> SideBySide:
    """Straight line, detour and network side by side for the chosen kind."""
    question, ways, supply = _asked(answer)
    return _versus(cache.stamp(), question, ways, supply, answer)


def models(ways: Ways) -> Mapping[str, DistanceModel]:
    """Return the three ways of measuring, by the names on the map."""
    detour = Ways("直线×绕行系数", ways.detour)
    walking = Ways(NETWORK, ways.detour, ways.speed_m_per_min, ways.delay_s, ways.network)
    return {"直线": StraightLine(), "绕行": work.model(detour), "路网": work.model(walking)}


def sites_ll(sites: list[dict[str, Any]]) -> GeoDataFrame:
    """Return proposed sites kept in the session as points, EPSG:4326."""
    names = [f"建议 {place}：{site['name']}" for place, site in enumerate(sites, 1)]
    spots = points_from_xy([site["lon"] for site in sites], [site["lat"] for site in sites])
    ids = [str(site["id"]) for site in sites]
    return GeoDataFrame({"name": names}, geometry=spots, index=ids, crs=LONLAT)


def _asked(answer: Answer) -> tuple[Question, Ways, Supply]:
    return answer.settings.question, answer.settings.ways, answer.settings.supply


def _reach_m(answer: Answer) -> float:
    return 0.0 if answer.rule is None else float(answer.rule["radius_m"])


@st.cache_resource(show_spinner=False, max_entries=32)
def _reach(  # the question is the key
    version: int,  # noqa: ARG001
    question: Question,  # noqa: ARG001
    ways: Ways,
    supply: Supply,  # noqa: ARG001
    _answer: Answer,
) -> GeoDataFrame:
    area = work.model(ways).area(_answer.services(), [_reach_m(_answer)])
    name = {"直线距离": "直线", NETWORK: "路网"}.get(ways.method, "绕行")
    return area.assign(model=name)


@st.cache_resource(show_spinner=False, max_entries=32)
def _versus(
    version: int,  # noqa: ARG001
    question: Question,  # noqa: ARG001
    ways: Ways,
    supply: Supply,  # noqa: ARG001
    _answer: Answer,
) -> SideBySide:
    return side_by_side(_answer.demand, _answer.services(), _reach_m(_answer), models(ways))


@st.cache_resource(show_spinner=False, max_entries=32)
def _belonging(
    version: int,  # noqa: ARG001
    question: Question,  # noqa: ARG001
    ways: Ways,
    supply: Supply,  # noqa: ARG001
    _answer: Answer,
) -> GeoDataFrame | None:
    model = work.model(ways)
    services = _answer.services()
    if not isinstance(model, Walking) or services.empty:
        return None
    reach_m = _reach_m(_answer)
    ids = [str(name) for name in services.index]
    found = nearest_areas(model.network, model.field(services, reach_m), ids, reach_m)
    names = services["name"].reindex(found["facility_id"]).to_list()
    turn = (np.arange(len(found)) % 5).astype(str)
    drawn = to_lonlat(found).assign(turn=turn, name=names)
    return drawn.set_index("facility_id")
