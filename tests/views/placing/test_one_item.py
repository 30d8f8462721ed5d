"""Card and panel are of one item; a word about an input goes when the input is another."""

import pytest
from shapely import LineString, Point

from geo.errors import DataError
from views import cache, selected_feature
from views.placing import inputs, map_edit, placing_notice, proposal, saving
from views.placing.items import NEW_ROAD, all_items
from views.placing.ways import missing_roads
from views.state import placing as state
from views.state.plan_map import SELECTED

ROAD, PARK = "projects:P5-1-01", "projects:P8-2-01"
LINE = LineString([(115.92, 28.62), (115.93, 28.62)])

pytestmark = pytest.mark.usefixtures("ledger")


def item(key=ROAD):
    return all_items()[key]


def follow():
    placing_notice.follow(cache.plan())
    return state.ITEM.get()


def told_of(of):
    """Fill in what saving asks for."""
    for family, words in ((state.BASIS, "影像"), (state.DOCUMENT, "批复"), (state.WHY, "补")):
        family.key(of.tail).set(words)
    state.ACCURACY.key(of.tail).set(40.0)


def test_the_card_follows_the_panel_and_the_panel_the_card():
    placing_notice.turn_to(item(PARK))
    assert SELECTED.get() == "education:P8-2-01"
    assert follow() == PARK
    selected_feature.select("roads", "P5-1-01")
    assert follow() == ROAD
    selected_feature.clear()
    assert follow() is None


def test_what_cannot_be_placed_leaves_the_panel_as_it_is():
    placing_notice.turn_to(item())
    zone = cache.plan().zones.index[0]
    selected_feature.select("zones", zone)
    assert selected_feature.current(cache.plan())
    assert follow() == ROAD


def test_the_first_look_into_the_panel_is_at_what_the_address_names():
    SELECTED.set("roads:P5-1-01")
    assert follow() == ROAD


def test_a_road_that_nobody_has_is_added_and_the_item_comes_back_with_its_way():
    of = item()
    placing_notice.turn_to(of)
    state.WAY.key(of.tail).set(state.ALONG)
    state.ROAD.key(of.tail).set("试验路")
    state.FROM.key(of.tail).set("佛塔路")
    assert missing_roads(of.tail, state.ALONG) == ["试验路"]
    proposal.propose(of, state.ALONG)
    assert "试验路" in inputs.told(state.WRONG, of.tail)
    placing_notice.add_road(of, "试验路")
    new = item(NEW_ROAD)
    assert (state.ITEM.get(), state.NAME.key(new.tail).get()) == (NEW_ROAD, "试验路")
    assert follow() == NEW_ROAD
    state.GRADE.key(new.tail).set("C")
    map_edit.begin(new.key, new.name, new.kinds, LINE)
    told_of(new)
    saving.save(new)
    assert follow() == ROAD
    assert SELECTED.get() == "roads:P5-1-01"
    assert state.WAY.key(of.tail).get() == state.ALONG
    assert state.FROM.key(of.tail).get() == "佛塔路"
    assert missing_roads(of.tail, state.ALONG) == []
    assert inputs.told(state.WRONG, of.tail) == ""
    assert "试验路" in state.SAVED.get()


def test_what_is_drawn_of_an_item_waits_while_a_road_is_added():
    of = item()
    placing_notice.turn_to(of)
    map_edit.begin(of.key, of.name, of.kinds, LINE)
    placing_notice.add_road(of, "试验路")
    assert map_edit.current() is None
    placing_notice.leave_road()
    assert follow() == ROAD
    assert (map_edit.current().item, map_edit.drawn()) == (ROAD, LINE)
    assert state.NAME.key(item(NEW_ROAD).tail).get() == ""


def test_a_road_of_the_further_limits_may_be_missing_too():
    of = item(PARK)
    state.LIMITS.key(of.tail).set(["佛塔路", "试验路 "])
    assert missing_roads(of.tail, state.BOUNDED) == ["试验路"]


@pytest.mark.parametrize(
    "mended", [lambda tail: state.WAY.key(tail).set(state.NEAR),
               lambda tail: state.ROAD.key(tail).set("佛塔路")],
)  # fmt: skip
def test_an_error_goes_with_the_way_and_the_input_that_made_it(mended):
    of = item()
    state.WAY.key(of.tail).set(state.ALONG)
    state.ROAD.key(of.tail).set("试验路")
    proposal.propose(of, state.ALONG)
    assert inputs.told(state.WRONG, of.tail)
    mended(of.tail)
    assert inputs.told(state.WRONG, of.tail) == ""


def test_answers_on_offer_go_with_the_question():
    of = item()
    state.WAY.key(of.tail).set(state.JUNCTION)
    state.ROAD.key(of.tail).set("何坊西路")
    state.TO.key(of.tail).set("九洲高架")
    proposal.propose(of, state.JUNCTION)
    assert len(inputs.offered(of.tail)) == 2
    state.TO.key(of.tail).set("佛塔路")
    assert inputs.offered(of.tail) == []


def test_a_failed_save_is_told_until_something_is_mended(ledger, monkeypatch):
    def refused(*_, **__):
        raise DataError("磁盘已满")

    monkeypatch.setattr(ledger, "write_all", refused)
    of = item()
    map_edit.begin(of.key, of.name, of.kinds, Point(115.92, 28.62))
    told_of(of)
    saving.save(of)
    assert inputs.told(state.FAILED, of.tail) == "磁盘已满"
    state.WHY.key(of.tail).set("补落图")
    assert inputs.told(state.FAILED, of.tail) == ""


def test_each_item_keeps_its_own_way_and_the_plan_s_words_are_read_once():
    park = item(PARK)
    placing_notice.turn_to(park)
    assert state.WAY.key(park.tail).get() == state.BOUNDED
    assert state.WAY.key(item().tail).get() == state.DRAW
    state.WAY.key(park.tail).set(state.NEAR)
    placing_notice.turn_to(item())
    placing_notice.turn_to(park)
    assert state.WAY.key(park.tail).get() == state.NEAR
