"""Choose projects by their attributes, and say why nothing is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.has_geometry import has_geometry as placed
from geo.schema import FILTERED, SEARCHED, Column
from geo.text import rows_with

Placed = Literal["all", "placed", "unplaced"]


@dataclass(frozen=True)
class Criteria:
    """What to keep; an empty tuple or text keeps everything.

    `values` holds wanted values by the name of a column (`geo.schema.FILTERED`), columns without
    any left out. The values of one criterion are alternatives; all criteria must hold. `zones`
    holds zone ids, "" standing for "in no zone"; `text` holds words separated by blanks, which must
    all occur.
    """

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    zones: tuple[str, ...] = ()
    placed: Placed = "all"
    text: str = ""


def chosen_values(values: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return `values` of a `Criteria` from values by column, in the columns' order."""
    told = {each.name: tuple(values.get(each.name, ())) for each in FILTERED}
    return tuple((name, wanted) for name, wanted in told.items() if wanted)


def filtered_column(word: str) -> Column:
    """Return the column that is filtered by under a title, or under its name.

    Raises
    ------
    DataError
        If there is none; the message lists the titles.
    """
    for each in FILTERED:
        if word in (each.title, each.name):
            return each
    known = "、".join(each.title for each in FILTERED)
    raise DataError(f"规划项目不能按“{word}”筛选；可用：{known}")


def apply(projects: GeoDataFrame, criteria: Criteria) -> GeoDataFrame:
    """Projects that meet every criterion, in their order.

    Parameters
    ----------
    projects
        (n,) rows with the columns of projects.csv plus `zone` and `zones_touched` (see
        `geo.zoning.with_zones`). May be empty.
    criteria
        What to keep. A value that no project has matches nothing.

    Returns
    -------
    GeoDataFrame
        The rows kept, index and columns as given.
    """
    return projects[_every(list(_masks(projects, criteria).values()), len(projects))]


def explain_empty(projects: GeoDataFrame, criteria: Criteria) -> dict[str, int]:
    """For each criterion in force, how many projects would match if it were dropped.

    Parameters as in `apply`. Columns by their names first, then `zones`, `placed`, `text`; empty
    when no criterion is in force.
    """
    masks = _masks(projects, criteria)
    others = {field: [masks[name] for name in masks if name != field] for field in masks}
    return {field: int(_every(rest, len(projects)).sum()) for field, rest in others.items()}


def _masks(projects: GeoDataFrame, criteria: Criteria) -> dict[str, np.ndarray]:
    """One mask for each criterion in force."""
    masks = {name: projects[name].isin(values).to_numpy() for name, values in criteria.values}
    if criteria.zones:
        masks["zones"] = _in_zones(projects, set(criteria.zones))
    if criteria.placed != "all":
        masks["placed"] = placed(projects).to_numpy() == (criteria.placed == "placed")
    if criteria.text.strip():
        masks["text"] = rows_with(criteria.text, (projects[name] for name in SEARCHED))
    return masks


def _in_zones(projects: GeoDataFrame, zones: set[str]) -> np.ndarray:
    pairs = zip(projects["zone"], projects["zones_touched"], strict=True)
    return np.array([zone in zones or not zones.isdisjoint(also) for zone, also in pairs], bool)


def _every(masks: Sequence[np.ndarray], n: int) -> np.ndarray:
    return np.logical_and.reduce([np.ones(n, bool), *masks])
