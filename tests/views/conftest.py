"""The app in process, with its caches emptied before each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from views.sessions import registry
from views.works import drafting, owner, place, saver

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """A store of its own for each test; its file is made once something is saved."""
    monkeypatch.setenv("PLANMAP_STORE", f"sqlite:///{tmp_path / 'store' / 'ledger.sqlite'}")
    place.works.cache_clear()
    yield place.works
    saver.SAVER.flush("", 30)
    if place.works.cache_info().currsize:
        place.works().database.close()
    place.works.cache_clear()
    drafting.forget()


@pytest.fixture(autouse=True)
def fresh_caches(store):  # noqa: ARG001 - sessions let go of before their store
    st.cache_resource.clear()
    st.cache_data.clear()
    _let_go()
    yield
    _let_go()


def _let_go():
    """Empty what is kept of sessions."""
    for holder in registry.holders():
        for each in holder.owners():
            holder.release(each)
    registry.note(frozenset(), frozenset(), 0.0)


@pytest.fixture
def session(monkeypatch):
    """A session without a browser: its state, a plain dict."""
    monkeypatch.setattr(registry, "owner", lambda: "me")
    monkeypatch.setattr(st, "session_state", {})
    return st.session_state


@pytest.fixture
def app() -> Callable[..., AppTest]:
    def start(**query: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for name, value in query.items():
            test.query_params[name] = value
        return test.run()

    return start


@pytest.fixture
def nobodys(monkeypatch):
    """Sessions whose work the server does not keep."""
    monkeypatch.setattr(owner, "here", lambda: None)
