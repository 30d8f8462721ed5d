"""Cached analyses of the page 生活圈; every key is a plain value, every result is shared."""

import json
from dataclasses import replace

from geopandas import GeoDataFrame
from pandas import DataFrame, concat

from geo.crs import to_metric
from geo.distance import DistanceModel
from geo.lifecircle.brought import replaced
from geo.lifecircle.command_ways import straight
from geo.lifecircle.gaps import GapResult, analyse_gaps
from geo.lifecircle.kinds import widened
from geo.lifecircle.planned import planned, unplaced_planned
from geo.lifecircle.rules import parse_rules, preset_rules
from geo.lifecircle.services import existing
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.sources import skeleton
from geo.network.walking import Walking
from geo.scenario.edits import apply_edits
from geo.scenario.fitting import fitting
from geo.scenario.storing import from_dict
from views import cache, shelf
from views.circles import own_frames
from views.circles.settings import (
    DETOUR,
    STRAIGHT,
    OwnDemand,
    OwnNetwork,
    OwnServices,
    Question,
    Supply,
    Ways,
    is_own,
)
from views.edition import by_edition
from views.sessions.memory import remembered


@by_edition()
def _skeleton() -> WalkNetwork:
    return skeleton(cache.metric()["roads"])


def network(source: str | OwnNetwork) -> WalkNetwork:
    """Return the main roads, or the network a planner brought."""
    if isinstance(source, OwnNetwork):
        return own_frames.network(source)
    found: WalkNetwork = shelf.get(source) if source else _skeleton()
    return found


def model(ways: Ways) -> DistanceModel:
    """Return the model that measures distance as chosen."""
    if ways.method in (STRAIGHT, DETOUR):
        return straight(ways.detour if ways.method == DETOUR else 1.0).model
    return walking(ways)


@remembered(most=8, own=is_own)
def walking(ways: Ways) -> Walking:
    """Return the model that walks on the chosen network."""
    return Walking(network(ways.network), Pace(ways.speed_m_per_min, ways.delay_s))


@remembered(most=8, own=is_own)
def rules(edited: str) -> DataFrame:
    """Every rule: of the data, or as edited in this session."""
    return parse_rules(edited.encode(), "我的标准表") if edited else cache.standards().rules


def asked(question: Question, supply: Supply) -> DataFrame:
    """Rules of the chosen preset, the chosen one with the planner's metres.

    A kind that only a layer of the planner's has is matched by that layer.
    """
    chosen = preset_rules(rules(question.edited), question.preset)
    instead = {kind for use in supply.own if use.instead for _, kind, _ in use.terms}
    frames = [own_frames.services(use).facilities_m for use in supply.own]
    kinds = {str(kind) for frame in frames for kind in frame["kind"].unique()}
    chosen = widened(chosen, kinds, instead)
    if question.rule_id and question.walk_m:
        chosen = chosen.assign(radius_m=chosen["radius_m"])
        chosen.loc[question.rule_id, "radius_m"] = question.walk_m
    return chosen


@remembered(most=64, own=is_own)
def facilities(supply: Supply) -> GeoDataFrame:
    """Services that count, METRIC: columns name, kind, stage, accuracy_m, origin."""
    frames = cache.metric()
    stand = existing(frames["facilities"])
    added = planned(
        frames["projects"],
        cache.plan().services,
        unstated=supply.unstated,  # type: ignore[arg-type]
        chosen=supply.plan,
    )
    own = [own_frames.services(use).facilities_m for use in supply.own]
    whole = GeoDataFrame(concat([stand, added, *own]), crs=stand.crs)
    if supply.scenario:
        scenario, _ = fitting(from_dict(json.loads(supply.scenario)), whole)
        whole = apply_edits(whole, scenario)
    return whole.drop(index=list(gone(supply)), errors="ignore")


def replaced_by(use: OwnServices) -> list[str]:
    """Ids of the facilities that stand and whose place a layer takes."""
    stand = existing(cache.metric()["facilities"])
    return replaced(stand, own_frames.services(use).facilities_m) if use.instead else []


def gone(supply: Supply) -> frozenset[str]:
    """Ids of the facilities that stand and do not count: a layer takes their place."""
    return frozenset(name for use in supply.own for name in replaced_by(use))


def left_out(supply: Supply) -> DataFrame:
    """Chosen plan projects that cannot count, and why."""
    frames = cache.metric()
    return unplaced_planned(
        frames["projects"],
        cache.plan().services,
        unstated=supply.unstated,  # type: ignore[arg-type]
        chosen=supply.plan,
    )


def demand(source: OwnDemand | None) -> GeoDataFrame:
    """Estates in the district, or the demand layer a planner brought; METRIC."""
    return own_frames.demand(source) if source else _estates()


@by_edition()
def _estates() -> GeoDataFrame:
    estates = to_metric(cache.plan().communities)
    return estates[estates["in_district"]]


@remembered(most=64, own=is_own)
def gaps(question: Question, ways: Ways, supply: Supply) -> GapResult:
    """Every demand point against every rule of the preset."""
    found = analyse_gaps(
        demand(question.demand),
        facilities(supply),
        asked(question, supply),
        model(ways),
        speed_m_per_min=ways.speed_m_per_min,
    )
    return replace(found, sources=sources(question, supply))


def sources(question: Question, supply: Supply) -> str:
    """Layers of the planner's own that figures rest on, in words; "" where there are none."""
    demand_of = question.demand
    told = [f"需求为导入图层“{demand_of.layer.title}”"] if demand_of else []
    for use in supply.own:
        how = "代替同类现状设施" if use.instead else "与现状设施合并"
        told.append(f"设施含导入图层“{use.layer.title}”（{how}）")
    return "；".join(told)
