"""Figures of the life circles that a report tells, and the app's own choices for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd
from pandas import DataFrame, Series

from geo.crs import to_metric
from geo.lifecircle.command_method import Basis, method_lines
from geo.lifecircle.command_supply import Change, Supply, supply_of
from geo.lifecircle.command_ways import on_foot
from geo.lifecircle.gaps import GapResult, analyse_gaps
from geo.lifecircle.rules import preset_rules
from geo.lifecircle.services import existing
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.sources import skeleton
from geo.plan_data import PlanData
from geo.zoning import zone_of

PRESET = "生活圈"
"""What the app opens with."""

_TOLD_ELSEWHERE = ("结果摘要", "判定标准", "规划与方案")
"""Sections of the method that a report gives as tables."""

_README = "README"
"""The files of the data are not at hand where a report is read; it names the sources itself."""


@dataclass(frozen=True, eq=False)
class Circles:
    """An analysis to be told.

    Parameters
    ----------
    now
        Every demand point against every rule, with what stands.
    zones
        Zone id of each demand point by its id (text); "" where in none.
    method
        How the figures were found, paragraph by paragraph; one in 【】 heads those below it.
    after
        The same demand points and rules with the plan's services, None where not worked out.
    services
        What the plan adds: name, kind, stage (as counted), effect, reason ("": it counts),
        indexed by project_id; None where `after` is.
    assumption
        What schools of unstated stage were taken for, in words.
    noun
        What a demand point is.
    """

    now: GapResult
    zones: Series
    method: tuple[str, ...]
    after: GapResult | None = None
    services: DataFrame | None = None
    assumption: str = ""
    noun: str = "居住小区"

    def within(self, zone: str) -> "Circles":
        """Return what concerns one zone; "" for all of them."""
        if not zone:
            return self
        ids = self.zones.index[self.zones == zone].astype(str)
        after = None if self.after is None else _only(self.after, ids)
        return replace(self, now=_only(self.now, ids), after=after)


def default_circles(plan: PlanData, rules: DataFrame, preset: str = PRESET) -> Circles:
    """Work the figures out as the app does when it opens: main roads, 60 m/min, estates inside.

    Parameters
    ----------
    plan
        The plan.
    rules
        Of every standard; see `geo.lifecircle.rules.load_rules`.
    preset
        Name of one of them.

    Raises
    ------
    DataError
        If there is no such preset.
    """
    chosen = preset_rules(rules, preset)
    inside_m = to_metric(plan.communities[plan.communities["in_district"]])
    change = Change(services=plan.services)
    supply = supply_of(existing(to_metric(plan.facilities)), to_metric(plan.projects), change)
    pace, network = Pace(), skeleton(plan.roads)
    model = on_foot(network, pace).model
    now, after = (
        analyse_gaps(inside_m, each, chosen, model, speed_m_per_min=pace.speed_m_per_min)
        for each in (supply.existing_m, supply.facilities_m)
    )
    zones = zone_of(inside_m, plan.zones)
    basis = _basis(supply, network, pace, int((zones == "").sum()))
    return Circles(
        now=now,
        zones=zones.set_axis(zones.index.astype(str)),
        method=tuple(_kept(method_lines(now, basis))),
        after=after,
        services=_services(change, supply),
        assumption=assumption_words(change.unstated),
    )


def assumption_words(unstated: str) -> str:
    """Word what schools of unstated stage are taken for."""
    taken = f"按{unstated}计（名为中学的至多按初中计）" if unstated else "不计入"
    return f"学段假定：规划未载明学段的学校{taken}。学段假定不是规划内容。"


def _basis(supply: Supply, network: WalkNetwork, pace: Pace, zoneless: int) -> Basis:
    """What the figures of today rest on."""
    standing = Supply(supply.existing_m, supply.existing_m, DataFrame())
    return Basis(network, pace, Change(), standing, "区内居住小区", zoneless)


def _services(change: Change, supply: Supply) -> DataFrame:
    """Every service of the plan: as it counts, or why it does not."""
    added = DataFrame(supply.added_m.drop(columns="geometry"))[["name", "kind", "stage"]]
    told = pd.concat([added.assign(reason=""), supply.left_out])
    services = DataFrame() if change.services is None else change.services
    order = [name for name in services.index if name in told.index]
    return told.loc[order, ["name", "kind", "stage", "reason"]].join(services["effect"])


def _kept(lines: list[str]) -> Iterator[str]:
    """Lines of the sections that no table tells."""
    telling = True
    for line in lines:
        if line.startswith("【"):
            telling = line.strip("【】") not in _TOLD_ELSEWHERE
        if telling and _README not in line:
            yield line


def _only(result: GapResult, ids: pd.Index) -> GapResult:
    """Return the part of a result that concerns some demand points."""
    table, names = result.table, result.names
    kept = table["demand_id"].astype(str).isin(ids).to_numpy()
    mine = names.index.astype(str).isin(ids)
    return replace(result, table=table[kept].reset_index(drop=True), names=names[mine])
