"""What is read or made of the plan, once for each edition; frames are shared, never changed.

The folder is read once for each edition of it; of a state of the ledger only those rows are made
anew that it changed (`views.present`).
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.data_folder import PROGRAM
from geo.exporting.public_zones import zones_geojson
from geo.filtering import Criteria, apply
from geo.overlay.laying import overlaid
from geo.plan_data import PlanData
from geo.search import Hit, build_index
from geo.store import Standards
from layers import LAYERS
from layers.features import features_of
from layers.items import Item
from layers.themes import BY_LAYER, THEMES
from views import as_of
from views.edition import STORE, by_edition, by_folder, ledger_edition
from views.present import Present

ROOT = PROGRAM

_DAYS = 24
"""Days of the past that are held: a slider goes to and fro."""

_MOST = 128
"""Filters whose result is held: some for each of many planners."""


@by_folder()
def published() -> PlanData:
    """Return the plan as published, checked."""
    return STORE.published()


@by_folder()
def _of_now() -> Present:
    """What is kept from one state of the ledger to the next."""
    return Present(published())


@by_folder()
def _of_then() -> Present:
    """What is kept from one day that somebody looks at to the next."""
    return Present(published())


def _present() -> Present:
    return _of_then() if as_of.day() else _of_now()


@by_edition(days=_DAYS)
def plan() -> PlanData:
    """Return the plan as it is now, checked and dressed."""
    if as_of.day():
        return _present().plan(overlaid(published(), states(), as_of.day()))
    return _present().plan(STORE.laid(published(), states(), ledger_edition()))


@by_edition(days=_DAYS)
def states() -> dict[str, DataFrame]:
    """Return what the ledger says of the items of each table, of which `plan` is made."""
    return STORE.states(as_of.at())


@by_folder()
def standards() -> Standards:
    """Return levels, rules and paces of the standards."""
    return STORE.standards()


@by_edition(days=_DAYS)
def metric() -> dict[str, GeoDataFrame]:
    """Return every frame of the plan in METRIC, by its word in `geo.schema.PLAN_TABLES`."""
    return _present().in_metric(plan())


def items(theme: str = BY_LAYER) -> dict[str, tuple[Item, ...]]:
    """Return every placed feature ready to be drawn in a theme, by layer id."""
    return _items(theme)


@by_edition(most=len(THEMES), days=_DAYS)
def _items(theme: str) -> dict[str, tuple[Item, ...]]:
    return _present().items(plan(), theme)


@by_edition(days=_DAYS)
def members() -> dict[str, tuple[str, ...]]:
    """Return the ids of every feature, placed or not, by layer id."""
    return {
        spec.layer_id: tuple(str(each) for each in features_of(plan(), spec).index)
        for spec in LAYERS
    }


@by_edition()
def index() -> tuple[Hit, ...]:
    """Return every name on the map and every plan item without a place."""
    named = {
        spec.layer_id: (features_of(plan(), spec), spec.name_column)
        for spec in LAYERS
        if spec.role != "boundary"
    }
    return build_index(named)


@by_folder()
def public_zones() -> tuple[bytes, str]:
    """Return the zones that anyone may load, RFC 7946 GeoJSON with its tag (RFC 9110, 8.8.3)."""
    content = zones_geojson(published())
    return content, f'"{sha256(content).hexdigest()[:32]}"'


class Left(NamedTuple):
    """The plan items that pass a filter, with their ids; shared, never changed."""

    rows: GeoDataFrame  # (n,) in EPSG:4326 in the order of the plan, may be empty
    ids: frozenset[str]


def left(criteria: Criteria) -> Left:
    """Return what passes the filter in this version of the plan."""
    return _filter()(criteria)


@by_edition(days=_DAYS)
def _filter() -> Callable[[Criteria], Left]:
    """Filter of a version; it goes with its results when the plan is read again."""
    projects = plan().projects

    @lru_cache(maxsize=_MOST)
    def narrowed(criteria: Criteria) -> Left:
        rows = apply(projects, criteria)
        return Left(rows, frozenset(rows.index))

    return narrowed
