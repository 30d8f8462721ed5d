"""A walking network from lines that need not be noded."""

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.crs import require_metric
from geo.errors import DataError, MissingColumnError
from geo.network.graph import EMPTY, TOO_LONG, ZERO_LENGTH, Source, WalkNetwork, assemble
from geo.network.noding import node_lines
from geo.presence import placed

TOLERANCE_M = 1.0
"""Metres within which lines meet, unless told otherwise."""

LONGEST_M = 1_000_000.0
"""A line longer than this has a slip in a coordinate; noding tells places on a line to 4 000 km."""

_VERTEX_M = 1e-4
"""Vertices of a line nearer to each other are one: a tenth of a millimetre."""


def build_network(
    lines_m: GeoDataFrame, *, label: str, tolerance_m: float = TOLERANCE_M, level: str = ""
) -> WalkNetwork:
    """Make a network of lines, noded where they cross or meet.

    Parameters
    ----------
    lines_m
        (n,) LineStrings or MultiLineStrings, METRIC. Those without a place, and parts longer than
        `LONGEST_M`, are left out and counted.
    label
        Chinese words that stand beside every figure made with the network.
    tolerance_m
        Metres, 0.001 to 100: an end this near to a line meets it; nodes this near are one.
    level
        Name of an int column: lines of different levels (bridges, tunnels) do not join where they
        cross, only where one of them ends. "" where all are on one level.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in the metric CRS.
    MissingColumnError
        If there is no column of the name `level`.
    DataError
        If the tolerance is out of range, a geometry is not a line, or no line is left.
    """
    require_metric(lines_m, "lines_m")
    if not 0.001 <= tolerance_m <= 100:
        raise DataError(f"接点容差 {tolerance_m} 米无效，应在 0.001–100 之间；请改填")
    if level and level not in lines_m.columns:
        raise MissingColumnError(f"线图层没有“{level}”列；请改填层次列名，或留空")
    _check_lines(lines_m, label)
    known = lines_m[placed(lines_m)]
    levels = known[level].to_numpy() if level else np.zeros(len(known), dtype=int)
    parts, owner = shapely.get_parts(known.geometry.to_numpy(), return_index=True)
    length_m = shapely.length(parts)
    long = (length_m > 0) & (length_m <= LONGEST_M)
    if not long.any():
        raise DataError(f"{label}：没有可步行的线段；请检查所给文件是否为道路中心线")
    lines = shapely.remove_repeated_points(_flat(parts[long]), _VERTEX_M)
    noded = node_lines(lines, levels[owner[long]], tolerance_m)
    too_long = int((length_m > LONGEST_M).sum())
    dropped = {EMPTY: len(lines_m) - len(known), ZERO_LENGTH: int((~long).sum()) - too_long}
    dropped |= {TOO_LONG: too_long} if too_long else {}
    source = Source(len(lines_m), tolerance_m, dropped)
    ends = (noded.starts, noded.ends)
    return assemble(noded.nodes_m, ends, noded.shapes, label=label, source=source)


def _flat(lines: np.ndarray) -> np.ndarray:
    """Lines without heights; those that have none are not copied."""
    return shapely.force_2d(lines) if shapely.has_z(lines).any() else lines


def _check_lines(lines_m: GeoDataFrame, label: str) -> None:
    kinds = lines_m.geom_type
    wrong = placed(lines_m) & ~kinds.isin(("LineString", "MultiLineString"))
    if wrong.any():
        first = int(wrong.to_numpy().argmax())
        raise DataError(
            f"{label}：第 {first + 1} 个要素是 {kinds.iloc[first]}，不是线；请给道路中心线图层"
        )
