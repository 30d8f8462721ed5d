"""The app in process, its caches emptied before each test; an office with a ledger of its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from geo.ledger import Act, Edit, Ledger
from views import cache
from views.access_settings import forget
from views.edition import STORE
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


NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


class Office:
    """The ledger that the page works on, and people who write into it past the page."""

    def __init__(self, home):
        self.home = home
        self.ledger = Ledger(f"sqlite:///{home / 'ledger.sqlite'}")

    def call(self, name):
        (self.home / "name.txt").write_text(name, "utf-8")

    def set(self, text):
        (self.home / "installation.toml").write_text(text, "utf-8")
        forget()

    def write(
        self, item, values, by="李芳", *, day=0, why="现场核实", document="", table="projects"
    ):
        act = Act(by, NOON + timedelta(days=day), why, document)
        return STORE.write(Edit(table, item, values, act), cache.published())

    def add_road(self, item, name, wkt="LINESTRING (115.92 28.62, 115.93 28.62)"):
        values = {"name": name, "grade": "B", "geometry": wkt, "basis": "图", "accuracy_m": 50}
        act = Act("李芳", NOON, "补路", "路网图")
        return STORE.write(Edit("roads", item, values, act), cache.published())

    def report(self, item, values, by="李芳"):
        act = Act(by, NOON, "年度填报", "统计公报")
        return STORE.write(Edit("indicators", item, values, act), cache.published())

    def values(self, table="projects"):
        state = self.ledger.state(table)
        pairs = zip(state["item"], state["field"], strict=True)
        return dict(zip(pairs, state["value"], strict=True))


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANMAP_HOME", str(tmp_path))
    config.set_option("server.address", "127.0.0.1")
    config.set_option("server.allowedHosts", ["localhost", "127.0.0.1", "::1"])
    forget()
    made = Office(tmp_path)
    monkeypatch.setitem(vars(STORE), "ledger", made.ledger)
    made.call("王晓明")
    yield made
    made.ledger.close()
    forget()


class Page:
    """The page as a planner reads and presses it."""

    def __init__(self, test):
        self.test = test

    def run(self):
        self.test.run()
        assert not self.test.exception
        return self

    def press(self, key):
        self.test.button(key=key).click()
        return self.run()

    def choose(self, key, value):
        """Choose of pills, or of a segmented control."""
        next(each for each in self.test.get("button_group") if each.key == key).set_value(value)
        return self.run()

    def fill(self, item, **typed):
        for field, text in typed.items():
            box = self.box(
                item, {"why": ":why", "document": ":document", "as_of": ":as-of"}.get(field, field)
            )
            box.select(text) if box.type == "selectbox" else box.input(text)
        return self.run()

    def box(self, item, field):
        key = f"entry-typed-{item}-{field}"
        kinds = ("text_input", "text_area", "selectbox")
        return next(each for kind in kinds for each in self.test.get(kind) if each.key == key)

    def asked(self, act, seq, word=""):
        """Press an act of a change, give its word, say that it is meant."""
        self.press(f"change-{act}-{seq}")
        self.test.text_input(key=f"history-word-{seq}").input(word)
        return self.run().press(f"change-sure-{seq}")

    @property
    def keys(self):
        return {each.key for each in self.test.button}

    @property
    def html(self):
        return "".join(each.proto.body for each in self.test.get("html"))

    @property
    def words(self):
        kinds = ("markdown", "caption", "info", "error", "toast")
        return "\n".join(each.value for kind in kinds for each in self.test.get(kind))


@pytest.fixture
def page_of():
    """Give a run of a script as a planner reads and presses it."""
    return Page
