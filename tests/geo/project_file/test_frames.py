"""Frames as stored layers and back: ids, sizes, what cannot be kept."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import Index, RangeIndex
from shapely import Point

from geo.errors import DataError
from geo.project_file import frames
from geo.project_file.frames import frame_of, store
from geo.project_file.model import ProjectLimits, StoredColumn


def frame(rows=2, index=None, **columns):
    spots = [Point(115, 28 + at) for at in range(rows)]
    return GeoDataFrame(columns, geometry=spots, index=index, crs="EPSG:4326")


def refused(*given, **more):
    with pytest.raises(DataError) as found:
        store(*given, **more)
    return str(found.value)


def test_a_layer_says_name_role_source_and_look():
    look = {"size": 2.0}
    made = store(frame(), "层", "demand", source="某局", look=look)
    assert (made.name, made.role, made.source, made.look) == ("层", "demand", "某局", look)
    assert made.look is not look
    plain = store(frame(), "层")
    assert (plain.role, plain.source, plain.look) == ("layer", "", {})


@pytest.mark.parametrize(
    ("index", "kept", "back"),
    [
        (Index([7, 9], name="号"), StoredColumn("号", "integer"), [7, 9]),
        (Index(["a", "b"]), StoredColumn("", "text"), ["a", "b"]),
        (Index([0.5, 1.5]), StoredColumn("", "text"), ["0.5", "1.5"]),
        (RangeIndex(2, name="行"), StoredColumn("行", "integer"), [0, 1]),
    ],
)
def test_ids_are_whole_numbers_or_texts(index, kept, back):
    made = store(frame(2, index, a=[1, 2]), "层")
    assert made.index == kept
    found = frame_of(made).index
    assert (found.tolist(), found.name) == (back, index.name)


def test_ids_numbered_from_zero_are_a_range_and_others_are_not():
    assert isinstance(frame_of(store(frame(2), "层")).index, RangeIndex)
    assert not isinstance(frame_of(store(frame(2, Index([1, 2])), "层")).index, RangeIndex)
    none = store(frame(0, Index([], dtype="int64", name="号")), "层")
    assert none.index == StoredColumn("号", "text")
    back = frame_of(none).index
    assert (type(back), back.name) == (RangeIndex, "号")


def test_heights_go_and_missing_shapes_stay():
    shapes = [Point(115.9, 28.6, 30), None]
    made = store(GeoDataFrame({"a": [1, 2]}, geometry=shapes, crs="EPSG:4326"), "层")
    back = frame_of(made).geometry
    assert back.iloc[0] == Point(115.9, 28.6)
    assert not back.iloc[0].has_z
    assert back.iloc[1] is None


def test_columns_come_in_their_order_with_their_types():
    made = store(frame(b=["x", None], a=[1.5, np.nan], c=pd.array([1, None], dtype="Int64")), "层")
    assert made.columns == (
        StoredColumn("b", "text"),
        StoredColumn("a", "number"),
        StoredColumn("c", "integer"),
    )
    assert made.features[1] == (
        '{"type":"Feature","id":1,"properties":{"b":null,"a":null,"c":null},'
        '"geometry":{"type":"Point","coordinates":[115.0,29.0]}}'
    )


def test_a_frame_comes_back_with_columns_and_system():
    given = frame(b=["x", None], a=[1.5, 2.0])
    back = frame_of(store(given, "层"))
    assert list(back) == ["b", "a", "geometry"]
    assert back["a"].tolist() == [1.5, 2.0]
    assert (back["b"][0], back["b"].isna()[1]) == ("x", True)
    assert back.crs == "EPSG:4326"
    assert list(back.geometry) == list(given.geometry)


def test_names_and_sources_have_their_lengths():
    assert store(frame(), "字" * 80, source="字" * 500).source == "字" * 500
    assert refused(frame(), "字" * 81).startswith("项目文件 图层名称：应为不超过 80 字的文字")
    assert refused(frame(), " ").startswith("项目文件 图层名称：应为格式正确的文字")
    wrong = {"source": "字" * 501}
    assert refused(frame(), "层", **wrong).startswith("项目文件 图层来源：应为不超过 500 字的文字")


def test_a_value_may_have_100_000_letters():
    assert store(frame(1, a=["字" * 100_000]), "层").columns[0].name == "a"
    words = "图层“层”的“乙”列有超过 100,000 字的值；请先去掉该列"
    assert refused(frame(1, 甲=["字"], 乙=["字" * 100_001]), "层").startswith(words)


def test_what_is_twice_or_no_number_is_named():
    twice = frame(a=[1, 2], b=[1, 2]).set_axis(["a", "a", "geometry"], axis=1)
    words = "图层“层”有两列同名“a”；请改名后再保存"
    assert refused(twice.set_geometry("geometry"), "层").startswith(words)
    words = "图层“层”的编号“7”重复；请改正后再保存"
    assert refused(frame(3, Index([8, 7, "7"])), "层").startswith(words)
    endless = GeoDataFrame(geometry=[Point(115.9, 28.6), Point(np.inf, 1)], crs="EPSG:4326")
    assert refused(endless, "层").startswith("图层“层”有不是数的坐标；请修复该图层后再保存")


@pytest.mark.parametrize("rim", [{"features": 3}, {"columns": 2}, {"cells": 6}])
def test_a_layer_is_as_large_as_a_file_takes(monkeypatch, rim):
    """Three features of an attribute and a shape: two columns, six values."""
    given = frame(3, a=[1, 2, 3])
    monkeypatch.setattr(frames, "USUAL", replace(ProjectLimits(), **rim))
    assert len(store(given, "层").features) == 3
    less = {name: most - 1 for name, most in rim.items()}
    monkeypatch.setattr(frames, "USUAL", replace(ProjectLimits(), **less))
    words = "图层“层”有 3 个要素、2 列，超过项目文件的上限（"
    assert refused(given, "层").startswith(words)


def test_the_bounds_and_the_cure_are_told(monkeypatch):
    monkeypatch.setattr(frames, "USUAL", ProjectLimits(features=1_000, columns=5))
    words = (
        "图层“层”有 1,001 个要素、1 列，超过项目文件的上限（1,000 个、5 列）；"
        "请先裁剪，或不把它存入项目文件"
    )
    assert refused(frame(1_001), "层").startswith(words)


@pytest.mark.parametrize("name", ["面" * 201, "a\x07"])
def test_a_name_that_could_not_be_read_again_is_told_before_it_is_written(name):
    assert store(frame(**{"面" * 200: [1, 2]}), "层").columns[0].name == "面" * 200
    told = refused(frame(**{name: [1, 2]}), "层")
    assert told.startswith("图层“层”的列名“")
    assert told.endswith("”超过 200 字或含控制字符；请在原文件中改名后重新导入")
