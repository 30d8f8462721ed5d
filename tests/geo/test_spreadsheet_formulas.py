"""What a spreadsheet might run is told from what it cannot."""

import io
from csv import reader

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.exporting.csv_text import csv_text
from geo.lifecircle.rules import without_formula
from geo.spreadsheet_formulas import is_risky

SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66")
BEFORE = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\xa0",
    "\u3000",
    "\u2003",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\x00",
)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_after_whatever_is_not_seen(before, sign):
    assert is_risky(f"{before}{sign}1+1")
    assert is_risky(f"{before}{before}\u3000{sign}cmd")


@pytest.mark.parametrize(
    "text",
    ["", "-", " - ", "\uff0d", "-1.5", "-12", "\u3000", "a=1", "1-2", "\u2014", "(=1)", "甲"],
)
def test_what_computes_nothing_stays(text):
    assert not is_risky(text)


@pytest.mark.parametrize("text", ["--", "-1-1", "-1.5.2", "-a", "-1e5", "+86", "=", "-@", "- 1"])
def test_what_looks_like_more_than_a_number_does_not(text):
    assert is_risky(text)


@given(st.sampled_from(BEFORE), st.sampled_from(SIGNS), st.text(max_size=5))
def test_no_cell_of_a_csv_begins_like_a_formula(before, sign, rest):
    table = DataFrame({"a": [f"{before}{sign}x{rest}"]})
    rows = list(reader(io.StringIO(csv_text(table).removeprefix("\ufeff"), newline="")))
    assert rows[1][0].startswith("'")


def test_numbers_stay_numbers_and_a_dash_a_dash():
    table = DataFrame({"a": [-1.5, -2.0], "b": ["-", "-3.25"]})
    assert csv_text(table).removeprefix("\ufeff") == "a,b\r\n-1.5,-\r\n-2,-3.25\r\n"


def test_what_was_guarded_is_read_as_it_was():
    """A lone dash was guarded once; such files are still about."""
    assert [without_formula(f"'{text}") for text in ("=1+1", "-", "\u3000=1", "-3.25")] == [
        "=1+1", "-", "=1", "-3.25",
    ]  # fmt: skip
    assert without_formula("'quoted") == "'quoted"
