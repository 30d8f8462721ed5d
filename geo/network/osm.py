"""The walking network in an OpenStreetMap extract: ways join where they share a node."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoSeries

from geo.crs import LONLAT, require_in_zone, to_metric
from geo.errors import DataError
from geo.network.graph import NetworkSource, WalkNetwork, assemble
from geo.network.osm_file import OsmWays, Places, check_file, read_date, read_places, read_ways
from geo.progress import Progress, silent

NO_NODE = "缺少节点"
TOO_SHORT = "不足两点"


class _Runs(NamedTuple):
    """Unbroken courses of ways: node numbers in a row, (r,); number of the course, (r,)."""

    node: np.ndarray
    run: np.ndarray


def read_osm(path: Path, *, progress: Progress = silent) -> WalkNetwork:
    """Read the walking network of an OpenStreetMap extract.

    Parameters
    ----------
    path
        .osm.pbf, .pbf, .osm, .osm.gz or .osm.bz2, 1 GB at most. Read twice: the order of what it
        holds does not matter.
    progress
        Told the stage and the share done.

    Returns
    -------
    WalkNetwork
        Nodes are ends of ways and nodes that ways share; ways that cross without a common node
        (bridges, tunnels) do not join. `osm_tags` says which ways count. `report.lines` are the
        walkable ways; `report.dropped` counts the ways left out by reason, and the missing nodes
        (a clipped extract) at which ways were cut. Walked both ways, whatever `oneway` says.

    Raises
    ------
    DataError
        If the file is missing, broken, too large, or has nothing to walk on.
    """
    check_file(path)
    label = f"OpenStreetMap 步行路网（{path.name}，{_words_of(read_date(path))}）"
    ways = read_ways(path, progress)
    if not len(ways.refs):
        raise DataError(f"{path.name} 里没有可步行的道路；请检查是否为含道路的 OSM 数据")
    wanted = np.unique(ways.refs)
    places = read_places(path, wanted, lambda stage, share: progress(stage, 0.3 + 0.5 * share))
    progress("连接道路", 0.8)
    places_m, known = _to_metres(places)
    require_in_zone(places_m, path.name)
    return _network(ways, places.ids[known], places_m[known], label)


def _network(ways: OsmWays, ids: np.ndarray, places_m: np.ndarray, label: str) -> WalkNetwork:
    runs, missing, single = _unbroken(ways, ids)
    starts, ends, shapes = _edges(runs, places_m)
    dropped = {**ways.dropped, NO_NODE: missing, TOO_SHORT: single}
    source = NetworkSource(len(ways.sizes), 0.0, dropped)
    return assemble(places_m, (starts, ends), shapes, label=label, source=source)


def _to_metres(places: Places) -> tuple[np.ndarray, np.ndarray]:
    """(n, 2) metres, and which of them are finite: a place too far away has none in METRIC."""
    points = GeoSeries.from_xy(places.lon, places.lat, crs=LONLAT)
    metres = shapely.get_coordinates(to_metric(points).to_numpy())
    return metres, np.isfinite(metres).all(axis=1)


def _unbroken(ways: OsmWays, ids: np.ndarray) -> tuple[_Runs, int, int]:
    """Courses of ways between missing nodes; how many nodes are missing, and courses of one."""
    way = np.repeat(np.arange(len(ways.sizes)), ways.sizes)
    at = np.searchsorted(ids, ways.refs)
    known = at < len(ids)
    known[known] = ids[at[known]] == ways.refs[known]
    breaks = ~known
    breaks[1:] |= way[1:] != way[:-1]
    node, run = at[known], np.cumsum(breaks)[known]
    fresh = np.r_[True, (run[1:] != run[:-1]) | (node[1:] != node[:-1])][: len(run)]
    node, run = node[fresh], run[fresh]
    _, place, sizes = np.unique(run, return_inverse=True, return_counts=True)
    long = sizes[place] > 1
    return _Runs(node[long], run[long]), int((~known).sum()), int((~long).sum())


def _edges(runs: _Runs, places_m: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut the courses at their ends and at nodes that come twice or more in all."""
    uses = np.bincount(runs.node, minlength=len(places_m))
    turn = runs.run[1:] != runs.run[:-1]
    first, last = np.r_[True, turn], np.r_[turn, True]
    cuts = np.flatnonzero((uses[runs.node] > 1) | first[: len(runs.run)] | last[: len(runs.run)])
    inside = ~last[cuts[:-1]]
    begin, end = cuts[:-1][inside], cuts[1:][inside]
    size = end - begin + 1
    edge = np.repeat(np.arange(len(size)), size)
    vertex = np.arange(len(edge)) - np.repeat(np.cumsum(size) - size - begin, size)
    shapes = shapely.linestrings(places_m[runs.node[vertex]], indices=edge)
    return runs.node[begin], runs.node[end], shapes


def _words_of(day: str) -> str:
    return f"数据日期 {day}" if day else "数据日期未注明"
