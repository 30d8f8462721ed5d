"""A hand-made district of two zones, a school, a road: every coordinate chosen, none read off."""

from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from geo.plan_data import load_plan
from layers import LAYERS
from sheets.request import SheetLayer, SheetRequest

X0, Y0 = 392_000.0, 3_166_000.0
"""South-west corner of the hand-made district, EPSG:4548 metres."""


def frame(shapes, key, **columns):
    ids = Index([f"{key}{number}" for number in range(len(shapes))], name=key)
    columns.setdefault("source", ["s"] * len(shapes))
    made = GeoDataFrame(columns, geometry=shapes, index=ids, crs="EPSG:4548")
    return to_lonlat(made)


@pytest.fixture
def frames():
    """Features by layer id: a district 4 000 x 3 000 m, halved; points and a line inside."""
    district = box(X0, Y0, X0 + 4000, Y0 + 3000)
    halves = [box(X0, Y0, X0 + 2000, Y0 + 3000), box(X0 + 2000, Y0, X0 + 4000, Y0 + 3000)]
    return {
        "zones": frame(halves, "z", zone_id=["core", "belt"], name=["甲区", "乙区"]),
        "outline": frame([district], "b", name=["区"]),
        "education": frame(
            [Point(X0 + 1000, Y0 + 2000), Point(X0 + 9000, Y0)],
            "p",
            name=["丙校", "远校"],
            work=["新建", "还建"],
            layer=["education"] * 2,
        ),
        "roads": frame(
            [LineString([(X0 + 500, Y0 + 1000), (X0 + 3500, Y0 + 1000)])],
            "r",
            name=["丁路"],
            work=["新建"],
            layer=["roads"],
        ),
    }


@pytest.fixture
def ask(frames):
    """Make a request for the hand-made district; `only` names the layers."""
    extent = tuple(float(value) for value in frames["outline"].total_bounds)

    def make(only=tuple, **changes):
        chosen = frames if only is tuple else {name: frames[name] for name in only}
        layers = tuple(
            SheetLayer(spec, chosen[spec.layer_id]) for spec in LAYERS if spec.layer_id in chosen
        )
        values = {"title": "测试图", "date": "2025-06-30", "extent_ll": extent, "layers": layers}
        return SheetRequest(**{**values, "paper": "A4", "dpi": 150, **changes})

    return make


@pytest.fixture(scope="session")
def real_plan():
    """The plan of the data folder."""
    folder = Path(__file__).parents[2] / "data"
    if not (folder / "projects.csv").exists():
        pytest.skip("the plan's data folder is not here")
    return load_plan(folder)
