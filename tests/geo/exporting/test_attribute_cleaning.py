"""Attributes made plain."""

import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame, GeoSeries
from hypothesis import given
from hypothesis import strategies as st
from pandas import MultiIndex
from shapely import Point

from geo.exporting.attribute_cleaning import printable, tidy
from geo.exporting.column_types import kind_of


def framed(columns, index=None):
    count = len(next(iter(columns.values())))
    return GeoDataFrame(columns, geometry=[None] * count, index=index, crs="EPSG:4326")


DAY, TIME = dt.date(2024, 1, 2), dt.datetime(2024, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2], "整数"),
        ([1, None], "小数"),
        (pd.array([1, None], dtype="Int64"), "整数"),
        ([2**63, 1], "文本"),
        ([1.5, math.nan], "小数"),
        ([True, False], "是否"),
        (np.array([True, None], dtype=object), "是否"),
        ([DAY, None], "日期"),
        ([TIME, None], "日期时间"),
        (pd.to_datetime(["2024-01-02", None]), "日期"),
        (np.array([TIME, None], dtype=object), "日期时间"),
        (np.array([dt.datetime(2024, 1, 2), None], dtype=object), "日期"),
        (np.array([TIME.replace(tzinfo=dt.UTC), None], dtype=object), "文本"),
        (np.array([2**63, 1], dtype=object), "文本"),
        (pd.to_datetime(["2024-01-02 03:04", None]), "日期时间"),
        (pd.to_datetime(["2024-01-02 03:04"] * 2, utc=True), "文本"),
        (["a", None], "文本"),
        ([1, "a"], "文本"),
        ([None, None], "文本"),
        (pd.Categorical(["a", "b"]), "文本"),
        ([("a", "b"), ()], "文本"),
    ],
)
def test_kinds_stay_through_tidying(values, kind):
    frame = framed({"v": values})
    assert kind_of(frame["v"]) == kind
    table, _ = tidy(frame)
    assert kind_of(table["v"]) == kind
    assert table["v"].isna().tolist() == pd.Series(values, dtype=object).isna().tolist()


def test_lists_are_joined_and_shapes_are_words():
    shapes = GeoSeries([Point(1, 2)], crs="EPSG:4326")
    table, _ = tidy(framed({"l": [["甲", "乙"]], "s": shapes}))
    assert table.loc[0].tolist() == ["甲、乙", "POINT (1 2)"]


def test_infinite_numbers_are_blank_and_said():
    table, notes = tidy(framed({"v": [math.inf, 1.0, math.nan]}))
    assert table["v"].isna().tolist() == [True, False, True]
    assert notes == ["字段“v”有 1 个无穷大的值，已留空"]


def test_control_characters_go_and_are_said():
    table, notes = tidy(framed({"v": np.array(["a\x00b", "\ufffec", "d\ne", None], dtype=object)}))
    assert table["v"].tolist()[:3] == ["ab", "c", "d\ne"]
    assert notes == ["字段“v”有 2 个值含控制字符，已去掉这些字符"]


def test_names_are_unique_whatever_their_case():
    frame = framed({"Name": [1], "name": [2], "": [3], "x": [4]})
    frame.columns = ["Name", "name", "", "name", "geometry"]
    table, notes = tidy(frame)
    assert list(table.columns) == ["Name", "name_2", "字段3", "name_3"]
    assert table.loc[0].tolist() == [1, 2, 3, 4]
    assert len(notes) == 3


def test_named_index_levels_become_columns():
    index = MultiIndex.from_tuples([("a", 1)], names=["分区", "序号"])
    table, _ = tidy(framed({"v": [7]}, index))
    assert list(table.columns) == ["分区", "序号", "v"]
    assert list(tidy(framed({"v": [7]}))[0].columns) == ["v"]


@given(st.lists(st.text(max_size=6), min_size=1, max_size=8))
def test_names_are_always_unique_and_there(names):
    frame = framed({str(place): [0] for place in range(len(names))})
    frame.columns = [*names, "\x01geometry"]
    frame = frame.set_geometry("\x01geometry")
    columns = list(tidy(frame)[0].columns)
    assert len({name.casefold() for name in columns}) == len(names)
    assert all(columns)


def test_no_rows_and_no_columns():
    table, notes = tidy(GeoDataFrame(geometry=[], crs="EPSG:4326"))
    assert table.shape == (0, 0)
    assert notes == []


@pytest.mark.parametrize(
    ("values", "kept", "dtype"),
    [
        ([1, 2], [1, 2], "int64"),
        (pd.array([1, None], dtype="Int64"), [1, None], "Int64"),
        (pd.array([1, 2], dtype="Int64"), [1, 2], "int64"),
        (np.array([1, 2], dtype="uint8"), [1, 2], "int64"),
        ([True, False], [True, False], "bool"),
        (pd.array([True, None], dtype="boolean"), [True, None], "boolean"),
        (np.array([True, None], dtype=object), [True, None], "boolean"),
        (np.array([Decimal("1.5"), None], dtype=object), [1.5, None], "float64"),
        (np.array([1.5, 2, None], dtype=object), [1.5, 2.0, None], "float64"),
        (pd.array([1.5, None], dtype="Float64"), [1.5, None], "float64"),
        ([-math.inf, 2.5], [None, 2.5], "float64"),
        ([TIME, None], [pd.Timestamp(TIME), None], "datetime64[ms]"),
        ([DAY, None], [DAY, None], "date32[day][pyarrow]"),
        (pd.to_datetime(["2024-01-02", None]), [DAY, None], "date32[day][pyarrow]"),
        ([dt.datetime(2024, 1, 2), None], [DAY, None], "date32[day][pyarrow]"),
        ([2**63, -1], [str(2**63), "-1"], "str"),
        ([2**63 - 1, -(2**63)], [2**63 - 1, -(2**63)], "int64"),
        ([1, -(2**63) - 1], ["1", str(-(2**63) - 1)], "str"),
        (np.array([2**63], dtype="uint64"), [str(2**63)], "str"),
        ([None, None], [None, None], "str"),
        (["x", pd.NA, pd.NaT, math.nan, None, 7], ["x", *[None] * 4, "7"], "str"),
        ([(1, "a"), ["b"], {"c"}, np.array([1, 2]), ""], ["1、a", "b", "c", "1、2", ""], "str"),
    ],
)
def test_values_become_plain_ones_of_one_kind(values, kept, dtype):
    column = np.empty(len(values), dtype=object)
    column[:] = [*values]
    given = values if hasattr(values, "dtype") else pd.Series(column).infer_objects()
    table, _ = tidy(framed({"v": given}))
    assert str(table["v"].dtype) == dtype
    assert [None if pd.isna(each) else each for each in table["v"]] == kept


def test_a_new_name_is_said_with_the_old_one():
    frame = framed({"a": [1], "b": [2], "c": [3]})
    frame.columns = ["x\x01", " X", 5, "geometry"]
    table, notes = tidy(frame.set_geometry("geometry"))
    assert list(table) == ["x", "X_2", "5"]
    assert notes == [
        "字段“x?”改名为“x”（重名或含不能用的字符）",
        "字段“ X”改名为“X_2”（重名或含不能用的字符）",
    ]


def test_many_names_alike_are_numbered_from_two():
    frame = framed({str(at): [0] for at in range(12)})
    frame.columns = ["a"] * 12 + ["\x02"]
    names = list(tidy(frame.set_geometry("\x02"))[0])
    assert names == ["a", *(f"a_{at}" for at in range(2, 13))]


@pytest.mark.parametrize(
    ("code", "stays"),
    [(8, False), (9, True), (10, True), (11, False), (12, False), (13, True), (14, False)]
    + [(31, False), (32, True), (0xD7FF, True), (0xD800, False), (0xDFFF, False)]
    + [(0xE000, True), (0xFFFD, True), (0xFFFE, False), (0xFFFF, False), (0x10FFFF, True)],
)
def test_what_xml_refuses_is_not_printable(code, stays):
    assert printable(f"a{chr(code)}b") == (f"a{chr(code)}b" if stays else "ab")


def test_missing_values_are_not_said_to_be_infinite():
    _, notes = tidy(framed({"v": [math.nan, None, 1.0], "t": ["a", None, "b"]}))
    assert notes == []


def test_the_frame_of_any_index_has_its_rows_numbered():
    table, _ = tidy(framed({"v": [7, 8]}, pd.Index(["p", "q"])))
    assert table.index.tolist() == [0, 1]
    assert list(table) == ["v"]


def test_features_without_attributes_are_still_rows():
    table, notes = tidy(framed({"v": [1, 2]})[["geometry"]])
    assert (table.shape, notes) == ((2, 0), [])


MIDNIGHT = dt.datetime(2024, 1, 2)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([TIME, None], "日期时间"),
        ([TIME, MIDNIGHT, pd.NaT], "日期时间"),
        ([MIDNIGHT, None], "日期"),
        ([TIME.replace(tzinfo=dt.UTC), TIME], "文本"),
        ([MIDNIGHT.replace(tzinfo=dt.UTC), None], "文本"),
        ([DAY, None], "日期"),
        ([2**63, 1], "文本"),
        ([1, None], "整数"),
        ([None, None], "文本"),
    ],
)
def test_kinds_of_columns_of_objects(values, kind):
    assert kind_of(pd.Series(values, dtype=object)) == kind
