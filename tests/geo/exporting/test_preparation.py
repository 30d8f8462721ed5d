"""An export made ready: labels, classes, what has no place, what is said and refused."""

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import Point

from geo.errors import DataError, UnexpectedCRSError
from geo.exporting.export_crs import system_of
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.exporting.preparation import prepare

META = Meta("源\x01", "2026-01-31", "a\x02", "b\x03", "c\x04", "d\x05")
SPOTS = [Point(115.9, 28.6), None, Point()]


def ready(columns, index=None, system="EPSG:4326", **more):
    frame = GeoDataFrame(columns, geometry=SPOTS, index=index, crs="EPSG:4326")
    return prepare(Export("层\x00", frame, META, **more), system_of(system))


def test_words_are_printable_and_the_file_says_its_system():
    made = ready({"a": [1, 2, 3]}, system="EPSG:4490")
    assert made.name == "层"
    assert made.meta == Meta("源", "2026-01-31", "a", "b", "c", "d")
    assert (made.stem, made.system.key) == ("层_EPSG4490", "EPSG:4490")
    assert (made.style, made.notes) == (None, ())


@pytest.mark.parametrize(("key", "wanted"), [("EPSG:4326", "a_b"), ("EPSG:4490", "a_b_EPSG4490")])
def test_a_file_says_its_system_unless_that_is_wgs84(key, wanted):
    frame = GeoDataFrame({"a": [1]}, geometry=[None], crs="EPSG:4326")
    assert prepare(Export("a/b", frame, META), system_of(key)).stem == wanted


def test_a_feature_has_a_place_or_none():
    made = ready({"a": [1, 2, 3]})
    assert made.placed.tolist() == [True, False, False]
    assert made.shapes.tolist() == [Point(115.9, 28.6), None, None]


@pytest.mark.parametrize(
    ("columns", "label", "labels"),
    [
        ({"name": ["a", "b", None], "名称": ["甲", None, "丙"]}, "", ["甲", "", "丙"]),
        ({"别": ["x"] * 3, "name": ["a", "b", None]}, "", ["a", "b", ""]),
        ({"名称": ["甲"] * 3, "号": [1, 2, 3]}, "号", ["1", "2", "3"]),
        ({"号": [1, 2, 3]}, "", ["", "", ""]),
    ],
)
def test_features_are_called_by_the_column_that_is_named_or_usual(columns, label, labels):
    assert ready(columns, label=label).labels == labels


def test_classes_are_values_of_the_column_of_the_style():
    style = ExportStyle(Paint("#000000"), "级", {"1": Paint("#ffffff")})
    column = {"级": pd.array([1, None, 3], dtype="Int64")}
    assert ready(column, style=style).classes == ["1", "", "3"]
    assert ready(column, style=ExportStyle(Paint("#000000"))).classes == ["", "", ""]
    assert ready(column).classes == ["", "", ""]


def test_what_has_no_place_is_told_by_row_or_id_and_name():
    names = {"名称": ["甲", "乙", None]}
    assert ready(names).unplaced == ["第 2 行 乙", "第 3 行"]
    assert ready(names, Index([7, 8, 9], name="编号")).unplaced == ["8 乙", "9"]


def test_heights_are_left_out_and_said():
    frame = GeoDataFrame({"a": [np.inf]}, geometry=[Point(115.9, 28.6, 30)], crs="EPSG:4326")
    made = prepare(Export("层", frame, META), system_of("EPSG:4326"))
    assert not made.shapes[0].has_z
    assert made.notes == ("字段“a”有 1 个无穷大的值，已留空", "高程（Z）未写出，只写平面坐标")


def test_columns_that_are_not_there_are_named():
    columns = {"a": [1, 2, 3], "b": [1, 2, 3]}
    with pytest.raises(DataError, match=r"^图层“层\x00”没有名称字段“c”；现有字段：a、b$"):
        ready(columns, label="c")
    with pytest.raises(DataError, match="没有样式字段“d”；现有字段：a、b$"):
        ready(columns, style=ExportStyle(Paint("#000000"), "d"))
    with pytest.raises(UnexpectedCRSError):
        prepare(Export("层", GeoDataFrame(geometry=[Point(1, 2)]), META), system_of("EPSG:4326"))
