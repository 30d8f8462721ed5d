"""What a filter leaves of the plan items: worked out once a filter, for every run and planner."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.filtering import Criteria, apply
from views import cache
from views.edition import by_edition

_MOST = 128
"""Filters whose result is held: some for each of many planners."""


class Left(NamedTuple):
    """The plan items that pass a filter; shared, never changed.

    Parameters
    ----------
    rows
        (n,) items in EPSG:4326 in the order of the plan. May be empty.
    ids
        Their ids.
    """

    rows: GeoDataFrame
    ids: frozenset[str]


def left(criteria: Criteria) -> Left:
    """Return what passes the filter in this version of the plan."""
    return _filter()(criteria)


@by_edition()
def _filter() -> Callable[[Criteria], Left]:
    """Filter of a version; it goes with its results when the plan is read again."""
    projects = cache.plan().projects

    @lru_cache(maxsize=_MOST)
    def narrowed(criteria: Criteria) -> Left:
        rows = apply(projects, criteria)
        return Left(rows, frozenset(rows.index))

    return narrowed
