"""What is said of a file that was read: in view, and no success where nothing came to the map."""

import json

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from geo.importing.layer_reading import read
from geo.importing.model import Asked, ReadingChoices
from views import import_report
if "begun" not in st.session_state:
    st.session_state["begun"] = True
    done = read(st.session_state["content"], "表.csv")
    import_report.keep("in", "表", done, st.session_state.get("hint", ""))
import_report.show("in")
import_report.show("lc-demand")
"""


NOWHERE = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"名称": n}, "geometry": None} for n in "甲乙"
        ],
    },
    ensure_ascii=False,
)


@pytest.mark.parametrize(
    ("text", "words", "good"),
    [
        (
            "名称,经度,纬度\n甲,115.91,28.62\n乙,,\n",
            "表：读入 2 行，上图 1 处，无位置 1 行。",
            True,
        ),
        (NOWHERE, "表：2 行都没有可用的位置，没有上图，也没有用于任何分析。", False),
    ],
)
def test_what_came_to_the_map_is_said_once_in_view_and_stays_in_the_report(text, words, good):
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.session_state["content"] = text.encode()
    test.run()
    assert not test.exception
    assert [each.value for each in (test.success if good else test.warning)] == [words]
    assert [each.value for each in test.toast] == [words]
    test.run()
    assert [each.value for each in (test.success if good else test.warning)] == [words]
    assert [each.value for each in test.toast] == []


def test_a_warning_about_the_datum_that_was_not_heeded_stays_a_warning():
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.session_state["content"] = "名称,经度,纬度\n甲,115.91,28.62\n".encode()
    test.session_state["hint"] = "坐标可能取自高德"
    test.run()
    assert [each.value for each in test.warning] == ["坐标可能取自高德"]
    assert len(test.success) == 1
    assert len(test.toast) == 2


@pytest.mark.parametrize(("datum", "said"), [("WGS 84/CGCS2000", 0), ("GCJ-02", 1)])
def test_the_report_says_from_which_datum_places_were_shifted(datum, said):
    shifted = SCRIPT.replace('read(st.session_state["content"], "表.csv")', SHIFTING)
    test = AppTest.from_string(shifted, default_timeout=30)
    test.session_state["content"] = "名称,经度,纬度\n甲,115.91,28.62\n".encode()
    test.session_state["datum"] = datum
    test.run()
    assert not test.exception
    told = "\n".join(each.value for each in [*test.markdown, *test.caption])
    assert told.count("坐标来源：GCJ-02，已纠偏") == said


SHIFTING = (
    "read(st.session_state['content'], '表.csv', "
    "Asked(ReadingChoices(datum=st.session_state['datum'])))"
)
"""A reading whose datum the planner chose; see SCRIPT."""
