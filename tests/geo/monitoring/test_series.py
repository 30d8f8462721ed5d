"""The value of a field on a day is the last word on the newest day that is not after it."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import Index

from geo.monitoring.series import FigureSeries, Moment
from tests.geo.monitoring.conftest import entries, series

ITEMS = Index(["P1", "P2", "P3"])
TOLD = (
    ("P1", "progress", 10.0, "2023-05-31", "2023-06-05"),
    ("P1", "status", "在建", "2023-05-31", "2023-06-05"),
    ("P2", "progress", 40.0, "2023-05-31", "2023-06-06"),
    ("P1", "progress", 30.0, "2023-06-30", "2023-07-04"),
    ("P1", "progress", 15.0, "2023-05-31", "2023-07-20"),  # May put right in July
    ("P2", "progress", None, "2023-08-31", "2023-09-02"),  # emptied
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "known", "first", "second"),
    [
        ("2023-05-30", None, None, None),
        ("2023-05-31", None, 15.0, 40.0),
        ("2023-06-29", None, 15.0, 40.0),
        ("2023-06-30", None, 30.0, 40.0),
        ("2023-08-30", None, 30.0, 40.0),
        ("2023-08-31", None, 30.0, None),
        ("2023-06-30", "2023-07-19", 30.0, 40.0),
        ("2023-05-31", "2023-07-19", 10.0, 40.0),
        ("2023-05-31", "2023-06-05T12:00", 10.0, None),
        ("2023-12-31", "2023-06-04", None, None),
    ],
)
def test_the_value_of_a_day_as_known_at_a_time(day, known, first, second):
    asked = Moment(date.fromisoformat(day), known=known and at(known))
    told = series(*TOLD).on(ITEMS, ["progress"], asked)["progress"]
    assert told.to_list() == [first, second, None]
    numbers = series(*TOLD).numbers(ITEMS, ["progress"], [asked.day], asked.known)[:, 0, 0]
    assert numbers == pytest.approx([first or np.nan, second or np.nan, np.nan], nan_ok=True)


def test_texts_are_values_and_no_numbers():
    asked = Moment(date(2023, 12, 31))
    told = series(*TOLD, ("P3", "remark", "12", "2023-01-01")).on(
        ITEMS, ["status", "remark", "unknown"], asked
    )
    assert told.to_numpy().tolist() == [["在建", None, None], [None] * 3, [None, "12", None]]
    numbers = series(("P3", "remark", "12", "2023-01-01")).numbers(ITEMS, ["remark"], [asked.day])
    assert np.isnan(numbers).all()


def test_what_was_heard_before_something_known_is_known_though_a_clock_was_ahead():
    told = series(
        ("P1", "progress", 1.0, "2023-01-31", "2023-09-01"),  # a clock that was far ahead
        ("P1", "progress", 2.0, "2023-02-28", "2023-03-02"),
    )
    days = [date(2023, 1, 31), date(2023, 2, 28)]
    assert told.numbers(ITEMS, ["progress"], days, at("2023-03-03"))[0, 0].tolist() == [1.0, 2.0]


def test_nothing_entered_gives_nothing():
    empty = FigureSeries.of(entries())
    assert empty.last == 0
    assert (
        empty.on(ITEMS, ["progress"], Moment(date(2023, 1, 1)))["progress"].to_list() == [None] * 3
    )
    assert empty.numbers(Index([]), [], []).shape == (0, 0, 0)
    assert empty.steps(["progress"], Moment(date(2023, 1, 1))).empty
    assert not empty.heard(ITEMS, date(2023, 1, 1), date(2023, 12, 31)).any()


def test_days_since_which_a_value_holds_and_periods_in_which_something_was_heard():
    told = series(*TOLD)
    since = told.since(ITEMS, "progress", Moment(date(2023, 7, 31)))
    assert since == [date(2023, 6, 30), date(2023, 5, 31), None]
    assert told.heard(ITEMS, date(2023, 6, 1), date(2023, 6, 30)).tolist() == [True, False, False]
    assert told.heard(ITEMS, date(2023, 5, 31), date(2023, 5, 31)).tolist() == [True, True, False]


def test_steps_give_the_last_word_of_each_day_of_a_report():
    told = series(*TOLD, ("P1", "done_bond", 5.0, "2023-06-30"))
    steps = told.steps(["progress", "done_bond"], Moment(date(2023, 7, 1)))
    rows = [list(map(str, row)) for row in steps.itertuples(index=False)]
    assert rows == [
        ["P1", "2023-05-31", "15.0", "nan"],
        ["P1", "2023-06-30", "30.0", "5.0"],
        ["P2", "2023-05-31", "40.0", "nan"],
    ]


_DAYS = [f"2023-0{month}-28" for month in range(1, 8)]
_ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2"]),
        st.sampled_from(["progress", "done_unsplit"]),
        st.one_of(st.none(), st.integers(0, 9).map(float)),
        st.sampled_from(_DAYS),
    ),
    max_size=30,
)


@given(_ENTRIES, st.integers(0, 30), st.sampled_from(_DAYS), st.integers(0, 30))
def test_a_series_that_grows_is_the_one_read_at_once(told, cut, day, known):
    clocked = [(*row, f"2024-01-{place + 1:02d}") for place, row in enumerate(told)]
    grown = FigureSeries.of(entries(*clocked[:cut])).appended(
        entries(*clocked[cut:], after=len(clocked[:cut]))
    )
    asked = Moment(date.fromisoformat(day), known=at(f"2024-01-{known + 1:02d}T23:00"))
    there = [
        (each_day, place, value)
        for place, (item, field, value, each_day, _) in enumerate(clocked)
        if (item, field) == ("P1", "progress") and each_day <= day and place <= known
    ]
    expected = max(there)[2] if there else None
    for one in (grown, FigureSeries.of(entries(*clocked))):
        assert one.on(Index(["P1"]), ["progress"], asked)["progress"].to_list() == [expected]
    assert grown.last == len(told)
