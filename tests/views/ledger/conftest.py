"""A ledger of its own for each test, on a machine of one's own, whose planner gave his name."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from geo.ledger import Act, Edit, Ledger
from views import cache
from views.access_settings import forget
from views.edition import STORE

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

    def write(self, item, values, by="李芳", *, day=0, why="现场核实", document=""):
        act = Act(by, NOON + timedelta(days=day), why, document)
        return STORE.write(Edit("projects", item, values, act), cache.published())

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
            box = self.box(item, {"why": ":why", "document": ":document"}.get(field, field))
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
def opened(app, office):  # noqa: ARG001 - the page works on it
    """Open the page with an item chosen; give the page."""

    def start(item="P5-1-01", layer="roads", **query):
        return Page(app(sel=f"{layer}:{item}", **query))

    return start


@pytest.fixture
def history(opened):
    """Open the page with the panel 留痕."""

    def start(item="P5-1-01", layer="roads"):
        return opened(item, layer).choose("panel", "留痕")

    return start


SECTION = """
from views.ledger import clash_dialog, done
from views.monitoring import indicators_panel
done.show()
clash_dialog.show()
indicators_panel.show()
"""


@pytest.fixture
def indicators(office):  # noqa: ARG001 - the section works on it
    """Open the section 指标 of the page 台账 alone, with an indicator chosen."""

    def start(item="Z2-01"):
        test = AppTest.from_string(SECTION, default_timeout=120)
        test.session_state["ledger-indicator"] = item
        return Page(test).run()

    return start
