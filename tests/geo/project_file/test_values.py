"""Values that the page has to judge arrive plain, and no larger than the app makes them."""

import math

import pytest

from geo.errors import DataError
from geo.project_file.values import DEPTH, LETTERS, MANY, WIDTH, bounded


def nested(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


def test_plain_values_pass_as_they_are_and_tuples_become_lists():
    held = {"a": None, "b": True, "c": -3, "d": 0.5, "e": "文\n字", "f": (1, {"g": ("h",)})}
    assert bounded(held, "w") == (held | {"f": [1, {"g": ["h"]}]}, [])
    assert bounded({}, "w") == ({}, [])


@pytest.mark.parametrize(
    "value",
    [math.inf, -math.inf, math.nan, "\ud800", "\x00", "\x7f", b"x", {1}, object(), 1j],
)
def test_what_is_not_plain_is_refused_wherever_it_stands(value):
    for held in (value, [value], {"y": value}, [[1, {"y": value}]]):
        with pytest.raises(DataError, match=r"^项目文件 w\.x.*：应为格式正确的"):
            bounded({"x": held}, "w")


def test_lists_within_lists_are_taken_to_ten_levels():
    """The object itself is the first."""
    assert DEPTH == 10
    bounded({"x": nested(9)}, "w")
    with pytest.raises(DataError, match="应为不超过 10 层的内容"):
        bounded({"x": nested(10)}, "w")


def test_a_list_and_an_object_have_a_most():
    wide = dict.fromkeys(map(str, range(WIDTH)), 1)
    assert bounded({"x": [1] * WIDTH, "y": wide}, "w")[1] == []
    for held in ([1] * (WIDTH + 1), wide | {"more": 1}):
        with pytest.raises(DataError, match=r"w\.x：应为不超过 20,000 项的列表"):
            bounded({"x": held}, "w")


def test_all_values_together_have_a_most():
    """25 lists of 19,999 are 25 + 499,975 values."""
    lists = {str(at): [1] * 19_999 for at in range(25)}
    assert MANY == 25 + 25 * 19_999
    bounded(lists, "w")
    with pytest.raises(DataError, match="应为共不超过 500,000 个值的内容"):
        bounded(lists | {"more": 1}, "w")


def test_a_text_has_a_most():
    assert bounded({"x": "字" * LETTERS}, "w")[0]["x"] == "字" * LETTERS
    with pytest.raises(DataError, match=r"w\.x：应为格式正确的文字"):
        bounded({"x": "字" * (LETTERS + 1)}, "w")


def test_the_object_itself_has_a_most_of_its_own():
    assert bounded({"a": 1, "b": 2}, "w", most=2)[0] == {"a": 1, "b": 2}
    for held in ({"a": 1, "b": 2, "c": 3}, [], None, "x"):
        with pytest.raises(DataError, match="^项目文件 w：应为不超过 2 项的对象"):
            bounded(held, "w", most=2)


def test_a_name_that_is_none_is_left_out_with_a_word_and_refused_farther_in():
    for name in ("x" * 201, "a\x00", "\ud800"):
        found, told = bounded({name: 1, "x" * 200: 2}, "w")
        assert list(found.values()) == [2]
        assert len(told) == 1
        assert told[0].startswith("w.")
        assert told[0].endswith(" 不认识，已略去")
        with pytest.raises(DataError, match=r"w\.y：应为名称正确的对象"):
            bounded({"y": {name: 1}}, "w")
