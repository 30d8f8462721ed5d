"""Features by the values of their fields."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import Point

from geo.errors import DataError
from geo.exporting.feature_filter import filtered
from geo.exporting.model import Export, Meta


def export(index="编号"):
    columns = {
        "类": ["学校", "ＡＢ", None, "路"],
        "数": [1.0, 2.0, np.nan, 2.5],
        "整": pd.array([1, 2, None, 4], dtype="Int64"),
        "有": pd.array([True, False, None, True], dtype="boolean"),
        "定": [True, False, True, False],
    }
    ids = Index(["a", "b", "c", "d"], name=index)
    frame = GeoDataFrame(columns, geometry=[Point(1, 2)] * 4, index=ids, crs="EPSG:4326")
    return Export("层", frame, Meta("源", "2026-01-31", "旧"))


def kept(index="编号", **wanted):
    return "".join(filtered(export(index), wanted).frame.index)


@pytest.mark.parametrize(
    ("name", "values", "ids"),
    [
        ("类", ["学校"], "a"),
        ("类", ["ab", "路"], "bd"),
        ("类", [""], "c"),
        ("类", ["x"], ""),
        ("数", ["2"], "b"),
        ("数", ["1.0", "2.5"], "ad"),
        ("数", [""], "c"),
        ("数", ["", "1"], "ac"),
        ("整", ["4.0"], "d"),
        ("整", [""], "c"),
        ("定", ["是"], "ac"),
        ("定", ["TRUE"], "ac"),
        ("定", ["1"], "ac"),
        ("定", ["否"], "bd"),
        ("定", ["False"], "bd"),
        ("定", ["0"], "bd"),
        ("定", ["是", "否"], "abcd"),
        ("定", ["x"], ""),
        ("编号", ["B"], "b"),
    ],
)
def test_one_field(name, values, ids):
    assert kept(**{name: values}) == ids


def test_all_fields_must_hold_and_the_filter_is_told():
    found = filtered(export(), {"类": ["学校", "路"], "数": ["2.5"]})
    assert found.frame.index.tolist() == ["d"]
    assert found.meta == Meta("源", "2026-01-31", "类=学校/路，数=2.5")
    assert found.name == "层"


def test_of_no_features_none_match():
    given = export()
    none = replace(given, frame=given.frame.iloc[:0])
    for name in ("类", "数", "定"):
        assert len(filtered(none, {name: ["1"]}).frame) == 0


def test_nothing_asked_for_is_the_whole():
    given = export()
    assert filtered(given, {}) is given


def test_a_field_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(DataError) as found:
        kept(地=["x"])
    assert str(found.value) == "图层“层”没有字段“地”；可用：编号、类、数、整、有、定"
    with pytest.raises(DataError, match="没有字段“geometry”；可用：类、数、整、有、定$"):
        kept(None, geometry=["x"])


def test_a_value_of_a_number_must_be_one():
    with pytest.raises(DataError, match="^筛选值“多”不是数字；该字段是数字$"):
        kept(数=["多"])
