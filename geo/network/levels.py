"""Bridges and tunnels of a line layer as whole-number levels."""

import pandas as pd
from pandas import DataFrame, Series

LEVEL = "level"
"""Name of the column that `build_network` is told."""

LAYER_COLUMNS = ("layer", "层")
BRIDGE_COLUMNS = ("bridge", "桥梁", "高架")
TUNNEL_COLUMNS = ("tunnel", "隧道")
"""Columns looked for, in any case of letters; the first that is there counts."""

NO = ("", "no", "n", "false", "f", "none", "否", "无", "building_passage")
"""Words for no, besides 0; whatever else stands there is a yes (yes, 1, T, 是, viaduct).
A passage through a building lies on the ground, OSM's wiki on tunnel=building_passage."""


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
    return layer.round().astype(int).where(layer != 0, implied).rename(LEVEL)


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
