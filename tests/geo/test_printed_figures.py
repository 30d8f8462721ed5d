"""Figures as they are printed and reported, read exactly or not at all."""

from fractions import Fraction

import pytest

from geo.printed_figures import entered_parts, number_words, printed_number, printed_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("500", (Fraction(500),)),
        ("10.64", (Fraction(1064, 100),)),
        ("-0.5", (Fraction(-1, 2),)),
        ("0:68.5:31.5", (Fraction(0), Fraction(137, 2), Fraction(63, 2))),
    ],
)
def test_a_figure_is_read_as_it_is(text, parts):
    assert entered_parts(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "500亿元", "1,200", "５００", "持平", "——", "[2]", "≥20", "1e3", "nan", "0：45：55",
     "1.", ":1", "1\n", "1" * 13, "0:" * 10 + "0"],
)  # fmt: skip
def test_what_is_no_figure_alone_is_none(text):
    assert entered_parts(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [("[2]", 2), ("≥20", 20), ("约 3", 3), ("[-0.1]", Fraction(-1, 10)), ("0.0", 0),
     ("持平", None), ("——", None), ("0:45:55", None), ("市下达的目标", None), ("", None)],
)  # fmt: skip
def test_signs_around_a_printed_figure_do_not_count(text, number):
    assert printed_number(text) == number


def test_a_printed_structure_has_its_parts():
    assert printed_parts("0:45:55") == (0, 45, 55)


@pytest.mark.parametrize(
    ("number", "words"),
    [(Fraction(404), "404"), (Fraction(3902, 100), "39.02"), (Fraction(1, 3), "0.333"),
     (Fraction(0), "0"), (Fraction(-3, 100), "-0.03"), (Fraction(1, 10000), "0.0001")],
)  # fmt: skip
def test_numbers_are_short_and_never_nothing_when_they_are_something(number, words):
    assert number_words(number) == words
