"""Attributes made plain."""

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame, GeoSeries
from hypothesis import given
from hypothesis import strategies as st
from pandas import MultiIndex
from shapely import Point

from geo.outgoing.kinds import kind_of
from geo.outgoing.tidy import tidy


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
