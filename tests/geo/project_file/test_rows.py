"""Features of a file: ids, values by column, shapes; each wrong one is named."""

import pytest

from geo.errors import DataError
from geo.project_file.model import ProjectLimits, StoredColumn
from geo.project_file.rows import read_rows

TEXT, WHOLE = StoredColumn("", "text"), StoredColumn("", "integer")
COLUMNS = (StoredColumn("名", "text"), StoredColumn("数", "integer"))


def feature(name, geometry=None, **properties):
    return {"id": name, "properties": properties, "geometry": geometry}


def rows(*features, index=TEXT, columns=COLUMNS, **limits):
    return read_rows({"features": list(features)}, index, columns, "层", ProjectLimits(**limits))


def refused(*features, **more):
    with pytest.raises(DataError) as found:
        rows(*features, **more)
    return str(found.value).removesuffix("；请用本程序重新保存项目文件")


def test_values_stand_by_column_and_what_a_feature_lacks_is_none():
    found = rows(feature("a", 1, 名="甲", 数=1), feature("b", 2, 数=None), feature("c", 3, 名="丙"))
    assert found.ids == ["a", "b", "c"]
    assert found.table == [["甲", None, "丙"], [1, None, None]]
    assert found.geometries == [1, 2, 3]
    assert found.unknown == {}


def test_no_features_and_no_columns():
    assert rows() == ([], [[], []], [], {})
    assert rows(feature("a"), columns=()) == (["a"], [], [None], {})


def test_attributes_that_no_column_names_are_counted_twenty_at_most():
    many = {f"x{at:02}": 1 for at in range(19)}
    found = rows(feature("a", **many), feature("b", y=1), feature("c", z=1), feature("d", y=2))
    assert len(found.unknown) == 20
    assert (found.unknown["x00"], found.unknown["y"], "z" in found.unknown) == (1, 2, False)


@pytest.mark.parametrize(
    ("wrong", "found"),
    [(5, "5"), (None, "空"), ({"id": "b"}, "对象"), ({"id": "b", "properties": []}, "对象")],
)
def test_what_is_no_feature_is_named(wrong, found):
    told = refused(feature("a"), wrong)
    assert told == f"项目文件 层 第 2 个要素：应为GeoJSON 要素，实为 {found}"


@pytest.mark.parametrize(("value", "found"), [("3", "3"), (2**63, "过大的数"), (1.5, "1.5")])
def test_a_value_of_another_type_is_named(value, found):
    told = refused(feature("a", 数=1), feature("b", 数=value))
    assert told == f"项目文件 层 第 2 个要素 数：应为所注类型的值，实为 {found}"


def test_texts_have_the_letters_that_the_limits_allow():
    assert rows(feature("a", 名="甲乙"), letters=2).table[0] == ["甲乙"]
    assert "名：应为所注类型的值，实为 甲乙丙" in refused(feature("a", 名="甲乙丙"), letters=2)


@pytest.mark.parametrize(
    ("index", "ids", "found"),
    [
        (TEXT, ["a", None], "所注类型的编号，实为 空"),
        (TEXT, ["a", 1], "所注类型的编号，实为 1"),
        (TEXT, ["a", "a"], "未用过的编号，实为 a"),
        (WHOLE, [1, "1"], "所注类型的编号，实为 1"),
        (WHOLE, [1, 1], "未用过的编号，实为 1"),
    ],
)
def test_ids_are_of_their_type_and_none_comes_twice(index, ids, found):
    told = refused(*map(feature, ids), index=index)
    assert told == f"项目文件 层 第 2 个要素 id：应为{found}"


def test_ids_are_texts_or_whole_numbers_alone():
    assert rows(feature("a"), feature("b")).ids == ["a", "b"]
    assert rows(feature(-1), feature(0), index=WHOLE).ids == [-1, 0]
    told = refused(feature(1.5), index=StoredColumn("", "number"))
    assert told == "项目文件 层 第 1 个要素 id：应为所注类型的编号，实为 1.5"


def test_ids_have_200_letters():
    assert rows(feature("字" * 200), letters=1).ids == ["字" * 200]
    assert "第 1 个要素 id" in refused(feature("字" * 201))


@pytest.mark.parametrize("value", [None, 5, [], {}, {"features": {}}])
def test_what_is_no_collection_is_named(value):
    with pytest.raises(DataError, match="^项目文件 层.collection：应为不超过 1,000 个要素的集合，"):
        read_rows(value, TEXT, COLUMNS, "层", ProjectLimits(features=1_000))


def test_features_and_values_are_bounded_the_id_counting_as_a_value():
    """Two features of an id and two attributes are six values."""
    two = (feature("a"), feature("b"))
    assert len(rows(*two, features=2, cells=6).ids) == 2
    assert refused(*two, features=1).startswith(
        "项目文件 层.collection：应为不超过 1 个要素的集合，实为 2 项的列表"
    )
    assert refused(*two, cells=5).startswith(
        "项目文件 层.collection：应为不超过 5 个属性值的集合，实为 2 项的列表"
    )
