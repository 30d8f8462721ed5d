"""Values on the way between processes: what goes out comes back, and nothing else is built."""

import datetime as dt
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas import GeoDataFrame
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_index_equal, assert_series_equal
from sandbox_values import Colour, Held, Pair, there_and_back

from geo.sandbox.codec import encode

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | st.tuples(inner, inner)
        | st.builds(Pair, inner, inner)
    ),
    max_leaves=20,
)


@given(plain)
def test_plain_values_come_back(value):
    again = there_and_back(value)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        Held("甲", (Pair(1, None), Pair("~", {1: 2, None: (3,)}))),
        Colour.RED,
        Path("甲") / "乙",
        dt.datetime(2026, 11, 27, 1, 2, 3, 4),
        dt.datetime(2026, 11, 27, tzinfo=dt.UTC),
        dt.date(2026, 11, 27),
        dt.time(1, 2),
        dt.timedelta(-1, 5, 7),
        frozenset({1, 2}),
        {"~": "named", "class": "no"},
        np.float64(2.5),
        np.int8(-3),
        float("inf"),
    ],
)
def test_other_values_come_back(value):
    again = there_and_back(value)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=np.int16).reshape(2, 3),
        np.array([1.5, np.nan]),
        np.array([], dtype=bool),
        np.array(["甲", "乙丙"]),
        np.array(["2026-11-27"], dtype="datetime64[ms]"),
        np.arange(10)[::2],
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    ],
)
def test_arrays_come_back_and_can_be_written(array):
    again = there_and_back(array)
    np.testing.assert_array_equal(again, array)
    assert again.dtype == array.dtype
    again[...] = again


SHAPES = [
    "POINT (1 2)", "POINT Z (1 2 3)", "LINESTRING (0 0, 1 1)", "MULTIPOINT (0 0, 1 1)",
    "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 4))", "LINESTRING EMPTY", "POINT EMPTY",
    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))", "GEOMETRYCOLLECTION EMPTY",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", "POLYGON EMPTY",
]  # fmt: skip


@given(st.lists(st.sampled_from([None, *SHAPES]), max_size=30))
def test_shapes_come_back_each_of_its_kind(texts):
    shapes = np.array([None if each is None else shapely.from_wkt(each) for each in texts], object)
    again = there_and_back(shapes)
    assert [None if each is None else each.wkt for each in again] == [
        None if each is None else each.wkt for each in shapes
    ]


def test_rings_come_back_as_lines():
    ring = np.array([shapely.LinearRing([(0, 0), (1, 0), (1, 1)])], object)
    assert there_and_back(ring)[0].wkt == "LINESTRING (0 0, 1 0, 1 1, 0 0)"


WITH_EMPTY_PARTS = {
    "MULTIPOLYGON (EMPTY, ((0 0, 4 0, 4 4, 0 0)))": "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
    "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), EMPTY)": "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
    "MULTIPOINT (EMPTY, (1 2))": "MULTIPOINT ((1 2))",
    "MULTILINESTRING ((0 0, 1 1), EMPTY)": "MULTILINESTRING ((0 0, 1 1))",
    "GEOMETRYCOLLECTION (POINT (1 2))": "GEOMETRYCOLLECTION (POINT (1 2))",
    "POINT (1 2)": "POINT (1 2)",
}


@pytest.mark.parametrize("text", WITH_EMPTY_PARTS)
def test_empty_parts_are_left_behind(text):
    shapes = np.array([shapely.from_wkt(each) for each in ("POINT (0 0)", text)], object)
    assert there_and_back(shapes)[1].wkt == WITH_EMPTY_PARTS[text]


def test_collections_within_collections_do_not_travel():
    deep = shapely.from_wkt("GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 2)))")
    with pytest.raises(TypeError):
        encode(np.array([deep], object))


FRAME = pd.DataFrame(
    {
        "文字": ["甲", None, "乙"],
        "整数": [1, 2, 3],
        "小数": [1.5, np.nan, 3],
        "是否": [True, False, True],
        "时间": pd.to_datetime(["2026-11-27", None, "2026-11-28 01:02:03.5"], format="ISO8601"),
        "时刻": pd.to_datetime(["2026-11-27", None, "2026-11-28"], utc=True),
        "可空": pd.array([1, None, 3], dtype="Int64"),
        "是否空": pd.array([True, None, False], dtype="boolean"),
        "类": pd.Categorical(["a", "b", "a"], ordered=True),
        "杂": pd.Series([1, "甲", None], dtype=object),
        "日": pd.Series([dt.date(2026, 1, 1), None, dt.date(2026, 1, 2)], dtype=object),
        "字节": pd.Series([b"1", None, b"\xff"], dtype=object),
    },
    index=pd.Index(["x", "y", "z"], name="编号"),
)


def test_tables_come_back_with_their_types():
    assert_frame_equal(there_and_back(FRAME), FRAME)


@pytest.mark.parametrize("rows", [0, 1])
def test_short_tables_come_back(rows):
    assert_frame_equal(there_and_back(FRAME.head(rows)), FRAME.head(rows))


def test_columns_of_one_name_and_names_that_are_no_text_come_back():
    twice = pd.DataFrame([[1, 2, 3]], columns=["甲", "甲", 5])
    assert_frame_equal(there_and_back(twice), twice)
    assert_frame_equal(there_and_back(pd.DataFrame(index=[1, 2])), pd.DataFrame(index=[1, 2]))


@pytest.mark.parametrize(
    "index",
    [pd.RangeIndex(3, 9, 2, name="甲"), pd.Index(["a", "b"]), pd.Index([3, 1]), pd.Index([])],
)
def test_ids_come_back(index):
    assert_index_equal(there_and_back(index), index, exact=True)


def test_a_column_comes_back():
    assert_series_equal(there_and_back(FRAME["文字"]), FRAME["文字"])


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4548", None])
def test_layers_come_back_with_their_system(crs):
    shapes = [shapely.from_wkt(each) for each in SHAPES[:3]]
    frame = GeoDataFrame(
        FRAME.assign(第二=gpd.GeoSeries(shapes, FRAME.index)), geometry=shapes, crs=crs
    )
    again = there_and_back(frame)
    assert_geodataframe_equal(again, frame)
    assert again.crs == frame.crs


def test_a_layer_whose_shapes_have_another_name_comes_back():
    frame = GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 2)], crs=4326).rename_geometry(
        "geom"
    )
    assert there_and_back(frame).geometry.name == "geom"


def test_what_is_no_value_does_not_leave():
    with pytest.raises(TypeError, match="function does not travel"):
        encode([1, lambda: 1])
