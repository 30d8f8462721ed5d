"""All that an evaluation tells, found in plan and ledger: asked once, before it is written."""

from dataclasses import replace
from datetime import date
from typing import Final

from pandas import DataFrame, Index

from geo.monitoring.boards import by_year
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import Standing, standing
from geo.plan_data import PlanData
from geo.schema import PROJECTS, TABLES, UNREPORTED
from sheets.evaluation.changes import changes_of
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.scope import scope_of
from sheets.evaluation.sources import EvaluationSpec, Sources

CHANGED: Final = ("停缓建", "调整", "取消")
"""States of items that did not go as the plan has them."""

LAID: Final = ("status", "progress", "timing", "lead_unit")
_MATTERS = "matters"


def gathered(sources: Sources, asked: EvaluationSpec) -> EvaluationRequest:
    """Return the evaluation that is asked for, ready to be written.

    Raises
    ------
    DataError
        If the scope is none, or something else cannot be made.
    """
    moment = Moment(asked.day)
    entries = sources.entries["projects"]
    series = FigureSeries.of(entries)
    whole = standing(sources.plan, series, moment)
    scope = scope_of(asked.scope, sources.plan, whole)
    items = scope.of(whole)
    matters = _matters(sources, items.rows.index, moment)
    return EvaluationRequest(
        plan=_laid(sources.plan, whole),
        kind=asked.kind,
        scope=scope,
        whole=whole,
        years=by_year(items, series),
        told=_told(series, items, moment),
        reasons=_reasons(sources, entries, items, asked.day),
        matters=matters,
        changes=changes_of(sources, {"projects": items.rows.index, _MATTERS: matters.index}, asked),
        made=asked.made.isoformat(),
        rules=sources.rules,
        office=asked.office,
        parts=asked.parts,
        palette=asked.palette,
        dpi=asked.dpi,
    )


def _laid(plan: PlanData, whole: Standing) -> PlanData:
    """Return the plan with its items as they stand on the day."""
    told = {name: whole.rows[name] for name in LAID}
    laid = plan.with_frames({"projects": plan.projects.assign(**told)})
    return replace(laid, day=whole.moment.day)


def _told(series: FigureSeries, items: Standing, moment: Moment) -> dict[str, str]:
    """Titles of the fields of which something was entered, by name."""
    fields = [each for each in PROJECTS.columns if each.ledger and not each.derived]
    values = series.on(items.rows.index, [each.name for each in fields], moment)
    empty = values.isna().all() | values.isin(["", UNREPORTED]).all()
    return {each.name: each.title for each in fields if not empty[each.name]}


def _reasons(sources: Sources, entries: DataFrame, items: Standing, day: date) -> DataFrame:
    """Why items are 调整, 取消 or 停缓建: what was said when the state was entered."""
    changed = items.rows.index[items.rows["status"].isin(CHANGED)]
    known = entries[
        entries["item"].isin(changed) & (entries["field"] == "status") & (entries["as_of"] <= day)
    ]
    last = known.sort_values(["as_of", "seq"]).groupby("item").last()
    changes = {each.seq: each for each in sources.changes(map(int, last["seq"]))}
    rows = {}
    for item in changed[changed.isin(last.index)]:
        change = changes[int(last.loc[item, "seq"])]
        since = last.loc[item, "as_of"].isoformat()
        rows[item] = (since, change.why, change.document, change.by)
    told = DataFrame.from_dict(rows, orient="index", columns=["since", "why", "document", "by"])
    return told.rename_axis(index=PROJECTS.key)


def _matters(sources: Sources, items: Index, moment: Moment) -> DataFrame:
    """问题与协调事项 of the items as they stand on the day."""
    table = TABLES[_MATTERS]
    entries = sources.entries[_MATTERS]
    fields = [each.name for each in table.in_ledger]
    ids = Index(entries["item"].unique() if len(entries) else [], name=table.key)
    told = FigureSeries.of(entries).on(ids, fields, moment)
    blank = {each.name: each.blank for each in table.in_ledger}
    told = told.fillna(blank).replace(dict.fromkeys(fields, {"": None})).fillna(blank)
    return told[told["item"].isin(items) & (told["told"] != "")]
