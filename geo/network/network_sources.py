"""A walking network from whichever file a planner has."""

from pathlib import Path

from geopandas import GeoDataFrame
from pandas import concat
from shapely import LineString

from geo.errors import DataError
from geo.importing.assembly import REASON
from geo.importing.geopackage import kinds
from geo.importing.layer_reading import AS_FOUND
from geo.importing.layer_requirement import LINES, read_one
from geo.importing.limits import LARGE
from geo.importing.model import Ask, Asked, Incoming, ReadingChoices
from geo.network.build import TOLERANCE_M, of_lines
from geo.network.graph import WalkNetwork
from geo.network.network_file import ABOUT, EDGES, NODES, load
from geo.network.osm import read_osm
from geo.network.osm_file import osm_format
from geo.progress import Progress, silent

_NOWHERE = LineString()
"""In place of a missing shape, for it outlives being taken apart."""


def read_network(
    path: Path,
    choices: ReadingChoices = AS_FOUND,
    *,
    tolerance_m: float = TOLERANCE_M,
    lines: bool = True,
    progress: Progress = silent,
) -> WalkNetwork:
    """Read a network from whichever file a planner has.

    Parameters
    ----------
    path
        An OpenStreetMap extract, a network that was stored (see `geo.network.network_file`), or a
        line layer of any format that `geo.importing` reads.
    choices
        How a line layer is read.
    tolerance_m
        Metres within which lines of a line layer meet.
    lines
        Whether a line layer will do.
    progress
        Told the stage and the share done.

    Raises
    ------
    DataError
        If it is none of these, missing or broken.
    """
    if osm_format(path):
        return read_osm(path, progress=progress)
    if _is_stored(path):
        return load(path)
    if not lines:
        raise DataError(
            f"{path.name} 不是 OpenStreetMap 提取，也不是存好的路网；道路线图层请用上面的导入"
        )
    found, hint = read_one(path, path.name, LINES, Asked(choices, limits=LARGE))
    progress(hint or f"连接 {found.report.placed:,} 条线", 0.5)
    return of_lines(_with_unplaced(found), path.name, tolerance_m=tolerance_m)


def _with_unplaced(found: Incoming) -> GeoDataFrame:
    """Lines of a layer with the rows that have no place, so that the network counts them."""
    if not len(found.unplaced):
        return found.frame_ll
    rows = found.unplaced.drop(columns=REASON)
    absent = GeoDataFrame(rows, geometry=[_NOWHERE] * len(rows), crs=found.frame_ll.crs)
    return GeoDataFrame(concat([found.frame_ll, absent]), crs=found.frame_ll.crs)


def _is_stored(path: Path) -> bool:
    """Whether the file holds the layers of a stored network; False where it cannot be read."""
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return False
    try:
        layers = kinds(path, Ask(path.name, limits=LARGE))
    except DataError:
        return False
    return {EDGES, NODES, ABOUT} <= layers.keys()
