"""Rims of the types of attributes."""

import math

import pytest
from pandas import Series

from geo.project_file.kinds import fits, plain

NUMBERS = [9.9e299, 1e300, -1e300, math.inf, math.nan, 0.5, 3]


def test_numbers_too_large_for_a_file_are_written_as_missing():
    """1e300 and more, and what is not finite."""
    wanted = [9.9e299, None, None, None, None, 0.5, 3.0]
    assert plain(Series(NUMBERS), "number") == wanted


def test_numbers_too_large_for_a_file_are_not_read():
    test = fits("number", 10)
    assert [test(value) for value in NUMBERS] == [True, *[False] * 4, True, True]
    assert not any(test(value) for value in (True, "1", 10**400))


@pytest.mark.parametrize(
    ("value", "fit"),
    [(2**63 - 1, True), (2**63, False), (-(2**63), True), (-(2**63) - 1, False), (1.0, False)]
    + [(True, False), ("1", False)],
)
def test_whole_numbers_have_64_bits(value, fit):
    assert fits("integer", 10)(value) == fit


def test_text_has_the_letters_that_are_allowed_and_no_halves():
    test = fits("text", 3)
    values = ("字字字", "字字字字", "a\ud800", 3)
    assert [test(value) for value in values] == [True, False, False, False]


def test_moments_have_a_zone_or_none_as_their_type_says():
    plain_time, zoned = "2026-01-31T08:00:00", "2026-01-31T08:00:00+00:00"
    for kind, good, bad in (("time", plain_time, zoned), ("instant", zoned, plain_time)):
        test = fits(kind, 10)
        assert [test(value) for value in (good, bad, "x", 5)] == [True, False, False, False]


def test_yes_and_no_are_no_numbers():
    assert [fits("yesno", 9)(value) for value in (True, False, 1, "是")] == [
        True,
        True,
        False,
        False,
    ]
