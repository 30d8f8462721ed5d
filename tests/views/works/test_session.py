"""A session's work: begun by itself, saved, opened again by address, list and link, and undone."""

import pytest
import streamlit as st

from geo.data_folder import SHIPPED
from geo.plan_data import load_plan
from geo.project_file import load
from views import layer_store, project_files
from views.sessions import registry
from views.state import work
from views.works import desks, keeping, opening, place, saver
from views.works.opening import PARAMETER

LIST = "from views.works import owner, panel\npanel._list(owner.here())"
SCENARIOS = {"方案一": {"scenario": {"name": "方案一", "edits": []}, "on_plan": False}}


def labels(test):
    return [each.label for each in test.button]


def press(test, label):
    return next(each for each in test.button if each.label == label).click().run()


def fine(test):
    assert not test.exception
    assert not test.error
    return test


def titles(test):
    return [each.title for each in test.session_state["own-layers"]]


def test_nothing_is_stored_before_anything_is_made(app, store, bar):
    test = fine(app(kind="学校"))
    assert PARAMETER not in test.query_params
    assert "恢复上次工作" not in labels(test)
    assert bar(test) == ""
    assert not store().database.file.exists()


def test_what_is_made_is_a_named_work_that_says_when_it_was_saved(
    store, worked, name_of, bar, imported
):
    test = fine(worked(**{"own-layers": (imported(),), "lc-scenarios": SCENARIOS}))
    assert "商铺等 2 项" in bar(test)
    assert "已自动保存 " in bar(test)
    test.session_state["sheet-by-drawn"] = "王工"
    test.run()
    assert saver.SAVER.flush("", 60)
    content = store().read(name_of(test)).content
    kept = {key: test.session_state[key] for key in ("own-layers", "lc-scenarios")}
    written = load(project_files.save(kept))
    assert load(content).layers == written.layers
    assert load(content).choices["lc-scenarios"] == SCENARIOS
    state = {str(key): value for key, value in test.session_state._state.filtered_state.items()}
    assert content == project_files.save(state).encode(), "the same as the file, byte for byte"


def test_a_reload_brings_it_back_by_the_address(worked, anew, name_of, bar, imported):
    before = worked(
        **{"own-layers": (imported(),), "lc-scenarios": SCENARIOS, "sheet-by-drawn": "王工"},
    )
    test = fine(anew(**{PARAMETER: name_of(before), "q": "学校"}))
    assert titles(test) == ["商铺"]
    assert test.session_state["lc-scenarios"] == SCENARIOS
    assert test.session_state["sheet-by-drawn"] == "王工"
    assert test.session_state["q"] == "学校", "what the address says is newer than what was saved"
    assert "商铺等 2 项" in bar(test)
    assert any("已打开" in each.value for each in test.toast)
    saved = place.works().read(name_of(test)).work.version
    test.run()
    saver.SAVER.flush("", 60)
    assert place.works().read(name_of(test)).work.version == saved, "looking is no change"


def test_another_session_is_offered_the_last_work_and_takes_it_only_if_asked(
    worked, anew, name_of, imported
):
    before = worked(**{"own-layers": (imported(),), "q": "学校"})
    test = fine(anew())
    assert "own-layers" not in test.session_state
    test = fine(press(test, "恢复上次工作"))
    assert titles(test) == ["商铺"]
    assert name_of(test) == name_of(before)
    assert test.session_state["q"] == "学校"
    assert "恢复上次工作" not in labels(test)


@pytest.mark.usefixtures("session")
def test_a_work_opened_over_another_leaves_nothing_of_it(monkeypatch, imported):
    monkeypatch.setattr(keeping, "this_fragment", str)
    for name, state in (
        ("one", {"own-layers": (imported(),)}),
        ("two", {"lc-scenarios": SCENARIOS, "sheet-paper": "A3", "sheet-by-office": "规划院"}),
    ):
        desks.mine().held = desks.Held(name, name=name)
        st.session_state.clear()
        st.session_state.update(state)
        keeping.follow(st.session_state, work.mark(st.session_state))
    opening.open_work("one")
    project_files.apply_pending(load_plan(SHIPPED))
    state = dict(st.session_state)
    assert [each.title for each in state["own-layers"]] == ["商铺"]
    assert state["lc-scenarios"] == {}
    assert state["sheet-paper"] == "A4"
    assert state["sheet-by-office"] == ""
    assert load(place.works().read("two").content).choices["sheet-paper"] == "A3"
    assert desks.mine().held.name == "one"


def test_layers_let_go_of_a_lost_session_are_read_again_without_a_word(worked, imported):
    test = worked(**{"own-layers": (imported(),)})
    before = test.session_state["own-layers"][0].token
    for session in layer_store.owners():
        layer_store.release(session)
    test = fine(test.run())
    assert titles(test) == ["商铺"]
    assert test.session_state["own-layers"][0].token != before
    assert not test.warning


def test_a_file_that_is_opened_begins_a_work_of_its_own(worked, name_of, imported):
    test = worked(**{"own-layers": (imported(),)})
    first = name_of(test)
    test.session_state["project-choices"] = {"lc-scenarios": SCENARIOS, "own-layers": ()}
    test.session_state["project-opened"] = True
    test.session_state["project-from-file"] = True
    fine(test.run())
    saver.SAVER.flush("", 60)
    test.run()
    assert name_of(test) != first
    assert load(place.works().read(first).content).layers
    assert load(place.works().read(name_of(test)).content).layers == ()


@pytest.mark.parametrize("name", ["nothing", "' OR 1=1", "长" * 500])
def test_an_address_that_names_no_work_is_told_and_forgotten(name, worked, anew):
    worked(**{"lc-scenarios": SCENARIOS})
    test = fine(anew(**{PARAMETER: name}))
    assert any("不存在" in each.value for each in test.toast)
    assert PARAMETER not in test.query_params


def test_two_tabs_the_one_behind_is_told_and_keeps_its_own_as_a_copy(worked, name_of):
    test = worked(**{"lc-scenarios": SCENARIOS})
    name = name_of(test)
    held = next(desk.held for desk in desks.others(name, ""))
    held.version -= 1  # as if another server had saved meanwhile
    test.session_state["lc-rules"] = "kind\n"
    test.run()
    saver.SAVER.flush("", 60)
    test = fine(test.run())
    assert "另存为副本" in labels(test)
    test = fine(press(test, "另存为副本"))
    saver.SAVER.flush("", 60)
    assert name_of(test.run()) != name
    assert "lc-rules" not in load(place.works().read(name).content).choices
    assert load(place.works().read(name_of(test)).content).choices["lc-rules"] == "kind\n"


@pytest.mark.usefixtures("session")
def test_an_empty_work_is_begun_and_the_one_before_stays(monkeypatch, imported):
    monkeypatch.setattr(keeping, "this_fragment", str)
    desks.mine().held = desks.Held("one", name="one")
    st.session_state.update({"own-layers": (imported(),), "lc-scenarios": SCENARIOS, "q": "路"})
    keeping.follow(st.session_state, work.mark(st.session_state))
    opening.begin_empty()
    project_files.apply_pending(load_plan(SHIPPED))
    assert work.mark(st.session_state) == ""
    assert st.session_state["q"] == "路"
    assert not layer_store.owners()
    keeping.follow(st.session_state, "")
    saver.SAVER.flush("", 60)
    assert [each.name for each in load(place.works().read("one").content).layers] == ["商铺"]
    assert desks.mine().held.work == ""


def test_layers_that_are_gone_for_good_are_not_taken_out_of_the_stored_work(
    worked, name_of, imported
):
    test = worked(**{"own-layers": (imported(),)})
    name = name_of(test)
    next(iter(desks.others(name, ""))).held.failure = "磁盘已满"
    for session in layer_store.owners():
        layer_store.release(session)
    test = test.run()
    assert any("已过期" in each.value for each in test.warning)
    test.session_state["lc-scenarios"] = SCENARIOS
    test.run()
    saver.SAVER.flush("", 60)
    assert [each.name for each in load(place.works().read(name).content).layers] == ["商铺"]
    assert name_of(test.run()) != name


def test_a_reload_right_after_a_change_waits_until_it_is_saved(app, anew, name_of):
    test = app()
    test.session_state["lc-scenarios"] = SCENARIOS
    test.run()  # nothing waits here for the saver's thread
    again = fine(anew(**{PARAMETER: name_of(test)}))
    assert again.session_state["lc-scenarios"] == SCENARIOS


@pytest.fixture
def on_postgresql(postgresql_url, monkeypatch):
    """A store on a PostgreSQL of its own."""
    monkeypatch.setenv("PLANMAP_STORE", postgresql_url)
    place.works.cache_clear()


@pytest.mark.usefixtures("on_postgresql")
def test_a_postgresql_store_brings_it_back_too(worked, anew, name_of, imported):
    before = worked(**{"own-layers": (imported(),), "lc-scenarios": SCENARIOS})
    place.works().database.close()
    place.works.cache_clear()  # as a server that starts anew
    test = fine(anew(**{PARAMETER: name_of(before)}))
    assert titles(test) == ["商铺"]
    assert test.session_state["lc-scenarios"] == SCENARIOS


def test_layers_of_a_lost_session_leave_memory_once_they_are_saved(worked, imported, monkeypatch):
    test = worked(**{"lc-scenarios": SCENARIOS})
    session = next(iter(desks.owners()))
    monkeypatch.setattr(registry, "owner", lambda: session)
    held, layer = desks.mine().held, imported()
    test.session_state["own-layers"] = (layer,)
    test.run()
    saver.SAVER.flush("", 60)
    registry.note(frozenset(), frozenset({session}), 1000.0)
    desks.tend(1000.0 + desks.LET_GO_S)
    assert layer_store.holds(layer.token), "it may come back any moment"
    held.failure = "磁盘已满"
    desks.tend(1001.0 + desks.LET_GO_S)
    assert layer_store.holds(layer.token), "what is not saved stays"
    held.failure = ""
    desks.tend(1001.0 + desks.LET_GO_S)
    assert not layer_store.holds(layer.token)
    registry.note(frozenset({session}), frozenset(), 2000.0)
    assert titles(fine(test.run())) == ["商铺"]
