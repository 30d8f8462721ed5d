import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.attributes import (
    EMPTY,
    MOST_VALUES,
    AttributeFilter,
    AttributeRule,
    is_measured,
    matching,
    range_of,
    texts_of,
    values_of,
)


@pytest.fixture
def shops():
    table = {
        "名称": ["甲店", "乙店", "丙ＡＢ店", None],
        "类别": ["药店", "药店", "", "超市"],
        "面积": [10.0, 25.0, np.nan, 40.0],
        "户数": pd.array([1, None, 3, 4], dtype="Int64"),
        "营业": [True, False, True, True],
    }
    return GeoDataFrame(table, geometry=[Point(0, 0)] * 4, crs=4326)


def kept(frame, **wanted):
    return list(np.flatnonzero(matching(frame, AttributeFilter(**wanted))))


def test_no_wish_keeps_every_row(shops):
    assert kept(shops) == [0, 1, 2, 3]


def test_words_are_sought_in_every_column_whatever_their_case_and_width(shops):
    assert kept(shops, text="药店") == [0, 1]
    assert kept(shops, text="ab 店") == [2]
    assert kept(shops, text="POINT") == []


def test_values_and_ranges_are_met_together(shops):
    assert kept(shops, rules=(AttributeRule("类别", ("药店",)),)) == [0, 1]
    assert kept(
        shops, rules=(AttributeRule("类别", ("药店",)), AttributeRule("面积", (), 20, 30))
    ) == [1]
    assert kept(shops, rules=(AttributeRule("面积", (), 10, 25),)) == [0, 1]


def test_a_missing_number_lies_in_no_range_and_a_missing_value_can_be_chosen(shops):
    assert kept(shops, rules=(AttributeRule("户数", (), 0, 9),)) == [0, 2, 3]
    assert kept(shops, rules=(AttributeRule("类别", (EMPTY,)),)) == [2]
    assert kept(shops, rules=(AttributeRule("名称", (EMPTY,)),)) == [3]


def test_a_rule_for_a_column_that_is_gone_or_holds_no_numbers_binds_nothing(shops):
    assert kept(
        shops, rules=(AttributeRule("不存在", ("x",)), AttributeRule("类别", (), 0, 1))
    ) == [0, 1, 2, 3]


def test_values_come_most_frequent_first_and_not_at_all_where_too_many(shops):
    assert values_of(shops["类别"]) == ["药店", EMPTY, "超市"]
    assert values_of(pd.Series(range(MOST_VALUES + 1))) == []


def test_measured_columns_have_a_range(shops):
    assert [name for name in shops if is_measured(shops[name])] == ["面积", "户数"]
    assert range_of(shops["户数"]) == (1.0, 4.0)
    assert not is_measured(pd.Series([np.nan, np.inf]))


def test_nothing_and_one_row(shops):
    assert kept(shops.iloc[:0], text="甲", rules=(AttributeRule("面积", (), 0, 1),)) == []
    assert kept(shops.iloc[:1], text="甲") == [0]


@given(st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers(), st.floats()), max_size=9))
def test_every_row_is_found_by_its_own_text_and_by_no_other(cells):
    frame = pd.DataFrame({"列": pd.Series(cells, dtype="object")})
    texts = texts_of(frame["列"])
    for text in set(texts):
        rows = matching(frame, AttributeFilter(rules=(AttributeRule("列", (text,)),)))
        assert list(rows) == [each == text for each in texts]
