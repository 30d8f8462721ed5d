"""A hand-made plan of two zones: what is placed where is chosen, none read off."""

from types import SimpleNamespace

import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Index
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.plan_data import PlanData
from geo.schema.amounts import parts
from geo.walk_thresholds import by_metres
from layers import LAYERS
from layers.features import features_of, with_derived_columns
from sheets.atlas.atlas_spec import AtlasSpec
from sheets.atlas.model import AtlasStyle
from sheets.atlas.reached_estates import SchoolReach
from sheets.request import SheetLayer

X0, Y0 = 392_000.0, 3_166_000.0


def frame(ids, key, shapes, **columns):
    columns.setdefault("source", ["测试"] * len(shapes))
    columns.setdefault("basis", ["测试"] * len(shapes))
    columns.setdefault("accuracy_m", [50.0] * len(shapes))
    made = GeoDataFrame(columns, geometry=shapes, index=Index(ids, name=key), crs="EPSG:4548")
    return to_lonlat(made)


def at(x, y):
    return Point(X0 + x, Y0 + y)


def _projects():
    ids = ["P5-1-01", "P5-1-02", "P8-1-01", "P8-1-02"]
    return frame(
        ids,
        "project_id",
        [LineString([at(500, 500), at(3500, 500)]), None, at(1000, 2000), None],
        column=["专栏5", "专栏5", "专栏8", "专栏8"],
        clause=["（一）道路", "（一）道路", "（一）学校", "（一）学校"],
        name=["丁路", "戊路", "甲校新建", "乙校新建"],
        layer=["roads", "roads", "education", "education"],
        kind=["道路", "道路", "学校", "学校"],
        work=["新建"] * 4,
        location=["", "全区范围内", "", ""],
        quantity=[float("nan"), 3.5, float("nan"), float("nan")],
        unit=["", "公里", "", ""],
        source_note=[""] * 4,
        progress=[float("nan")] * 4,
        capacity=[float("nan")] * 4,
        **{name: [float("nan")] * 4 for each in ("total", "done") for name in parts(each)},
        accuracy_m=[60.0, float("nan"), 800.0, float("nan")],
        outside=[False] * 4,
    )


@pytest.fixture(scope="session")
def plan():
    halves = [box(X0, Y0, X0 + 2000, Y0 + 3000), box(X0 + 2000, Y0, X0 + 4000, Y0 + 3000)]
    zones = frame(
        ["core", "belt"],
        "zone_id",
        halves,
        name=["甲区", "乙区"],
        structure=["一核", "一带"],
        extent=["西半", "东半"],
        functions=["居住", "产业"],
    )
    estates = [at(1000, 1300), at(1000, 2400), at(1000, 2900), at(3900, 100)]
    return with_derived_columns(
        PlanData(
            boundary=frame(["b"], "id", [box(X0, Y0, X0 + 4000, Y0 + 3000)], name=["区"]),
            zones=zones,
            projects=_projects(),
            roads=frame(["r"], "road_id", [LineString([at(0, 1500), at(4000, 1500)])],
                        name=["己路"], grade=["A"]),
            facilities=frame(["f1", "f2", "f3"], "facility_id",
                             [at(1000, 1000), at(3000, 1000), at(9000, 1000)],
                             name=["庚小学", "辛幼儿园", "区外小学"], note=[""] * 3,
                             kind=["学校", "幼儿园", "学校"], stage=["小学", "", "小学"],
                             outside=[False, False, True]),
            communities=frame(["c1", "c2", "c3", "c4"], "community_id", estates,
                              name=["子苑", "丑苑", "寅苑", "卯苑"], outside=[False] * 4),
            services=DataFrame(),
        )
    )  # fmt: skip


@pytest.fixture(scope="session")
def circles():
    services = DataFrame(
        {"kind": ["学校", "学校"], "stage": ["九年一贯制", ""]},
        index=Index(["P8-1-01", "P8-1-02"], name="project_id"),
    )
    return SchoolReach(by_metres((300, 500, 1000)), StraightLine(), services)


@pytest.fixture
def ask(plan, circles):
    """Make what is wanted of the hand-made plan."""

    def make(*subjects, layers=("zones", "education", "main-roads", "outline"), **changes):
        style = {"date": "2025-06-30", "dpi": 150} | {
            name: changes.pop(name) for name in list(changes) if name in AtlasStyle.__annotations__
        }
        background = tuple(
            SheetLayer(spec, features_of(plan, spec)) for spec in LAYERS if spec.layer_id in layers
        )
        values = {"projects_ll": plan.projects, "circles": circles} | changes
        return AtlasSpec(plan, subjects, AtlasStyle(**style), background, **values)

    return make


@pytest.fixture
def own_layer():
    """A layer as a planner brings it: odd columns, ids that are numbers, text that bites."""
    made = GeoDataFrame(
        {"name": ["<b>&\"'", None], "n": [1, 2], "when": pd.to_datetime(["2024-01-01", None])},
        geometry=[Point(115.91, 28.61), None],
        crs="EPSG:4326",
    )
    return SimpleNamespace(frame=made)
