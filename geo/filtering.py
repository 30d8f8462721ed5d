"""Choose projects by their attributes, and say why nothing is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from geopandas import GeoDataFrame

from geo.presence import placed
from geo.text import fold

SEARCHED = ("name", "location", "clause", "source_note", "kind", "basis")
"""Columns that free text is looked for in."""


@dataclass(frozen=True)
class Criteria:
    """What to keep; an empty tuple or text keeps everything.

    The values of one criterion are alternatives; all criteria must hold. `zones` holds zone ids,
    "" standing for "in no zone"; `text` holds words separated by blanks, which must all occur.
    """

    columns: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    placed: Literal["all", "placed", "unplaced"] = "all"
    text: str = ""


class Dropped(NamedTuple):
    """How many projects would match without one criterion (a field name of `Criteria`)."""

    field: str
    matches: int


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


def explain_empty(projects: GeoDataFrame, criteria: Criteria) -> list[Dropped]:
    """For each criterion in force, how many projects would match if it were dropped.

    Parameters
    ----------
    projects
        As for `apply`.
    criteria
        The criteria that left nothing (or little).

    Returns
    -------
    list[Dropped]
        In the order of the fields of `Criteria`; empty when no criterion is in force.
    """
    masks = _masks(projects, criteria)
    others = {field: [masks[name] for name in masks if name != field] for field in masks}
    return [
        Dropped(field, int(_every(rest, len(projects)).sum())) for field, rest in others.items()
    ]


def _masks(projects: GeoDataFrame, criteria: Criteria) -> dict[str, np.ndarray]:
    """One mask for each criterion in force."""
    masks = {
        field: projects[column].isin(values).to_numpy()
        for field, column, values in (
            ("columns", "column", criteria.columns),
            ("clauses", "clause", criteria.clauses),
            ("kinds", "kind", criteria.kinds),
            ("works", "work", criteria.works),
        )
        if values
    }
    if criteria.zones:
        masks["zones"] = _in_zones(projects, set(criteria.zones))
    if criteria.placed != "all":
        masks["placed"] = placed(projects).to_numpy() == (criteria.placed == "placed")
    if criteria.text.strip():
        masks["text"] = _has_words(projects, fold(criteria.text).split())
    return masks


def _in_zones(projects: GeoDataFrame, zones: set[str]) -> np.ndarray:
    pairs = zip(projects["zone"], projects["zones_touched"], strict=True)
    return np.array([zone in zones or not zones.isdisjoint(also) for zone, also in pairs], bool)


def _has_words(projects: GeoDataFrame, words: Sequence[str]) -> np.ndarray:
    rows = zip(*(projects[column] for column in SEARCHED), strict=True)
    texts = (fold("\n".join(row)) for row in rows)
    return np.array([all(word in text for word in words) for text in texts], bool)


def _every(masks: Sequence[np.ndarray], n: int) -> np.ndarray:
    return np.logical_and.reduce([np.ones(n, bool), *masks])
