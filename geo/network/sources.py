"""Where a walking network comes from: the main roads of the data, or a planner's file."""

from pathlib import Path

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.errors import DataError
from geo.incoming.geopackage import kinds
from geo.incoming.limits import LARGE
from geo.incoming.model import Ask
from geo.network.build import TOLERANCE_M, build_network
from geo.network.graph import WalkNetwork
from geo.network.levels import LEVEL, levels_of
from geo.network.line_files import SUFFIXES, read_lines
from geo.network.osm import read_osm
from geo.network.osm_file import FORMATS, osm_format
from geo.network.progress import Progress, silent
from geo.network.store import ABOUT, EDGES, NODES, load

SKELETON = "主干路骨架路网，不含街坊路"
"""What is said of the main roads of the data as a network."""

SKELETON_TOLERANCE_M = 15.0
"""The main roads are drawn to some 20-50 m: ends this near to a road meet it."""


def skeleton(roads: GeoDataFrame) -> WalkNetwork:
    """Make a network of the main roads of the data (data/roads.geojson, any CRS)."""
    return build_network(to_metric(roads), label=SKELETON, tolerance_m=SKELETON_TOLERANCE_M)


def of_lines(lines: GeoDataFrame, title: str, *, tolerance_m: float = TOLERANCE_M) -> WalkNetwork:
    """Make a network of a line layer that is already read.

    Parameters
    ----------
    lines
        (n,) lines, any CRS; columns that tell bridges and tunnels are heeded, see `levels_of`.
    title
        What the planner calls the layer.
    tolerance_m
        Metres within which lines meet.

    Raises
    ------
    DataError
        If a geometry is no line, none is left, or the tolerance is out of range.
    """
    single = to_metric(lines).explode(ignore_index=True)
    levels = single.assign(**{LEVEL: levels_of(single)})
    return build_network(levels, label=f"{title} 路网", tolerance_m=tolerance_m, level=LEVEL)


def read_network(
    path: Path,
    *,
    tolerance_m: float = TOLERANCE_M,
    layer: str = "",
    crs: str = "",
    progress: Progress = silent,
) -> WalkNetwork:
    """Read a network from whichever file a planner has.

    Parameters
    ----------
    path
        A network that `python -m geo.network` stored, an OpenStreetMap extract, or a line layer.
    tolerance_m
        Metres within which lines of a line layer meet.
    layer, crs
        Which line layer of the file, "" for the only one; its reference system, "" for its own.
    progress
        Told the stage and the share done.

    Raises
    ------
    DataError
        If it is none of these, missing or broken.
    """
    check_suffix(path)
    if osm_format(path):
        return read_osm(path, progress=progress)
    if _is_stored(path):
        return load(path)
    lines_m = read_lines(path, layer=layer, crs=crs)
    progress(f"连接 {len(lines_m):,} 条线", 0.5)
    label = f"{path.name} 路网"
    return build_network(lines_m, label=label, tolerance_m=tolerance_m, level=LEVEL)


def check_suffix(path: Path) -> None:
    """Raise `DataError` if a file is no network by its name."""
    if not osm_format(path) and path.suffix.lower() not in SUFFIXES:
        raise DataError(f"{path.name} 的扩展名不可用；路网可用 {'、'.join((*FORMATS, *SUFFIXES))}")


def _is_stored(path: Path) -> bool:
    """Whether the file holds the layers of a stored network; False where it cannot be read."""
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return False
    try:
        layers = kinds(path, Ask(path.name, limits=LARGE))
    except DataError:
        return False
    return {EDGES, NODES, ABOUT} <= layers.keys()
