"""Names that every file system takes; names told apart."""

import pytest

from geo.exporting.file_names import free_name, plain_name, told_apart


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("学校/幼儿园", "学校_幼儿园"),
        ('<a>:"b"\\|?*\n\x1fc', "_a_b_c"),
        (" 学校. ", "学校"),
        (". 学校", "学校"),
        ("X学X", "X学X"),
        ("v1.2 学校", "v1.2 学校"),
        ("", "图层"),
        (" . ", "图层"),
        ("学" * 61, "学" * 60),
        ("学" * 58 + " .校", "学" * 58),
        ("con", "con_"),
        ("Aux.学校", "Aux.学校_"),
        ("COM1", "COM1_"),
        ("lpt9.a.b", "lpt9.a.b_"),
        ("com10", "com10"),
        ("学校.con", "学校.con"),
    ],
)
def test_what_a_file_may_not_be_called_goes(name, plain):
    assert plain_name(name) == plain


def test_a_name_that_is_taken_gets_a_number_whatever_its_case():
    assert told_apart(["a", "A", "a", "b"]) == ["a", "A_2", "a_3", "b"]
    assert told_apart(["a_2", "a", "a"]) == ["a_2", "a", "a_3"]
    assert told_apart([]) == []


def test_a_number_leaves_the_name_as_long_as_it_may_be():
    assert told_apart(["abc", "abc"], 4) == ["abc", "ab_2"]


def test_a_free_name_is_none_of_those_taken():
    assert free_name("geom", ["x"]) == "geom"
    assert free_name("geom", ["GEOM", "geom_2"]) == "geom_3"
    assert free_name("geom", []) == "geom"
