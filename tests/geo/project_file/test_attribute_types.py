"""Rims of the types of attributes."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from pandas import Series

from geo.project_file.attribute_types import column, fits, kind_of, to_json_value

NUMBERS = [9.9e299, 1e300, -1e300, math.inf, math.nan, 0.5, 3]


def test_numbers_too_large_for_a_file_are_written_as_missing():
    """1e300 and more, and what is not finite."""
    wanted = [9.9e299, None, None, None, None, 0.5, 3.0]
    assert to_json_value(Series(NUMBERS), "number") == wanted


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


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([2**63 - 1, -(2**63)], "integer"),
        ([2**63, 0], "text"),
        ([0, -(2**63) - 1], "text"),
        ([None, None], "text"),
    ],
)
def test_whole_numbers_beyond_64_bits_are_kept_as_text(values, kind):
    assert kind_of(Series(values, dtype=object)) == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([True, None], "yesno"),
        ([1, None], "integer"),
        ([1, np.nan], "integer"),
        ([1.5, 1, None], "number"),
        ([True, 1], "text"),
    ],
)
def test_what_is_missing_does_not_change_the_type_of_the_others(values, kind):
    assert kind_of(Series(values, dtype=object)) == kind


def test_unsigned_numbers_are_whole_ones_as_far_as_they_fit():
    rims = ([2**63 - 1], [2**63])
    assert [kind_of(Series(each, dtype="uint64")) for each in rims] == ["integer", "text"]


def test_moments_of_a_column_may_be_written_differently():
    """A day alone, and one with a fraction; eight o'clock in China is midnight in UTC."""
    found = column(["2026-01-31", "2026-01-31T08:00:00.5", None], "time")
    assert str(found.dtype) == "datetime64[us]"
    assert [str(each) for each in found] == [
        "2026-01-31 00:00:00",
        "2026-01-31 08:00:00.500000",
    ] + ["NaT"]
    zoned = column(["2026-01-31T08:00:00+08:00", "2026-01-31T00:00:00+00:00"], "instant")
    assert [each.isoformat() for each in zoned] == ["2026-01-31T00:00:00+00:00"] * 2


def test_a_column_of_numbers_has_fractions_though_all_are_whole():
    found = column([1, None, 3], "number")
    assert (found.dtype, np.isnan(found).tolist()) == (float, [False, True, False])
    assert column([1, 2], "number").dtype == float


def test_a_moment_has_40_letters_at_most():
    moment = "2026-01-31T08:00:00." + "0" * 20  # 20 and 20
    assert fits("time", 10)(moment)
    assert not fits("time", 10)(moment + "0")


@pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the zone of a process is set on POSIX alone"
)
def test_instants_are_written_in_utc_wherever_the_machine_stands(monkeypatch):
    """Eight o'clock in China is midnight in UTC; nanoseconds are cut."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    values = Series(pd.to_datetime(["2026-01-31T08:00:00.000001999+08:00"]))
    assert to_json_value(values, "instant") == ["2026-01-31T00:00:00.000001+00:00"]
    monkeypatch.undo()
    time.tzset()
