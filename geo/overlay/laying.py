"""The ledger's state laid over frames of the published plan; frames without an entry stay."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame, GeoSeries
from pandas import DataFrame, Index, Series

from geo.geometry_parsing import has_empty_part, plain_wkt
from geo.overlay import ADDED, BASIS, GEOMETRY
from geo.overlay.tracing import traced
from geo.plan_data import PlanData, outside_of
from geo.schema import PLAN_TABLES, RECORD_TABLES, UNPLACED, Column, TableSchema
from geo.schema.ledger import ADDED_BY_OFFICE, UNREPORTED
from geo.tables import blanks
from geo.timing import timings

_Frame = TypeVar("_Frame", bound=DataFrame)


def overlaid(plan: PlanData, states: Mapping[str, DataFrame], day: date | None = None) -> PlanData:
    """Return the plan with what a ledger says of its items.

    Parameters
    ----------
    plan
        As published.
    states
        (n,) entries by table, as `geo.ledger.Ledger.state` gives them, in any order. Entries of
        items that the plan does not have, and that are no whole item of their own, are left out;
        so are fields that no description knows.
    day
        For which it is told whether items keep their dates (`geo.timing`); None tells nothing.

    Returns
    -------
    PlanData
        With new frames for the tables of which something is said; all others are the same objects.
    """
    told = {table: state for table, state in states.items() if len(state)}
    if not told:
        return plan
    records = {name: told.pop(name) for name in RECORD_TABLES if name in told}
    frames = {table: _laid(plan, table, state) for table, state in told.items()}
    if "projects" in frames:
        frames["projects"]["due_year"] = _due_years(frames["projects"])
    if day and "projects" in frames:
        frames["projects"]["timing"] = timings(frames["projects"], day)
    made = plan.with_frames(frames).with_records(
        {name: _recorded(plan.records[name], state, name) for name, state in records.items()}
    )
    return replace(made, services=_staged(made.services, made.projects), day=day)


def _due_years(projects: DataFrame) -> Series:
    """The years in which items are to be finished."""
    years = projects["planned_finish"].str[:4]
    return years.mask(years == "", UNREPORTED)


def _recorded(published: DataFrame, state: DataFrame, name: str) -> DataFrame:
    """Copy of a table that is no layer with the values of the ledger, and what it adds."""
    table = RECORD_TABLES[name]
    whole = _with_added(published, state, table) if name in ADDED else published
    return whole.assign(**_columns(whole, state[state["item"].isin(whole.index)], table))


def _laid(plan: PlanData, name: str, state: DataFrame) -> GeoDataFrame:
    table, published = PLAN_TABLES[name], plan.frame(name)
    whole = _with_added(published, state, table) if name in ADDED else published
    entries = state[state["item"].isin(whole.index)]
    made = _filled(whole, entries, table)
    placed = entries.loc[entries["field"] == GEOMETRY, "item"]
    told = traced(entries, whole, made)
    if "outside" in made and len(placed):
        outside = made["outside"].copy()
        outside.loc[placed] = outside_of(made.geometry.loc[placed], plan.boundary)
        told["outside"] = outside
    if "added" in made:
        told["added"] = made["added"].mask(~made.index.isin(published.index), ADDED_BY_OFFICE)
    return made.assign(**told)


def _filled(whole: GeoDataFrame, entries: DataFrame, table: TableSchema) -> GeoDataFrame:
    """Copy of a frame with the values of the entries."""
    columns = _columns(whole, entries, table)
    made = whole.assign(**columns)
    shapes = entries[entries["field"] == GEOMETRY]
    if len(shapes):
        geometries = made.geometry.to_numpy().copy()
        geometries[made.index.get_indexer(shapes["item"])] = shapes_of(shapes["value"])
        made[GEOMETRY] = GeoSeries(geometries, index=made.index, crs=made.crs)
    if BASIS in columns and table.place == "wkt":
        made[BASIS] = made[BASIS].mask(made[BASIS] == "", UNPLACED)
    return made


def _columns(whole: DataFrame, entries: DataFrame, table: TableSchema) -> dict[str, Series]:
    """Columns of a frame that entries speak of, with their values."""
    columns: dict[str, Series] = {}
    for field, rows in entries.groupby("field", sort=False):
        name = str(field)
        column = table.column(name)
        if column is not None and name in whole and not column.derived:
            columns[name] = whole[name].copy()
            columns[name].loc[rows["item"]] = values_of(rows["value"], column)
    return columns


def values_of(values: Series, column: Column) -> list[float] | list[str]:
    """Return values of a ledger in the type of a column; what is none, as an empty cell is."""
    if column.type == "number":
        return [float(each) for each in pd.to_numeric(values, errors="coerce")]
    return [column.blank if each is None or each == "" else str(each) for each in values]


def shapes_of(values: Series) -> np.ndarray:
    """Return (n,) geometries of WKT texts, None for none and for what is no shape."""
    found = plain_wkt([each if isinstance(each, str) else None for each in values])
    found[[each is not None and has_empty_part(each) for each in found]] = None
    return found


_WHOLE = frozenset({"name", GEOMETRY})
"""Fields without which an added item of a layer is not shown."""


def _with_added(published: _Frame, state: DataFrame, table: TableSchema) -> _Frame:
    """Copy of a frame with an empty row for each item that the ledger adds, by id."""
    told = state[state["value"].notna() & ~state["item"].isin(published.index)]
    fields = told.groupby("item", sort=True)["field"].agg(set)
    wanted = _WHOLE if table.place != "none" else _required(table)
    new = Index([item for item, has in fields.items() if has >= wanted])
    if new.empty:
        return published
    known = {each.name: each for each in table.columns}
    empty = {
        name: blanks(len(new), known.get(name, Column(name))).set_axis(new)
        for name in published.columns
        if name != GEOMETRY
    }
    if not isinstance(published, GeoDataFrame):
        added = DataFrame(empty, index=new)
        return pd.concat([published, added]).rename_axis(index=published.index.name)
    rows = GeoDataFrame(empty, geometry=[None] * len(new), index=new, crs=published.crs)
    joined = GeoDataFrame(pd.concat([published, rows]), crs=published.crs)
    return joined.rename_axis(index=published.index.name)


def _required(table: TableSchema) -> frozenset[str]:
    """Fields without which an added row of a table that is no layer is not shown."""
    return frozenset(each.name for each in table.columns if each.required and not each.fixed)


def _staged(services: DataFrame, projects: GeoDataFrame) -> DataFrame:
    """Return services with the stage that the office states where the plan states none."""
    stated = projects["stage"].reindex(services.index).fillna("")
    wanting = (services["stage"] == "") & (stated != "")
    if not wanting.any():
        return services
    return services.assign(stage=services["stage"].mask(wanting, stated))
