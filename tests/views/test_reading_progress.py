"""Bounds of an installation: named, checked, said; a slow file can be stopped at every look."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.errors import DataError
from geo.importing.limits import ReadingLimits
from views import reading_progress

SCRIPT = """
import streamlit as st
from views import reading_progress as reading
for look in range(2):
    with reading.waiting("正在辨认文件……", "mark") as by:
        by.watch.told(0.1, "解析文件……")
        reading._TICK_S = 0.0
        by.watch.told(0.2, "解析文件……")
st.write("到底")
"""
"""A form may look at a slow file twice in one run: as it came, and as it is chosen."""


@pytest.fixture
def told(monkeypatch):
    """Bounds of an installation whose variable holds a text."""

    def limits_of(text):
        monkeypatch.setenv("PLANMAP_LIMITS", text)
        return reading_progress.limits.__wrapped__()

    return limits_of


def test_nothing_said_leaves_the_usual_bounds(told):
    assert told("") == ReadingLimits()


def test_bounds_are_set_by_name(told):
    assert told("max_rows = 1000000, max_columns=300") == ReadingLimits(
        max_rows=1_000_000, max_columns=300
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("rows=5", "没有“rows”"), ("max_rows=many", "实为“many”"), ("max_rows=0", "大于 0")],
)
def test_what_is_no_bound_is_refused_by_name(told, text, words):
    with pytest.raises(DataError, match=f"^环境变量 PLANMAP_LIMITS .*{words}"):
        told(text)


def test_the_bounds_are_said_as_a_planner_reads_them():
    said = reading_progress.limits_words(ReadingLimits(max_rows=1_000))
    assert "200 MB" in said
    assert "1,000 行" in said


def test_both_looks_have_a_button_to_stop_them():
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.run()
    assert not test.exception
    assert [each.value for each in test.markdown] == ["到底"]
