"""Rings and their figures, worked out once for the same origins, distances and data."""

from geopandas import GeoDataFrame

from geo.coverage import CoverageResult, Surroundings, analyse, pool
from geo.crs import to_metric
from geo.distance import StraightLine
from geo.rings import merged_rings, separate_rings
from views import cache, catalogue
from views.sessions.memory import remembered
from views.state.plan_map import MERGED

Key = tuple[str, ...]
"""Ids of the origins; no two layers share one."""


def rings(sources_ll: GeoDataFrame, radii_m: tuple[float, ...], mode: str) -> GeoDataFrame:
    """Return the rings around the sources, METRIC."""
    return _rings(_key(sources_ll), radii_m, mode, sources_ll)


def figures(sources_ll: GeoDataFrame, walks_m: tuple[float, ...], detour: float) -> CoverageResult:
    """Return what the sources serve of the district's estates, of services and plan items."""
    return _figures(_key(sources_ll), walks_m, detour, sources_ll)


def _key(sources_ll: GeoDataFrame) -> Key:
    return tuple(str(each) for each in sources_ll.index)


def _own(ids: Key, *_: object) -> bool:
    """Whether any of the origins is of a layer that the planner brought."""
    marks = tuple(f"{each.token[:8]}-" for each in catalogue.records())
    return any(each.startswith(marks) for each in ids)


@remembered(most=32, own=_own)
def _rings(
    ids: Key,  # noqa: ARG001
    radii_m: tuple[float, ...],
    mode: str,
    _sources_ll: GeoDataFrame,
) -> GeoDataFrame:
    make = merged_rings if mode == MERGED else separate_rings
    return make(to_metric(_sources_ll), radii_m)


@remembered(most=32, own=_own)
def _figures(
    ids: Key,  # noqa: ARG001
    walks_m: tuple[float, ...],
    detour: float,
    _sources_ll: GeoDataFrame,
) -> CoverageResult:
    frames = cache.metric()
    estates = frames["communities"]
    around = Surroundings(
        frames["zones"],
        estates[estates["in_district"]],
        pool(frames["facilities"], frames["projects"]),
    )
    return analyse(to_metric(_sources_ll), walks_m, around, StraightLine(detour))
