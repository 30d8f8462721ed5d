"""The edition is asked for once a run; what was made of another one is made anew."""

from streamlit.testing.v1 import AppTest

from geo.store import Versions
from views.edition import STORE, by_edition, by_folder, edition

MADE = []


@by_edition(most=2)
def sized(name, _how=None):
    MADE.append(name)
    return [name]


PAGE = """
import streamlit as st
from views.edition import edition
st.write(" ".join(str(edition()) for _ in range(3)))
st.button("再来")
"""


def test_a_run_asks_once_and_the_next_run_again(monkeypatch):
    versions = iter(range(7, 100))
    monkeypatch.setattr(STORE, "versions", lambda: Versions(next(versions), 0))
    test = AppTest.from_string(PAGE).run()
    assert test.markdown[0].value == "7 7 7"
    test.button[0].click().run()
    assert test.markdown[0].value == "8 8 8"


def test_outside_of_a_run_the_store_is_asked(monkeypatch):
    versions = iter((3, 4))
    monkeypatch.setattr(STORE, "versions", lambda: Versions(next(versions), 0))
    assert [edition(), edition()] == [3, 4]


def test_a_result_is_kept_by_its_arguments_and_the_edition(monkeypatch):
    MADE.clear()
    monkeypatch.setattr(STORE, "versions", lambda: Versions(1, 0))
    first = sized("a")
    assert sized("a", _how="otherwise") is first
    assert sized(name="b") == ["b"]
    monkeypatch.setattr(STORE, "versions", lambda: Versions(2, 0))
    assert sized("a") is not first
    assert MADE == ["a", "b", "a"]


@by_folder()
def of_the_folder():
    MADE.append("folder")
    return []


def test_what_hangs_on_the_folder_alone_outlives_a_change_of_the_ledger(monkeypatch):
    MADE.clear()
    monkeypatch.setattr(STORE, "versions", lambda: Versions(1, 0))
    first, before = of_the_folder(), sized("a")
    monkeypatch.setattr(STORE, "versions", lambda: Versions(1, 1))
    assert of_the_folder() is first
    assert sized("a") is not before
    monkeypatch.setattr(STORE, "versions", lambda: Versions(2, 1))
    assert of_the_folder() is not first


WRITES = """
import streamlit as st
from views.edition import edition, look_again
before = edition()
look_again()
st.write(f"{before} {edition()}")
"""


def test_a_run_that_wrote_sees_what_it_wrote(monkeypatch):
    versions = iter(range(7, 100))
    monkeypatch.setattr(STORE, "versions", lambda: Versions(next(versions), 0))
    test = AppTest.from_string(WRITES).run()
    assert test.markdown[0].value == "7 8"
