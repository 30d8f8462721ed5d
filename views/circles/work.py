"""Cached analyses of the page 生活圈; every key is a plain value, every result is shared."""

import json

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame, concat

from geo.crs import to_metric
from geo.distance import DistanceModel
from geo.lifecircle.command_ways import straight
from geo.lifecircle.gaps import GapResult, analyse_gaps
from geo.lifecircle.planned import load_plan_services, planned, unplaced_planned
from geo.lifecircle.rules import load_rules, parse_rules, preset_rules
from geo.lifecircle.services import existing
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.sources import skeleton
from geo.network.walking import Walking
from geo.scenario.edits import apply_edits
from geo.scenario.storing import from_dict
from views import cache, shelf
from views.circles.settings import DETOUR, STRAIGHT, Question, Supply, Ways


@st.cache_resource(show_spinner=False, max_entries=1)
def _skeleton(version: int) -> WalkNetwork:
    return skeleton(cache.metric(version)["roads"])


def network(token: str) -> WalkNetwork:
    """Return the main roads, or the network a planner brought."""
    found: WalkNetwork = shelf.get(token) if token else _skeleton(cache.stamp())
    return found


def model(ways: Ways) -> DistanceModel:
    """Return the model that measures distance as chosen."""
    if ways.method in (STRAIGHT, DETOUR):
        return straight(ways.detour if ways.method == DETOUR else 1.0).model
    return walking(ways)


def walking(ways: Ways) -> Walking:
    """Return the model that walks on the chosen network."""
    return _walking(cache.stamp(), ways)


@st.cache_resource(show_spinner=False, max_entries=8)
def _walking(version: int, ways: Ways) -> Walking:  # noqa: ARG001 - the version is part of the key
    return Walking(network(ways.network), Pace(ways.speed_m_per_min, ways.delay_s))


@st.cache_resource(show_spinner=False, max_entries=8)
def rules(version: int, edited: str) -> DataFrame:  # noqa: ARG001
    """Every rule: of the data, or as edited in this session."""
    return parse_rules(edited.encode(), "我的标准表") if edited else load_rules(cache.DATA)


@st.cache_resource(show_spinner=False, max_entries=1)
def plan_services(version: int) -> DataFrame:  # noqa: ARG001
    """What the projects of the plan add as services."""
    return load_plan_services(cache.DATA)


def asked(question: Question) -> DataFrame:
    """Rules of the chosen preset, the chosen one with the planner's metres."""
    chosen = preset_rules(rules(cache.stamp(), question.edited), question.preset)
    if question.rule_id and question.walk_m:
        chosen = chosen.assign(radius_m=chosen["radius_m"])
        chosen.loc[question.rule_id, "radius_m"] = question.walk_m
    return chosen


@st.cache_resource(show_spinner=False, max_entries=64)
def _facilities(version: int, supply: Supply) -> GeoDataFrame:
    frames = cache.metric(version)
    stand = existing(frames["facilities"])
    added = planned(
        frames["projects"],
        plan_services(version),
        unstated=supply.unstated,  # type: ignore[arg-type]
        chosen=supply.plan,
    )
    both = GeoDataFrame(concat([stand, added]), crs=stand.crs)
    if not supply.scenario:
        return both
    return apply_edits(both, from_dict(json.loads(supply.scenario)))


def facilities(supply: Supply) -> GeoDataFrame:
    """Services that count, EPSG:4548: columns name, kind, stage, accuracy_m, origin."""
    return _facilities(cache.stamp(), supply)


def left_out(supply: Supply) -> DataFrame:
    """Chosen plan projects that cannot count, and why."""
    version = cache.stamp()
    frames = cache.metric(version)
    return unplaced_planned(
        frames["projects"],
        plan_services(version),
        unstated=supply.unstated,  # type: ignore[arg-type]
        chosen=supply.plan,
    )


def demand(token: str) -> GeoDataFrame:
    """Estates in the district, or the demand layer a planner brought; EPSG:4548."""
    if token:
        layer: GeoDataFrame = shelf.get(token)
        return layer
    return _estates(cache.stamp())


@st.cache_resource(show_spinner=False, max_entries=1)
def _estates(version: int) -> GeoDataFrame:
    estates = to_metric(cache.plan(version).communities)
    return estates[estates["in_district"]]


def gaps(question: Question, ways: Ways, supply: Supply) -> GapResult:
    """Every demand point against every rule of the preset."""
    return _gaps(cache.stamp(), question, ways, supply)


@st.cache_resource(show_spinner=False, max_entries=64)
def _gaps(version: int, question: Question, ways: Ways, supply: Supply) -> GapResult:  # noqa: ARG001
    return analyse_gaps(
        demand(question.demand),
        facilities(supply),
        asked(question),
        model(ways),
        speed_m_per_min=ways.speed_m_per_min,
    )
