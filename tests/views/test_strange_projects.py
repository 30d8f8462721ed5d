"""Project files that are well formed and yet hold what no page could draw are drawn."""

import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import Point, linestrings

from geo.data_folder import SHIPPED
from geo.errors import DataError
from geo.network.build import build_network
from geo.plan_data import load_plan
from geo.project_file import Project, dump, store, store_network
from geo.project_file.opening import OpenedLayer
from views import layer_store, project_files
from views.imported_project import restored
from views.lifecircle import layer_roles
from views.state.lifecircle import NETWORK

SPOT = Point(115.9, 28.6)


def frame(**columns):
    return GeoDataFrame(columns, geometry=[SPOT], crs="EPSG:4326")


def one(look=None, **columns):
    columns = columns or {"name": ["a"], "accuracy_m": [1.0], "类": ["x"]}
    (found,) = restored([OpenedLayer("层", "layer", look or {}, frame(**columns))]).layers
    return found


def rule(column):
    return {"column": column, "one_of": ["x"], "low": 0.0, "high": 0.0}


def test_a_layer_without_names_is_given_them():
    found = one(名称=["甲"], n=[1])
    assert found.frame_ll["name"].tolist() == ["甲"]
    assert np.isnan(found.frame_ll["accuracy_m"]).all()


def test_classes_of_a_column_that_is_not_there_are_left_out():
    assert one({"column": "没有", "classes": ["a"], "size": 2.0}).look == {"size": 2.0}
    kept = {"column": "类", "classes": ["x"]}
    assert one(kept).look == kept


def test_a_filter_keeps_what_the_form_can_draw():
    """Columns that are there, each once, six at most."""
    many = {f"c{at}": [at] for at in range(9)} | {"name": ["a"], "accuracy_m": [1.0]}
    rules = [rule("没有"), rule("c0"), *(rule(f"c{at}") for at in range(9))]
    look = one({"filter": {"text": "", "rules": rules}}, **many).look
    assert [each["column"] for each in look["filter"]["rules"]] == [f"c{at}" for at in range(6)]


def test_a_layer_has_one_use_in_a_role_and_a_role_of_one_layer_the_last():
    def use(role, layer, kind=""):
        return {"role": role, "layer": layer, "kind": kind}

    given = [use("设施", "0", "a"), use("设施", "0", "b"), use("设施", "1"), use("需求", "0"),
             use("需求", "1"), use("路网", "7")]  # fmt: skip
    assert layer_roles.named(given, ["t0", "t1"]) == [
        use("设施", "t0", "b"), use("设施", "t1"), use("需求", "t1"),
    ]  # fmt: skip


def network(name):
    at = {"A": 0.0, "B": 50.0}[name]
    lines = linestrings([[(684_000 + at, 3_166_000), (684_100 + at, 3_166_000)]])
    made = build_network(GeoDataFrame(geometry=lines, crs="EPSG:4548"), tolerance_m=1.0, label=name)
    return store_network(made)


def opened(layers=(), networks=(), **choices):
    text = dump(Project("0.2.0", "2026-01-31", choices, layers, networks))
    project_files.open_file(text.encode())
    return project_files._PENDING.get()


@pytest.fixture
def session(monkeypatch):
    """A session that lasts for the test, and its shelf."""
    from views.state import model  # noqa: PLC0415

    held = {}
    monkeypatch.setattr(model, "_session", lambda: held)
    yield held
    layer_store.release("")


@pytest.mark.usefixtures("session")
def test_what_was_picked_twice_is_picked_once():
    pending = opened(col=["专栏5", "专栏5"], zone=["core", "core"])
    fitted = project_files._fitting(load_plan(SHIPPED), pending)
    assert (fitted["col"], fitted["zone"]) == (["专栏5"], ["core"])


@pytest.mark.usefixtures("session")
def test_of_many_networks_one_is_kept_and_the_one_before_let_go(session):
    first = opened(networks=(network("A"), network("B")))["lc-network"]
    assert layer_store.get(first).label == "B"
    session[NETWORK.name] = first
    second = opened(networks=(network("A"),))["lc-network"]
    assert not layer_store.holds(first)
    assert layer_store.get(second).label == "A"
    session[NETWORK.name] = second
    assert opened()["lc-network"] == ""
    assert not layer_store.holds(second)


def test_a_file_for_which_there_is_no_room_changes_nothing(session, monkeypatch):
    layer = store(frame(name=["a"], accuracy_m=[1.0]), "我的")
    opened((layer,), (network("A"),))
    before = dict(session)
    held = len(layer_store._shelf)
    monkeypatch.setattr(layer_store, "MOST_EACH", held + 1)
    other = store(frame(name=["b"], accuracy_m=[1.0]), "别的")
    with pytest.raises(DataError, match="已达上限"):
        opened((other,), (network("B"),))
    assert {name: session[name] for name in before} == before
    assert len(layer_store._shelf) == held
