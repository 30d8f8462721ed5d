"""From a plan's words to a shape on the map: fields filled in, answers drawn, errors told."""

import pytest

from views.placing import map_edit, placing_notice, proposal
from views.placing.items import all_items
from views.placing.ways import WAYS, missing_roads
from views.state import placing as state

pytestmark = pytest.mark.usefixtures("ledger")


def test_unplaced_items_stand_first_and_all_of_them_are_there():
    items = list(all_items().values())
    placed = [each.placed for each in items if each.table == "projects"]
    assert placed == sorted(placed)
    assert placed.count(False) == 106
    assert len({each.words for each in items}) == len(items)


def test_four_limits_are_read_from_the_plan_s_words():
    """昌安路以北、溪桥南路以南、高新大道以西、佛塔路以东: the park lies north of 昌安路."""
    park = all_items()["projects:P8-2-01"]
    placing_notice.open_at(park)
    assert state.WAY.key(park.tail).get() == state.BOUNDED
    asked = WAYS[state.BOUNDED].question(park.tail)
    assert {(each.road, each.side) for each in asked.sides} == {
        ("昌安路", "北"), ("溪桥南路", "南"), ("高新大道", "西"), ("佛塔路", "东"),
    }  # fmt: skip
    assert set(missing_roads(park.tail, state.BOUNDED)) == {"昌安路", "溪桥南路", "高新大道"}
    proposal.propose(park, state.BOUNDED)
    assert "没有道路" in state.WRONG.key(park.tail).get()
    assert map_edit.current() is None


def test_a_proposal_is_drawn_with_its_basis_and_what_was_written_stays():
    road = all_items()["projects:P5-1-01"]
    state.ROAD.key(road.tail).set("佛塔路")
    proposal.propose(road, state.ALONG)
    edit = map_edit.current()
    assert (edit.item, edit.title) == (road.key, "强五路")
    assert map_edit.drawn().geom_type in ("LineString", "MultiLineString")
    assert "佛塔路" in state.BASIS.key(road.tail).get()
    assert state.ACCURACY.key(road.tail).get() >= 50
    state.BASIS.key(road.tail).set("自己写的依据")
    proposal.propose(road, state.ALONG)
    assert state.BASIS.key(road.tail).get() == "自己写的依据"


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (state.ALONG, "请先填写道路"),
        (state.BOUNDED, "至少要三条"),
        (state.SIDE, "请先填写道路"),
        (state.NEAR, "请先填写地点名称"),
        (state.JUNCTION, "请先填写道路"),
        (state.PASTED, "请先填写坐标"),
        (state.FEATURE, "请先填写图层"),
    ],
)
def test_a_form_that_is_empty_says_what_to_fill_in(way, words):
    road = all_items()["projects:P5-1-01"]
    proposal.propose(road, way)
    assert words in state.WRONG.key(road.tail).get()


def test_coordinates_of_a_road_are_a_line():
    road = all_items()["roads:new"]
    state.PASTE.key(road.tail).set("115.925, 28.6155\n115.948, 28.6165")
    proposal.propose(road, state.PASTED)
    assert map_edit.drawn().wkt == "LINESTRING (115.925 28.6155, 115.948 28.6165)"


def test_of_several_answers_one_is_picked():
    """The two roads run side by side and meet twice."""
    item = all_items()["projects:P5-1-01"]
    state.ROAD.key(item.tail).set("何坊西路")
    state.TO.key(item.tail).set("九洲高架")
    proposal.propose(item, state.JUNCTION)
    assert len(state.OFFERED.key(item.tail).get()) == 2
    assert map_edit.current() is None
    places = []
    for choice in (1, 2):
        proposal.pick(item, state.JUNCTION, choice)
        places.append(map_edit.drawn())
    assert places[0].distance(places[1]) > 0
