"""Choices of a session on their way into a file and out of it."""

import pytest

from geo.errors import DataError
from views.state.kept import Checked, choices, pick

SPEED = "项目文件 choices.lc-speed：应为 20–120 之间的数，实为 500；请用本程序重新保存项目文件"


def test_a_session_gives_what_is_kept_none_and_strangers_in_silence():
    found = pick({"lc-speed": 60, 5: 1, "map": 2, "q": None, "ring-minutes": (5, 10), "bg": "月球"})
    assert found.values == {"lc-speed": 60.0, "ring-minutes": [5, 10]}
    assert found.left_out == ("choices.bg 的选项“月球”现在没有，已略去",)


def test_what_should_be_kept_and_cannot_be_is_told():
    assert pick({"lc-speed": 500.0, "lc-k": 3}) == Checked({"lc-k": 3}, (SPEED,))


def test_a_file_gives_what_is_known_and_tells_the_rest():
    found = choices({"lc-k": 3, "新\n": 1, "lc-speed": 60, "bg": "月球"})
    assert found == Checked(
        {"lc-k": 3, "lc-speed": 60.0},
        ("choices.新\n 不认识，已略去", "choices.bg 的选项“月球”现在没有，已略去"),
    )


def test_a_value_of_a_file_that_cannot_be_is_refused():
    with pytest.raises(DataError) as found:
        choices({"lc-speed": 500})
    assert str(found.value) == SPEED
