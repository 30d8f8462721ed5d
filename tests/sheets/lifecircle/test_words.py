"""Chinese words broken into lines: nothing lost, nothing too wide, no mark where it may not be."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.text_measure import balanced, one_line, wide_em, wrapped

TEXTS = st.text("青云谱区，。（）“”《》 abcW019-%≤", max_size=60)
ROOMS = st.floats(3, 40)


def test_a_line_breaks_before_what_has_no_room():
    # five full-width characters of 1.05 em are 5.25 em, four are 4.2
    assert wrapped("青云谱区图", 5.3) == ("青云谱区图",)
    assert wrapped("青云谱区图", 5.0) == ("青云谱区", "图")


def test_marks_stay_with_their_words():
    # without the rules the first line would be 青云谱区 and the second begin with ，
    assert wrapped("青云谱区，图", 4.5) == ("青云谱", "区，图")
    assert wrapped("青云谱（区图）", 4.5) == ("青云谱", "（区图）")
    # the figure is about 5.6 em, each word and its space 1.3 em more
    assert wrapped("按 50180-2018 算", 6.5) == ("按", "50180-2018", "算")


def test_lines_are_made_even():
    assert wrapped("规划后达标", 4.5) == ("规划后达", "标")
    assert balanced("规划后达标", 4.5) == ("规划后", "达标")


@given(TEXTS, ROOMS)
def test_nothing_is_lost(text, room):
    kept = "".join("".join(wrapped(text, room)).split())
    assert kept == "".join(text.split())
    assert "".join("".join(balanced(text, room)).split()) == kept


@given(TEXTS, ROOMS)
def test_no_line_is_wider_than_its_room(text, room):
    assert max(map(wide_em, wrapped(text, room))) <= room
    assert len(balanced(text, room)) == len(wrapped(text, room))


@pytest.mark.parametrize("nothing", [None, math.nan, "", " \n"])
def test_nothing_is_a_dash(nothing):
    assert one_line(nothing) == "—"


def test_a_value_is_one_line():
    assert one_line("甲\n乙\t 丙") == "甲 乙 丙"
    assert one_line(12) == "12"
