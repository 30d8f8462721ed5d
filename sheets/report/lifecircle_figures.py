"""Figures of the life circles that a report tells, and the app's own choices for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from pandas import DataFrame, Series

from geo.lifecircle.case import Case
from geo.lifecircle.gaps import GapResult
from geo.lifecircle.method_text import CHANGE, RULES, SUMMARY, method_text
from geo.lifecircle.parts import Parts
from geo.lifecircle.question import LifeCircleSettings, Question, Supply, Ways
from geo.lifecircle.rules import preset_to_begin
from geo.lifecircle.supply_words import assumption
from geo.plan_data import PlanData, in_metric

_TOLD_ELSEWHERE = (SUMMARY, RULES, CHANGE)
"""Sections of the method that a report gives as tables."""

_README = "README"
"""The files of the data are not at hand where a report is read; it names the sources itself."""


@dataclass(frozen=True, eq=False)
class LifeCircleFigures:
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

    def within(self, zone: str) -> "LifeCircleFigures":
        """Return what concerns one zone; "" for all of them."""
        if not zone:
            return self
        ids = self.zones.index[self.zones == zone].astype(str)
        after = None if self.after is None else _only(self.after, ids)
        return replace(self, now=_only(self.now, ids), after=after)


def default_circles(
    plan: PlanData, rules: DataFrame, preset: str = "", *, counted: Sequence[str] | None = None
) -> LifeCircleFigures:
    """Answer what the app asks when it opens, of all kinds, before and after the plan.

    Parameters
    ----------
    plan
        The plan.
    rules
        Of every standard; see `geo.lifecircle.rules.load_rules`.
    preset
        Name of one of them; "" for that to begin with.
    counted
        Ids of the plan's services that count after it; None for all.

    Raises
    ------
    DataError
        If there is no such preset.
    """
    question = Question(preset or preset_to_begin(rules, whole=True))
    supply = Supply(plan=tuple(map(str, plan.services.index if counted is None else counted)))
    parts = Parts(in_metric(plan), plan.services, rules)
    ways = Ways(parts.methods()[0])
    return circles_of(parts.case(LifeCircleSettings(question, ways, supply)), plan.services)


def circles_of(case: Case, plan_services: DataFrame) -> LifeCircleFigures:
    """Return what a report tells of a case; `plan_services` as `PlanData.services`."""
    compares = case.settings.compares
    return LifeCircleFigures(
        now=case.base,
        zones=case.zones.astype(object).fillna(""),
        method=tuple(_told(case)),
        after=case.now if compares else None,
        services=_services(case, plan_services) if compares else None,
        assumption=assumption(case.settings.supply.unstated),
    )


def _services(case: Case, plan_services: DataFrame) -> DataFrame:
    """Every service of the plan: as it counts, or why it does not."""
    added = DataFrame(case.added_m.drop(columns="geometry"))[["name", "kind", "stage"]]
    told = pd.concat([added.assign(reason=""), case.supply.left_out])
    order = [name for name in plan_services.index if name in told.index]
    return told.loc[order, ["name", "kind", "stage", "reason"]].join(plan_services["effect"])


def _told(case: Case) -> Iterator[str]:
    """Sentences of the method in those sections that no table tells."""
    for section in method_text(case):
        if section.heading not in _TOLD_ELSEWHERE:
            yield f"【{section.heading}】"
            yield from (line for line in section.all if _README not in line)


def _only(result: GapResult, ids: pd.Index) -> GapResult:
    """Return the part of a result that concerns some demand points."""
    table, names = result.table, result.names
    kept = table["demand_id"].astype(str).isin(ids).to_numpy()
    mine = names.index.astype(str).isin(ids)
    return replace(result, table=table[kept].reset_index(drop=True), names=names[mine])
