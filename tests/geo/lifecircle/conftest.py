"""Small rules and facilities."""

import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Index
from shapely import Point

X0, Y0 = 392_000.0, 3_168_000.0

RULE = {
    "preset": "试行",
    "level_min": 15.0,
    "kind": "小学",
    "matches": "学校:小学",
    "radius_m": 500.0,
    "required": True,
    "clause": "c",
    "source": "s",
    "checked": "未核对",
    "note": "",
}


@pytest.fixture
def make_rules():
    """Rules that differ from one primary school within 500 m as told, a dict each."""

    def make(*changes):
        rows = [RULE | change for change in changes]
        ids = Index([f"r{i}" for i in range(len(rows))], name="rule_id", dtype="str")
        rules = DataFrame(rows, index=ids, columns=list(RULE))
        return rules.astype({"radius_m": float, "level_min": float, "required": bool})

    return make


@pytest.fixture
def make_facilities():
    """Facilities as (east, north, kind, stage) in metres from the south-west corner."""

    def make(*spots, accuracy_m=0.0):
        shapes = [None if x is None else Point(X0 + x, Y0 + y) for x, y, _, _ in spots]
        ids = Index([f"f{i}" for i in range(len(spots))], name="facility_id", dtype="str")
        columns = {
            "name": pd.Series([f"{kind}{i}" for i, (_, _, kind, _) in enumerate(spots)], ids),
            "kind": pd.Series([kind for _, _, kind, _ in spots], ids, dtype="str"),
            "stage": pd.Series([stage for *_, stage in spots], ids, dtype="str"),
            "accuracy_m": accuracy_m,
            "origin": "现状",
        }
        return GeoDataFrame(columns, geometry=shapes, index=ids, crs="EPSG:4548")

    return make
