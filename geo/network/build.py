"""A walking network from lines that need not be noded: main roads of the data, or a line layer."""

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.crs import require_metric, to_metric
from geo.errors import DataError
from geo.has_geometry import has_geometry
from geo.network.graph import EMPTY, TOO_LONG, ZERO_LENGTH, NetworkSource, WalkNetwork, assemble
from geo.network.noding import node_lines

TOLERANCE_M = 1.0
"""Metres within which lines meet, unless told otherwise."""

LONGEST_M = 1_000_000.0
"""A line longer than this has a slip in a coordinate; noding tells places on a line to 4 000 km."""

_VERTEX_M = 1e-4
"""Vertices of a line nearer to each other are one: a tenth of a millimetre."""

SKELETON = "主干路骨架路网，不含街坊路"
"""What is said of the main roads of the data as a network."""

SKELETON_TOLERANCE_M = 15.0
"""The main roads are drawn to some 20-50 m: ends this near to a road meet it."""

LAYER_COLUMNS = ("layer", "层")
BRIDGE_COLUMNS = ("bridge", "桥梁", "高架")
TUNNEL_COLUMNS = ("tunnel", "隧道")
"""Columns looked for, in any case of letters; the first that is there counts."""

NO = ("", "no", "n", "false", "f", "none", "否", "无", "building_passage")
"""Words for no, besides 0; whatever else stands there is a yes (yes, 1, T, 是, viaduct).
A passage through a building lies on the ground, OSM's wiki on tunnel=building_passage."""


def skeleton(roads: GeoDataFrame) -> WalkNetwork:
    """Make a network of the main roads of the data (data/roads.geojson, any CRS)."""
    return build_network(
        to_metric(streets_of(roads)), label=SKELETON, tolerance_m=SKELETON_TOLERANCE_M
    )


def streets_of(roads: GeoDataFrame) -> GeoDataFrame:
    """Return the roads that are known to be walked on: not those that an office drew itself.

    The plan names roads that are yet to be built; who draws one as a reference line does not say
    that it stands.
    """
    return roads[roads["added"] == ""] if "added" in roads else roads


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
    label, levels = f"{title} 路网", levels_of(single)
    return build_network(single, label=label, tolerance_m=tolerance_m, levels=levels)


def build_network(
    lines_m: GeoDataFrame,
    *,
    label: str,
    tolerance_m: float = TOLERANCE_M,
    levels: Series | None = None,
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
    levels
        (n,) ints: lines of different levels (bridges, tunnels) do not join where they cross, only
        where one of them ends. None where all are on one level.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in the metric CRS.
    DataError
        If the tolerance is out of range, a geometry is not a line, or no line is left.
    """
    require_metric(lines_m, "lines_m")
    if not 0.001 <= tolerance_m <= 100:
        raise DataError(f"接点容差 {tolerance_m} 米无效，应在 0.001–100 之间；请改填")
    _check_lines(lines_m, label)
    known = np.flatnonzero(has_geometry(lines_m))
    level = np.zeros(len(lines_m), dtype=int) if levels is None else levels.to_numpy()
    shapes = lines_m.geometry.to_numpy()[known]
    parts, owner = shapely.get_parts(shapes, return_index=True)
    length_m = shapely.length(parts)
    long = (length_m > 0) & (length_m <= LONGEST_M)
    if not long.any():
        raise DataError(f"{label}：没有可步行的线段；请检查所给文件是否为道路中心线")
    lines = shapely.remove_repeated_points(_flat(parts[long]), _VERTEX_M)
    noded = node_lines(lines, level[known[owner[long]]], tolerance_m)
    too_long = int((length_m > LONGEST_M).sum())
    dropped = {EMPTY: len(lines_m) - len(known), ZERO_LENGTH: int((~long).sum()) - too_long}
    dropped |= {TOO_LONG: too_long} if too_long else {}
    source = NetworkSource(len(lines_m), tolerance_m, dropped)
    ends = (noded.starts, noded.ends)
    return assemble(noded.nodes_m, ends, noded.shapes, label=label, source=source)


def levels_of(lines: DataFrame) -> Series:
    """Level of each line: 0 on the ground, 1 for a bridge, -1 for a tunnel, or as `layer` says.

    Parameters
    ----------
    lines
        (n,) rows. May be empty. Columns as named above, all optional. A `layer` of 0 says nothing:
        exports write it where the source has none.

    Returns
    -------
    Series
        (n,) ints, indexed as `lines`; all 0 where there is no such column.
    """
    layer = pd.to_numeric(_column(lines, LAYER_COLUMNS), errors="coerce").fillna(0).clip(-99, 99)
    bridge = _said(_column(lines, BRIDGE_COLUMNS))
    tunnel = _said(_column(lines, TUNNEL_COLUMNS)) & ~bridge
    implied = bridge.astype(int) - tunnel.astype(int)
    return layer.round().astype(int).where(layer != 0, implied).rename("level")


def _flat(lines: np.ndarray) -> np.ndarray:
    """Lines without heights; those that have none are not copied."""
    return shapely.force_2d(lines) if shapely.has_z(lines).any() else lines


def _check_lines(lines_m: GeoDataFrame, label: str) -> None:
    kinds = lines_m.geom_type
    wrong = has_geometry(lines_m) & ~kinds.isin(("LineString", "MultiLineString"))
    if wrong.any():
        first = int(wrong.to_numpy().argmax())
        raise DataError(
            f"{label}：第 {first + 1} 个要素是 {kinds.iloc[first]}，不是线；请给道路中心线图层"
        )


def _column(lines: DataFrame, names: tuple[str, ...]) -> Series:
    """Texts of the first of these columns; empty where there is none."""
    found = {str(column).strip().lower(): column for column in reversed(lines.columns)}
    for name in names:
        if name in found:
            return lines[found[name]].astype("object").fillna("").astype(str).str.strip()
    return Series("", index=lines.index, dtype="str")


def _said(texts: Series) -> Series:
    zero = pd.to_numeric(texts, errors="coerce") == 0
    return ~texts.str.lower().isin(NO) & ~zero
