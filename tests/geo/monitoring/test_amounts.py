"""Sums over sources of funds: what nobody entered is no zero."""

from datetime import date

import numpy as np
import pytest
from pandas import Index

from geo.monitoring.amounts import (
    amount_words,
    amounts,
    month_of,
    parts_of,
    share_words,
    spent,
    time_share,
    year_of,
)
from tests.geo.monitoring.conftest import series

ITEMS = Index(["P1", "P2", "P3", "P4"])
TOLD = series(
    ("P1", "done_bond", 300.0, "2022-12-31"),
    ("P1", "done_loan", 100.0, "2022-12-31"),
    ("P1", "done_bond", 450.5, "2023-11-30"),
    ("P2", "done_unsplit", 70.0, "2023-03-31"),  # first told in 2023
    ("P3", "done_unsplit", 9.0, "2022-06-30"),
    ("P3", "done_unsplit", None, "2023-06-30"),  # emptied
    ("P1", "planned_2023_bond", 200.0, "2023-01-31"),
    ("P1", "planned_2024_bond", 1.0, "2023-01-31"),
)


def test_sums_are_of_the_sources_that_were_told():
    days = [date(2022, 6, 1), date(2022, 12, 31), date(2023, 12, 31)]
    done = amounts(TOLD, ITEMS, parts_of("done"), days)
    assert done[0] == pytest.approx([np.nan, 400.0, 550.5], nan_ok=True)
    assert done[1] == pytest.approx([np.nan, np.nan, 70.0], nan_ok=True)
    assert done[2] == pytest.approx([np.nan, 9.0, np.nan], nan_ok=True)
    assert np.isnan(done[3]).all()
    bond = amounts(TOLD, ITEMS, parts_of("done", None, "bond"), days[-1:])[:, 0]
    assert bond == pytest.approx([450.5, np.nan, np.nan, np.nan], nan_ok=True)
    planned = amounts(TOLD, ITEMS, parts_of("planned", 2023), days[-1:])[:, 0]
    assert planned == pytest.approx([200.0, np.nan, np.nan, np.nan], nan_ok=True)


def test_what_was_done_in_a_year_is_the_end_less_the_year_before():
    done, first = spent(TOLD, ITEMS, year_of(2023))
    assert done == pytest.approx([150.5, 70.0, np.nan, np.nan], nan_ok=True)
    assert first.tolist() == [False, True, False, False]
    before, first = spent(TOLD, ITEMS, year_of(2022))
    assert before == pytest.approx([400.0, np.nan, 9.0, np.nan], nan_ok=True)
    assert first.tolist() == [True, False, True, False]
    assert before[0] + done[0] == pytest.approx(550.5)  # years add up to what is done
    november, _ = spent(TOLD, ITEMS, month_of(2023, 11), fund="bond")
    assert november == pytest.approx([150.5, np.nan, np.nan, np.nan], nan_ok=True)


def test_months_and_years_begin_and_end_where_the_calendar_has_it():
    assert month_of(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(2023, 12) == (date(2023, 12, 1), date(2023, 12, 31))
    assert year_of(2023) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2022, 12, 31), 0.0),
        (date(2023, 1, 1), 1 / 365),
        (date(2023, 3, 14), 73 / 365),
        (date(2023, 12, 31), 1.0),
        (date(2025, 1, 1), 1.0),
    ],
)
def test_the_share_of_a_year_that_has_passed(day, share):
    assert time_share(day, *year_of(2023)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (np.nan, "未填报"),
        (None, "未填报"),
        (0.0, "0 万元"),
        (0.5, "0.5 万元"),
        (3450.0, "3 450 万元"),
        (9999.99, "9 999.99 万元"),
        (9999.999, "1 亿元"),
        (12_000.0, "1.2 亿元"),
        (1_234_567.0, "123.46 亿元"),
        (98_765_432.0, "9 876.54 亿元"),
        (-150.0, "-150 万元"),
    ],
)
def test_amounts_in_words(amount, words):
    assert amount_words(amount) == words


def test_shares_in_words():
    assert [share_words(each) for each in (0.0, 0.4567, 1.2, np.nan)] == [
        "0.0%", "45.7%", "120.0%", "未填报",
    ]  # fmt: skip
