"""Which column holds names, and the names under which the app keeps a layer."""

import numpy as np
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Index
from shapely import Point

from geo.importing.feature_names import (
    label_columns,
    usual_label,
    with_feature_names,
    with_fitting_names,
)
from geo.importing.model import Raw


def frame(index=None, **columns):
    count = len(next(iter(columns.values())))
    return GeoDataFrame(columns, geometry=[Point(1, 2)] * count, index=index, crs="EPSG:4326")


def test_usual_names_lead_the_likeliest_first():
    found = label_columns(["x", "学校名称", "ＮＡＭＥ", "名称", "y"])
    assert found == ["名称", "ＮＡＭＥ", "学校名称", "x", "y"]
    assert label_columns([]) == []


@pytest.mark.parametrize(
    ("names", "usual"),
    [(["x", "Title", "小区"], "小区"), (["x", "Name "], "Name "), (["x", "y"], ""), ([], "")],
)
def test_the_usual_column_is_found_or_none(names, usual):
    assert usual_label(names) == usual


def test_features_are_named_by_a_column_as_text():
    found = with_feature_names(frame(号=[1, 2], a=["x", "y"]), "号")
    assert found["name"].tolist() == ["1", "2"]
    assert found["号"].tolist() == [1, 2]
    assert np.isnan(found["accuracy_m"]).all()


def test_a_missing_name_is_empty_and_not_a_word():
    found = with_feature_names(frame(名=np.array(["甲", None], dtype=object)), "名")
    assert found["name"].tolist() == ["甲", ""]
    assert with_feature_names(frame(号=[1.5, None]), "号")["name"].tolist() == ["1.5", ""]
    texts = frame(名=["甲", "乙"]).astype({"名": "str"})
    assert with_feature_names(texts, "名")["name"].tolist() == ["甲", "乙"]


def test_without_a_column_the_ids_are_names():
    assert with_feature_names(frame(Index([7, 8]), a=[1, 2]), "")["name"].tolist() == ["7", "8"]
    assert with_feature_names(frame(Index(["p", "q"]), a=[1, 2]), "没有")["name"].tolist() == [
        "p",
        "q",
    ]


def test_columns_of_the_file_with_the_apps_names_stay_under_others():
    given = frame(name=["原"], name_原列=["又"], accuracy_m=["准"], 名称=["甲"])
    found = with_feature_names(given, "名称")
    assert found.drop(columns=["geometry", "accuracy_m"]).to_dict("list") == {
        "name_原列_": ["原"],
        "name_原列": ["又"],
        "accuracy_m_原列": ["准"],
        "名称": ["甲"],
        "name": ["甲"],
    }
    assert np.isnan(found["accuracy_m"]).all()
    assert list(given) == ["name", "name_原列", "accuracy_m", "名称", "geometry"]


def test_the_column_of_names_and_a_known_accuracy_stay_what_they_are():
    for accuracy in ([50], [0.5]):
        found = with_feature_names(frame(name=["原"], accuracy_m=accuracy), "name")
        assert list(found) == ["name", "accuracy_m", "geometry"]
        assert (found["name"].tolist(), found["accuracy_m"].tolist()) == (["原"], accuracy)


def raw(*names, issues=()):
    return Raw(DataFrame([list(range(len(names)))], columns=list(names)), issues=issues)


def test_names_of_columns_that_fit_stay_and_are_not_told():
    given = raw("名称", "面" * 100, "a b")
    assert with_fitting_names(given) is given


def test_names_of_columns_are_cut_cleaned_and_kept_apart_and_told():
    given = raw("面" * 101, "面" * 102, "a\x07b", "a b", "c\r\nd", issues=("那条",))
    found = with_fitting_names(given)
    assert list(found.frame.columns) == ["面" * 100, "面" * 100 + "_2", "a b_2", "a b", "c d"]
    before, issue = found.issues
    assert (before, issue.key, issue.count) == ("那条", "column_name", 4)
    assert issue.text == "列名过长（超过 100 字）或含控制字符，已改"
    assert issue.first["列名"].tolist()[2:] == ["a b_2", "c d"]
    assert issue.first["原列名"].tolist()[2:] == ["a?b", "c?d"]


def test_blanks_that_control_characters_leave_at_the_rim_go():
    """Columns that look alike are told apart by number; the one that came clean keeps its name."""
    found = with_fitting_names(raw("a\x01", "a\x02", "a ", "a", "lon\x03", "\x01"))
    assert list(found.frame.columns) == ["a_2", "a_3", "a ", "a", "lon", "列"]
