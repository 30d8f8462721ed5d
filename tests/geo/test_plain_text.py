"""What a text of the ledger may hold."""

import pytest

from geo.plain_text import is_plain, printable

ODD = ("\x00", "\x1b", "\r", "\x7f", "\x85", "\ud800", "\uffff", "\ufffe", "\U0001fffe", "\ufdd0",
       "\u202e", "\u2066")  # fmt: skip


@pytest.mark.parametrize("letter", ODD)
def test_letters_that_nothing_shows_are_no_text(letter):
    assert not is_plain(f"甲{letter}乙")
    assert printable(f"甲{letter}乙") == "甲?乙"


@pytest.mark.parametrize(
    "text", ["", "甲路（新）", "两\n行\t", "\U00020000", "👨\u200d👩", "ä́", "\u200b=1"]
)
def test_what_people_write_is_text(text):
    assert is_plain(text)
    assert printable(text) == text
