"""Checks of single values: every rim from both sides, each refusal with its words."""

import math

import pytest

from geo.errors import DataError
from geo.project_file.checks import (
    NotOfferedError,
    exactly,
    flag,
    many,
    maybe,
    named,
    number,
    one_of,
    record,
    refuse,
    short,
    text,
    whole,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "空"), (True, "是"), (False, "否"), ("", "空文字"), ("甲", "甲"),
        ("a\x00b\x7f", "a?b?"), ("字" * 60, "字" * 60),
        ("字" * 1_061, "字" * 60 + "……（1,061 字）"), ("字" * 61, "字" * 60 + "……（61 字）"),
        (0, "0"), (2.5, "2.5"), (1234567, "1.23457e+06"), (-9e14, "-9e+14"),
        (10**15 - 1, "1e+15"), (10**15, "过大的数"), (-(10**400), "过大的数"), (1e15, "过大的数"),
        (math.inf, "过大的数"), ([], "0 项的列表"), ([1] * 1_200, "1,200 项的列表"),
        ((1, 2), "2 项的列表"), ({}, "对象"), ({"a": 1}, "对象"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_a_few_letters(value, words):
    assert short(value) == words


def test_a_refusal_names_the_place_what_was_wanted_what_was_found_and_the_cure():
    assert str(refuse("a.b", "数", "x")) == (
        "项目文件 a.b：应为数，实为 x；请用本程序重新保存项目文件"
    )


def test_every_refusal_tells_what_was_found():
    cases = [
        (text(1), "甲乙", "甲乙"), (text(9, "a"), "b", "b"), (number(0, 1), 7, "7"),
        (whole(0, 1), 7, "7"), (flag, "yes", "yes"), (one_of("甲"), 7, "7"), (exactly("a"), 7, "7"),
        (many(flag), 7, "7"), (record(a=flag), 7, "7"), (named(flag), 7, "7"),
    ]  # fmt: skip
    for check, value, told in cases:
        with pytest.raises(DataError, match=f"^项目文件 w：应为.+，实为 {told}；"):
            check(value, "w")


def test_numbers_are_taken_up_to_their_rims_as_floats():
    check = number(-1, 2)
    found = [check(value, "n") for value in (-1, 2, 0, 1.5)]
    assert found == [-1.0, 2.0, 0.0, 1.5]
    assert {type(value) for value in found} == {float}


@pytest.mark.parametrize(
    "value", [-1.001, 2.001, math.nan, math.inf, -math.inf, 10**400, True, False, "1", None, [1]]
)
def test_other_numbers_and_what_is_none_are_refused(value):
    with pytest.raises(DataError, match="项目文件 n：应为 -1–2 之间的数，实为 "):
        number(-1, 2)(value, "n")


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_no_rim_is_so_wide_that_it_takes_what_is_not_finite(value):
    for check in (number(-math.inf, math.inf), whole(-(10**400), 10**400)):
        with pytest.raises(DataError, match="应为"):
            check(value, "n")


def test_whole_numbers_are_taken_up_to_their_rims_as_ints():
    found = [whole(1, 5000)(value, "n") for value in (1, 5000, 3.0)]
    assert found == [1, 5000, 3]
    assert {type(value) for value in found} == {int}


@pytest.mark.parametrize("value", [0, 5001, 1.5, 4999.5, 10**400, math.inf, True, "3", None])
def test_fractions_and_numbers_beyond_the_rims_are_no_whole_numbers(value):
    with pytest.raises(DataError, match="项目文件 n：应为 1–5,000 之间的整数，实为 "):
        whole(1, 5000)(value, "n")


def test_text_is_taken_up_to_its_length():
    assert text(1_200)("字" * 1_200, "t") == "字" * 1_200
    for value in ("字" * 1_201, 5, None, ["a"]):
        with pytest.raises(DataError, match="项目文件 t：应为不超过 1,200 字的文字"):
            text(1_200)(value, "t")
    assert text()("a" * 200, "t")
    with pytest.raises(DataError, match="不超过 200 字"):
        text()("a" * 201, "t")


def test_text_may_have_lines_and_tabs_and_no_other_control_character():
    assert text()("a\tb\nc\rd", "t") == "a\tb\nc\rd"
    for letter in "\x00\x08\x0b\x0c\x0e\x1f\x7f\ud800\udfff":
        with pytest.raises(DataError, match="项目文件 t：应为格式正确的文字"):
            text()(f"a{letter}", "t")


def test_a_pattern_must_match_the_whole_text():
    check = text(9, "[a-c]+")
    assert check("abc", "t") == "abc"
    for value in ("abcd", "xabc", "", "ab\n"):
        with pytest.raises(DataError, match="格式正确"):
            check(value, "t")


def test_yes_and_no_are_neither_words_nor_numbers():
    assert flag(True, "f") is True
    assert flag(False, "f") is False
    for value in (0, 1, "true", None):
        with pytest.raises(DataError, match="项目文件 f：应为是或否（true/false），"):
            flag(value, "f")


def test_an_option_that_is_gone_is_told_apart_from_what_never_was_one():
    check = one_of("甲", "乙")
    assert check("乙", "o") == "乙"
    with pytest.raises(NotOfferedError, match="^o 的选项“丙”现在没有，已略去$"):
        check("丙", "o")
    for value in (1, None, ["甲"]):
        with pytest.raises(DataError, match="项目文件 o：应为“甲”这样的选项") as told:
            check(value, "o")
        assert not isinstance(told.value, NotOfferedError)
    with pytest.raises(DataError, match="应为“5”这样的选项"):
        one_of(5, 10)(True, "o")
    assert one_of("甲")("甲", "o") == "甲"


def test_a_word_that_must_be_one_of_a_list_is_refused_otherwise():
    assert exactly("a", "b")("b", "e") == "b"
    for value in ("c", 1, None, ["a"]):
        with pytest.raises(DataError, match="项目文件 e：应为a / b，实为 ") as told:
            exactly("a", "b")(value, "e")
        assert not isinstance(told.value, NotOfferedError)


def test_a_list_is_taken_up_to_its_length_and_each_item_is_named_from_one():
    check = many(whole(0, 9), 2_000)
    assert check((1, 2), "m") == [1, 2]
    assert check([], "m") == []
    assert len(check([0] * 2_000, "m")) == 2_000
    for value in ([0] * 2_001, "12", {1: 2}, None):
        with pytest.raises(DataError, match="项目文件 m：应为不超过 2,000 项的列表"):
            check(value, "m")
    with pytest.raises(DataError, match="项目文件 m 第 2 项：应为"):
        check([1, 10], "m")
    assert len(many(flag)([True] * 500, "m")) == 500
    with pytest.raises(DataError, match="不超过 500 项"):
        many(flag)([True] * 501, "m")


def test_an_object_has_exactly_its_fields():
    check = record(a=flag, b=whole(0, 9))
    assert check({"b": 1.0, "a": True}, "r") == {"a": True, "b": 1}
    for value in ({"a": True}, {"a": True, "b": 1, "c": 2}, [], None):
        with pytest.raises(DataError, match="项目文件 r：应为有 a、b 各项的对象"):
            check(value, "r")
    with pytest.raises(DataError, match="项目文件 r.b：应为"):
        check({"a": True, "b": -1}, "r")


def test_names_of_the_planners_own_keep_their_order_and_have_80_letters_at_most():
    check = named(whole(0, 9), 1_000)
    assert list(check({"乙": 1, "甲": 2, "字" * 80: 3}, "w")) == ["乙", "甲", "字" * 80]
    assert len(check({str(at): 0 for at in range(1_000)}, "w")) == 1_000
    for value in ({str(at): 0 for at in range(1_001)}, [], None):
        with pytest.raises(DataError, match="项目文件 w：应为不超过 1,000 项的对象"):
            check(value, "w")
    with pytest.raises(DataError, match="^项目文件 w：应为不超过 80 字"):
        check({"字" * 81: 1}, "w")
    with pytest.raises(DataError, match="项目文件 w.甲：应为"):
        check({"甲": 10}, "w")
    assert len(named(flag)({str(at): True for at in range(200)}, "w")) == 200
    with pytest.raises(DataError, match="不超过 200 项"):
        named(flag)({str(at): True for at in range(201)}, "w")


def test_what_may_be_nothing_is_checked_where_it_is_something():
    assert maybe(flag)(None, "x") is None
    assert maybe(flag)(False, "x") is False
    with pytest.raises(DataError, match="项目文件 x：应为是或否"):
        maybe(flag)(0, "x")
