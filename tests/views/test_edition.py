"""The edition is asked for once a run; what was made of another one is made anew."""

import pytest
from streamlit.testing.v1 import AppTest

import views.edition
from geo.errors import DataError
from views.edition import STORE, by_edition, by_folder, edition, latest_ledger

MADE = []


def versions_are(monkeypatch, folder, ledger=0):
    monkeypatch.setattr(STORE, "folder_version", folder)
    monkeypatch.setattr(STORE, "ledger_version", lambda: ledger)


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
    versions_are(monkeypatch, lambda: next(versions))
    test = AppTest.from_string(PAGE).run()
    assert test.markdown[0].value == "7 7 7"
    test.button[0].click().run()
    assert test.markdown[0].value == "8 8 8"


def test_outside_of_a_run_the_store_is_asked(monkeypatch):
    versions = iter((3, 4))
    versions_are(monkeypatch, lambda: next(versions))
    assert [edition(), edition()] == [3, 4]


def test_a_result_is_kept_by_its_arguments_and_the_edition(monkeypatch):
    MADE.clear()
    versions_are(monkeypatch, lambda: 1)
    first = sized("a")
    assert sized("a", _how="otherwise") is first
    assert sized(name="b") == ["b"]
    versions_are(monkeypatch, lambda: 2)
    assert sized("a") is not first
    assert MADE == ["a", "b", "a"]


@by_folder()
def of_the_folder():
    MADE.append("folder")
    return []


def test_what_hangs_on_the_folder_alone_outlives_a_change_of_the_ledger(monkeypatch):
    MADE.clear()
    versions_are(monkeypatch, lambda: 1)
    first, before = of_the_folder(), sized("a")
    versions_are(monkeypatch, lambda: 1, 1)
    assert of_the_folder() is first
    assert sized("a") is not before
    versions_are(monkeypatch, lambda: 2, 1)
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
    versions_are(monkeypatch, lambda: next(versions))
    test = AppTest.from_string(WRITES).run()
    assert test.markdown[0].value == "7 8"


LOST = """
from views import news
news.show()
"""


def test_a_ledger_out_of_reach_leaves_the_last_state_and_says_so(monkeypatch):
    versions_are(monkeypatch, lambda: 1, 5)
    test = AppTest.from_string(LOST).run()
    assert 'data-edition="5"' in test.get("html")[0].proto.body
    assert not test.warning

    def away():
        raise DataError("台账所在数据库连不上<b>")

    monkeypatch.setattr(STORE, "ledger_version", away)
    test.run()
    assert 'data-edition="5"' in test.get("html")[0].proto.body
    assert "连不上\\<b\\>" in test.warning[0].value
    versions_are(monkeypatch, lambda: 1, 6)
    assert 'data-edition="5"' in test.run().get("html")[0].proto.body  # not asked again at once
    monkeypatch.setattr(views.edition, "_PATIENCE_S", 0.0)
    test.run()
    assert 'data-edition="6"' in test.get("html")[0].proto.body
    assert not test.warning


def test_a_ledger_that_was_never_reached_is_an_error(monkeypatch):
    def away():
        raise DataError("连不上")

    monkeypatch.setattr(views.edition, "_PATIENCE_S", 0.0)
    monkeypatch.setattr(STORE, "folder_version", lambda: 99)
    monkeypatch.setattr(STORE, "ledger_version", away)
    with pytest.raises(DataError, match="连不上"):
        edition()
    versions_are(monkeypatch, lambda: 99, 3)
    assert edition() != 99


def test_many_who_ask_for_news_ask_the_store_once(monkeypatch):
    asked = []
    monkeypatch.setattr(STORE, "ledger_version", lambda: asked.append(1) or 7)
    assert latest_ledger() == 7
    assert {latest_ledger(60.0) for _ in range(20)} == {7}
    assert len(asked) == 1
    assert latest_ledger() == 7
    assert len(asked) == 2
