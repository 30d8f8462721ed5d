"""The app in process, with its caches emptied before each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from views.sessions import registry

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def fresh_caches():
    st.cache_resource.clear()
    st.cache_data.clear()
    _let_go()
    yield
    _let_go()


def _let_go():
    """Empty what is kept of sessions."""
    for holder in registry.holders():
        for owner in holder.owners():
            holder.release(owner)
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
