"""A project written and read again is the same project."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas import GeoDataFrame
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, box

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError, UnexpectedCRSError
from geo.project_file import (
    Project,
    dump,
    frame_of,
    load,
    store,
)
from geo.scenario.edits import Scenario, ScenarioEdit
from geo.scenario.storing import to_dict

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
SAVED = "2026-01-31"
MIXED = [
    Point(115.9123456789012, 28.6),
    None,
    box(115.9, 28.6, 115.91, 28.61),
    LineString([(115.9, 28.6), (115.91, 28.6)]),
    MultiPolygon([box(115.9, 28.6, 115.91, 28.61), box(115.92, 28.6, 115.93, 28.61)]),
]


def frame_with(**columns):
    shapes = [Point(115.9 + at / 100, 28.6) for at in range(len(next(iter(columns.values()))))]
    return GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


def scenario(name="方案一"):
    edits = (
        ScenarioEdit("停用", "f001"),
        ScenarioEdit("移动", "f002", lon=115.9, lat=28.6, accuracy_m=20.0),
    )
    return {"scenario": to_dict(Scenario(name, edits)), "on_plan": True}


CHOICES = {
    "on-zones": False,
    "alpha-education": 70,
    "pal": "色觉友好",
    "clause": ["（一）学校建设项目"],
    "placed": "unplaced",
    "q": "学校",
    "selected": "education:P8-1-01",
    "view": "115.880000,28.580000,115.950000,28.660000",
    "rings": {"origins": ["学校与体育"], "walks_m": [500.0], "detour": 1.3, "mode": "合并"},
    "ring-levels": [5.0, 10.0],
    "lc-how": "路网步行",
    "lc-walk-life15-junior": 800.0,
    "lc-plan-P8-1-01": True,
    "lc-scenarios": {"乙": scenario("乙"), "甲": scenario("甲")},
    "lc-k": 3,
}


def test_choices_come_back_with_their_types_and_order():
    found = load(dump(Project("0.1.0", SAVED, CHOICES)))
    assert found.choices == CHOICES
    assert list(found.choices["lc-scenarios"]) == ["乙", "甲"]
    assert isinstance(found.choices["lc-k"], int)
    assert found.warnings == ()


def test_nothing_at_all_is_a_project():
    assert load(dump(Project("0.1.0", SAVED))) == Project("0.1.0", SAVED)


def test_the_same_project_is_the_same_readable_text():
    one = dump(Project("0.1.0", SAVED, CHOICES))
    two = dump(Project("0.1.0", SAVED, dict(reversed(CHOICES.items()))))
    assert one == two
    assert '"pal": "色觉友好"' in one
    assert load(one.encode("utf-8-sig")) == load(one)


def test_a_layer_comes_back_with_ids_columns_types_and_every_digit():
    frame = GeoDataFrame(
        {
            "名称": ["甲", None, "=1+1", "</script>", "\n"],
            "户数": [1, 2, 3, 4, 5],
            "层数": pd.array([1, None, 3, 4, 5], dtype="Int64"),
            "面积": [0.1, np.nan, 1e-9, 1e20, -0.0],
            "有": [True, False, True, True, False],
            "日": pd.to_datetime(["2026-01-31 08:00:00.000001"] * 5),
            "时": pd.to_datetime(["2026-01-31T08:00Z"] * 4 + [None]),
        },
        index=pd.Index(list("abcde"), name="编号"),
        geometry=MIXED,
        crs="EPSG:4326",
    )
    layer = store(frame, "小区.shp", "demand", source="GCJ-02，已转为 WGS 84", look={"size": 2.0})
    (read,) = load(dump(Project("0.1.0", SAVED, layers=(layer,)))).layers
    assert read == layer
    back = frame_of(read)
    assert_geodataframe_equal(back, frame, check_dtype=False, check_like=False)
    assert [str(kind) for kind in back.dtypes[1:5]] == ["int64", "Int64", "float64", "bool"]
    assert back["时"].dt.tz is not None
    assert back["名称"].isna().tolist() == [False, True, False, False, False]


def test_ids_numbered_from_zero_and_no_rows_at_all():
    frame = frame_with(a=["甲", "乙"])
    assert_geodataframe_equal(frame_of(store(frame, "x")), frame, check_dtype=False)
    none = frame_of(store(frame.iloc[:0], "x"))
    assert list(none.columns) == ["a", "geometry"]
    assert len(none) == 0
    assert none.crs.to_epsg() == 4326


def test_metres_come_back_within_a_micrometre():
    metres = to_metric(frame_with(a=[1, 2, 3]))
    back = to_metric(frame_of(store(metres, "x")))
    moved = shapely.distance(metres.geometry.to_numpy(), back.geometry.to_numpy())
    assert moved.max() < 1e-6


def test_the_text_of_a_layer_opens_in_gdal(tmp_path):
    import pyogrio  # noqa: PLC0415 - the oracle

    frame = frame_with(名称=["甲", "乙"], 户数=[3, 4])
    path = tmp_path / "x.geojson"
    features = ",".join(store(frame, "x").features)
    text = f'{{"type": "FeatureCollection", "features": [{features}]}}'
    path.write_text(text, encoding="utf-8")
    read = pyogrio.read_dataframe(path)
    assert read["名称"].tolist() == ["甲", "乙"]
    assert read["户数"].tolist() == [3, 4]
    assert read.geometry.geom_equals_exact(frame.geometry, 0).all()


COLUMNS = {
    "text": st.none() | WORDS,
    "integer": st.none() | st.integers(-(2**63), 2**63 - 1),
    "number": st.none() | st.floats(-1e200, 1e200),
    "yesno": st.none() | st.booleans(),
}


@st.composite
def layers(draw):
    rows = draw(st.integers(0, 4))
    kinds = draw(st.lists(st.sampled_from(list(COLUMNS)), max_size=4))
    table = {
        f"{kind}{at}": pd.Series(
            draw(st.lists(COLUMNS[kind], min_size=rows, max_size=rows)), dtype=object
        )
        for at, kind in enumerate(kinds)
    }
    lonlat = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
    spots = draw(st.lists(st.none() | lonlat.map(Point), min_size=rows, max_size=rows))
    frame = GeoDataFrame(table, index=range(rows), geometry=spots, crs="EPSG:4326")
    return store(frame, draw(WORDS.map(lambda text: "层" + text.translate(CONTROLS))))


CONTROLS = dict.fromkeys([*range(32), 127])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "q": WORDS.map(lambda text: text.translate(CONTROLS)),
        "on-zones": st.booleans(),
        "alpha-roads": st.integers(10, 100),
        "lc-speed": st.floats(20, 120),
        "pal": st.sampled_from(["规范色", "色觉友好"]),
        "ring-minutes": st.lists(st.sampled_from([5, 10, 15, 20]), max_size=4),
    },
)


@settings(max_examples=60)
@given(VALUES, st.lists(layers(), max_size=3).map(tuple))
def test_whatever_is_written_is_read_as_it_was(choices, brought):
    project = Project("0.1.0", SAVED, choices, brought)
    found = load(dump(project))
    assert found == project
    assert found.warnings == ()
    assert dump(found) == dump(project)
    assert [frame_of(layer).shape for layer in brought] == [
        (len(layer.features), len(layer.columns) + 1) for layer in brought
    ]


def test_what_cannot_be_kept_is_refused_when_it_is_written():
    with pytest.raises(DataError, match="无法保存项目：choices.a\\?b 不认识"):
        dump(Project("0.1.0", SAVED, {"a\x00b": 1}))
    with pytest.raises(DataError, match="choices.q：应为格式正确的文字"):
        dump(Project("0.1.0", SAVED, {"q": Point(0, 0)}))
    twice = frame_with(a=[1]).assign(b=2).set_axis(["a", "geometry", "a"], axis=1)
    with pytest.raises(DataError, match="两列同名"):
        store(twice.set_geometry("geometry"), "x")
    with pytest.raises(DataError, match="重复"):
        store(frame_with(a=[1, 2]).set_axis(["x", "x"]), "x")
    with pytest.raises(DataError, match="图层名称"):
        store(frame_with(a=[1]), " ")
    with pytest.raises(UnexpectedCRSError):
        store(GeoDataFrame(geometry=[Point(1, 2)]), "x")
    with pytest.raises(DataError, match="请去掉不需要的图层"):
        dump(Project("0.1.0", SAVED, layers=(store(frame_with(a=[1]), "x"),) * 25))


def test_the_frame_given_is_not_changed():
    frame = to_lonlat(frame_with(a=[1, 2]))
    before = frame.copy()
    store(frame, "x")
    assert_geodataframe_equal(frame, before)
    project = Project("0.1.0", SAVED, {"ring-minutes": [5]})
    dump(project)
    assert project == replace(project)
    assert json.loads(dump(project))["version"] == 1
