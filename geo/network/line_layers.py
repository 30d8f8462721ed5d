"""A walking network of lines that are already read: the main roads of the data, or a layer."""

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.network.build import TOLERANCE_M, build_network
from geo.network.graph import WalkNetwork
from geo.network.levels import LEVEL, levels_of

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
