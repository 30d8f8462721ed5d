"""What a walking network needs out of an OpenStreetMap file, as arrays."""

from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from osmium import FileProcessor, InvalidLocationError
from osmium.filter import IdFilter, KeyFilter
from osmium.io import File, FileBuffer
from osmium.osm import NODE, WAY, Node, Way

from geo.errors import DataError
from geo.network.osm_tags import KEYS, why_not
from geo.progress import Progress

FORMATS = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm": "osm",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
}
"""How the names of readable files end, and what osmium calls the format."""

MAX_BYTES = 1 << 30
"""A larger file is refused: 1 GB of PBF is a large country."""

MAX_PLACES = 20_000_000
"""Vertices of walkable ways; more are refused, whatever the size of a packed file."""

_STEP = 50_000
_BITS = {Node: NODE, Way: WAY}
_Entity = TypeVar("_Entity", Node, Way)


class OsmWays(NamedTuple):
    """Walkable ways: node ids of all in a row, (r,); nodes of each, (w,); ways left out."""

    refs: np.ndarray
    sizes: np.ndarray
    dropped: Counter[str]


class Places(NamedTuple):
    """Nodes: ids, ascending, and degrees, (n,) each."""

    ids: np.ndarray
    lon: np.ndarray
    lat: np.ndarray


def osm_format(path: Path) -> str:
    """Osmium's name of the format that a file's name tells; "" where it is not one of OSM."""
    fits = [suffix for suffix in FORMATS if path.name.lower().endswith(suffix)]
    return FORMATS[max(fits, key=len)] if fits else ""


def read_date(path: Path) -> str:
    """ISO day of the data in the file's header; "" where it has none."""
    with _refusing(path):
        header = FileProcessor(_source(path)).header
        return str(header.get("osmosis_replication_timestamp", ""))[:10]


def read_ways(path: Path, progress: Progress) -> OsmWays:
    """Read the walkable ways; what may not be walked on is counted by reason.

    Raises
    ------
    DataError
        If the file is not one of OpenStreetMap, is broken or too large.
    """
    refs, sizes, dropped = array("q"), array("q"), Counter[str]()
    for count, way in enumerate(_entities(path, Way, KeyFilter(*KEYS))):
        if count % _STEP == 0:
            progress(f"读取道路 {count:,} 条", 0.0)
        reason = why_not(way.tags)
        if reason:
            dropped[reason] += 1
            continue
        nodes = [node.ref for node in way.nodes]
        refs.extend(nodes)
        sizes.append(len(nodes))
        _check_number(path, len(refs))
    return OsmWays(_int64(refs), _int64(sizes), dropped)


def read_places(path: Path, wanted: np.ndarray, progress: Progress) -> Places:
    """Read where nodes are; those that the file lacks, or places nowhere, are left out.

    Parameters
    ----------
    path
        The file that the ways are from.
    wanted
        (n,) ids, ascending. May be empty.
    progress
        Told the share from 0 to 1.
    """
    ids, east, north = array("q"), array("q"), array("q")
    # osmium cannot filter by the negative ids that editors give to new nodes
    fitting = () if (wanted < 0).any() else (IdFilter(array("q", wanted.tobytes())),)
    for node in _entities(path, Node, *fitting):
        if len(ids) % _STEP == 0:
            progress("读取节点", min(len(ids) / max(len(wanted), 1), 1.0))
        ids.append(node.id)
        east.append(node.location.x)
        north.append(node.location.y)
    found, at = np.unique(_int64(ids), return_index=True)
    lon, lat = _int64(east)[at] / 1e7, _int64(north)[at] / 1e7
    known = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & np.isin(found, wanted)
    return Places(found[known], lon[known], lat[known])


def _entities(path: Path, kind: type[_Entity], *filters: object) -> Iterator[_Entity]:
    """Objects of one kind that pass the filters and are not deleted."""
    with _refusing(path):
        processor = FileProcessor(_source(path), _BITS[kind])
        for each in filters:
            processor.with_filter(each)
        for entity in processor:
            if isinstance(entity, kind) and not entity.deleted:
                yield entity


def _source(path: Path) -> File | FileBuffer:
    """Open by name, or by content where osmium may not understand the name (Windows)."""
    kind = osm_format(path)
    if str(path).isascii():
        return File(str(path), kind)
    return FileBuffer(path.read_bytes(), kind)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what osmium raises into a `DataError` that names the file."""
    try:
        yield
    except (RuntimeError, ValueError, InvalidLocationError) as error:
        raise DataError(
            f"{path.name} 不是完整的 OpenStreetMap 文件；请重新下载或重新导出"
        ) from error


def check_file(path: Path) -> None:
    """Raise `DataError` unless the file is there, named as an OSM file and not too large."""
    if not osm_format(path):
        raise DataError(f"{path.name} 的扩展名不是 OSM 文件；可用：{'、'.join(FORMATS)}")
    if not path.is_file():
        raise DataError(f"找不到文件 {path.name}；请检查路径")
    size = path.stat().st_size
    if size == 0:
        raise DataError(f"{path.name} 是空文件；请重新下载")
    if size > MAX_BYTES:
        raise DataError(
            f"{path.name} 有 {size / 2**20:,.0f} MB，上限 {MAX_BYTES / 2**20:,.0f} MB；"
            "请先裁剪到城市范围"
        )


def _check_number(path: Path, places: int) -> None:
    if places > MAX_PLACES:
        raise DataError(f"{path.name} 的道路节点超过 {MAX_PLACES:,} 个；请先裁剪到城市范围")


def _int64(numbers: array) -> np.ndarray:
    return np.frombuffer(numbers, dtype=np.int64) if numbers else np.empty(0, dtype=np.int64)
