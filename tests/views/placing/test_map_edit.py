"""The edit of a session: begun by numbered commands, told back by messages of a browser."""

import json

import pytest
import shapely
from shapely import LineString, box

from views.placing import map_edit
from views.state.kept import check_of

ITEM, OTHER = "projects:P5-1-01", "projects:P5-1-03"
LINE = LineString([(115.90, 28.60), (115.94, 28.60)])
CUT = {"type": "LineString", "coordinates": [[115.92, 28.59], [115.92, 28.61]]}


pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def own_machine(monkeypatch):
    monkeypatch.setattr("views.own_machine.is_own", lambda: True)


def begun(shape=LINE):
    map_edit.begin(ITEM, "强五路", ("line",), shape)
    return map_edit.command()


def message(told, geometry=LINE, op="draft", mark="a-1", **more):
    properties = {"layer": "edit", "id": told["item"], "number": told["number"], "mark": mark}
    shape = json.loads(shapely.to_geojson(geometry)) if geometry is not None else None
    return {"geometry": shape, "properties": {**properties, "op": op, **more}}


def test_nothing_is_edited_until_something_is_begun():
    assert map_edit.command() is None
    assert map_edit.drawn() is None


def test_a_command_has_a_new_number_and_no_draft():
    first, second = begun(), begun()
    assert second["number"] == first["number"] + 1
    assert first["geometry"]["type"] == "LineString"
    assert not first["drafted"]


def test_a_draft_is_held_and_the_scene_stays_as_it_is():
    told = begun()
    longer = LineString([(115.90, 28.60), (115.95, 28.61)])
    map_edit.take(message(told, longer))
    assert map_edit.drawn() == longer
    scene = map_edit.command()
    assert scene == {**told, "drafted": True}
    map_edit.take(message(told, LINE, mark="a-2"))
    assert map_edit.command() == scene


def test_a_frame_that_begins_anew_gets_the_last_draft_and_the_stroke_in_hand():
    told = begun()
    longer = LineString([(115.90, 28.60), (115.95, 28.61)])
    stroke = [[115.91, 28.62], [115.92, 28.62]]
    map_edit.take(message(told, longer, sketch=stroke, mode="draw", kind="line"))
    map_edit.take(message(told, op="again", mark="b-1"))
    after = map_edit.command()
    assert after["number"] == told["number"] + 1
    assert after["geometry"]["coordinates"] == ((115.90, 28.60), (115.95, 28.61)) or after[
        "geometry"
    ]["coordinates"] == [[115.90, 28.60], [115.95, 28.61]]
    assert (after["sketch"], after["mode"]) == (stroke, "draw")


def test_an_edit_of_a_work_that_was_opened_goes_on_from_its_own_number(session):
    begun()
    session["map-edit"] = {**session["map-edit"], "number": 40}
    map_edit.take(message(map_edit.command(), op="again", mark="b-1"))
    assert map_edit.command()["number"] == 41


def test_all_removed_is_nothing_drawn():
    told = begun()
    map_edit.take(message(told, None))
    assert map_edit.drawn() is None


@pytest.mark.parametrize("change", [{"id": OTHER}, {"number": 99}])
def test_a_message_of_another_item_or_command_is_passed_over(change):
    told = begun()
    late = message(told, LineString([(115.90, 28.60), (115.95, 28.61)]))
    late["properties"].update(change)
    map_edit.take(late)
    assert map_edit.drawn() == LINE


def test_a_message_is_heard_once():
    told = begun()
    cut = message(told, op="cut", tool=CUT)
    map_edit.take(cut)
    after = map_edit.command()
    map_edit.take({**cut, "properties": {**cut["properties"], "number": after["number"]}})
    assert map_edit.command() == after


def test_a_cut_comes_back_as_a_new_command():
    told = begun()
    map_edit.take(message(told, op="cut", tool=CUT))
    after = map_edit.command()
    assert after["number"] == told["number"] + 1
    assert after["geometry"]["type"] == "MultiLineString"
    assert len(map_edit.drawn().geoms) == 2


def test_a_cut_that_fails_says_why_and_keeps_what_was_drawn():
    map_edit.begin(ITEM, "强五路", ("area",), box(115.90, 28.60, 115.92, 28.62))
    told = map_edit.command()
    more = box(115.90, 28.60, 115.93, 28.62)
    outside = {"type": "LineString", "coordinates": [[115.95, 28.59], [115.95, 28.63]]}
    map_edit.take(message(told, more, op="cut", tool=outside))
    assert "没有把图形切开" in map_edit.command()["told"]
    assert map_edit.drawn().equals(more)


@pytest.mark.parametrize(
    "geometry", [{"type": "Point", "coordinates": ["x", 1]}, "POINT", {"type": "Evil"}]
)
def test_a_message_that_is_no_shape_leaves_the_draft_and_says_so(geometry):
    told = begun()
    map_edit.take({**message(told), "geometry": geometry})
    assert map_edit.drawn() == LINE
    assert map_edit.command()["told"]


def test_a_reader_has_no_editor_and_tells_nothing(monkeypatch):
    told = begun()
    monkeypatch.setattr("views.own_machine.is_own", lambda: False)
    assert map_edit.command() is None
    map_edit.take(message(told, LineString([(115.90, 28.60), (115.95, 28.61)])))
    assert map_edit.drawn() == LINE


def test_what_the_session_keeps_passes_its_own_check(session):
    told = begun()
    map_edit.take(message(told, sketch=[[115.9, 28.6]], mode="cut", kind="line"))
    held = session["map-edit"]
    assert check_of("map-edit")(json.loads(json.dumps(held)), "choices.map-edit") == held
