"""Two stores that write for themselves, and carry files of changes between each other."""

import dataclasses
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import DataError
from geo.exchange.deciding import decide, waiting
from geo.exchange.taking import BEFORE_IS_MISSING
from geo.ledger import ACCEPTED, RETURNED, Edit

ITEM, OTHER = "P5-1-01", "P5-1-03"
SPOT = "POINT (115.9 28.6)"
PLACE = {"geometry": SPOT, "basis": "竣工图", "accuracy_m": 20.0}


def open_of(office):
    return [(each.difference[1:], each.by) for each in waiting(office.store, office.plan)]


def test_a_change_is_carried_as_it_is(offices):
    inside, outside = offices
    made = inside.set(ITEM, status="在建", progress=30)
    told = outside.take(inside.file())
    assert (told.written, told.repeated, told.listed, told.refused) == (1, 0, 0, ())
    (there,) = outside.ledger.history()
    assert dataclasses.replace(there, recorded=made.recorded) == made
    assert there.recorded > made.recorded
    assert outside.values() == inside.values()


def test_a_file_may_be_sent_twice_and_back(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    file = inside.file()
    outside.take(file)
    again = outside.take(file)
    back = inside.take(outside.file())
    assert (again.written, again.repeated) == (0, 1)
    assert (back.written, back.repeated) == (0, 1)
    assert len(outside.ledger.history()) == len(inside.ledger.history()) == 1


def test_both_write_and_both_have_all(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    inside.set(ITEM, progress=10)
    outside.set(ITEM, remark="已征地")
    outside.set(OTHER, **PLACE)
    first, second = inside.file(), outside.file()
    assert outside.take(first).waiting == inside.take(second).waiting == ()
    assert inside.values() == outside.values()
    assert len(inside.values()) == 6


def test_the_same_value_from_both_is_no_conflict(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    outside.set(ITEM, status="在建")
    told = outside.take(inside.file())
    assert (told.written, told.listed, told.waiting) == (0, 1, ())
    outside.set(ITEM, status="完工")
    assert open_of(outside) == []
    assert inside.take(outside.file()).waiting == ()
    assert inside.values() == outside.values()


def test_a_place_is_taken_whole_or_listed_whole(offices):
    inside, outside = offices
    inside.set(ITEM, **PLACE)
    outside.set(ITEM, **{**PLACE, "geometry": "POINT (115.91 28.61)", "accuracy_m": 50.0})
    told = outside.take(inside.file())
    assert {each.difference.field for each in told.waiting} == {"geometry", "accuracy_m"}
    assert outside.values()["projects", ITEM, "accuracy_m"] == 50.0
    decide(outside.store, waiting(outside.store), "theirs", outside.act("以内网为准"))
    inside.take(outside.file())
    assert inside.values() == outside.values()
    assert inside.values()["projects", ITEM, "geometry"] == SPOT


def test_a_carried_change_is_undone_there_and_the_undo_carried_back(offices):
    inside, outside = offices
    made = inside.set(ITEM, **PLACE)
    outside.take(inside.file())
    there = outside.ledger.history()[-1]
    assert there.uid == made.uid
    outside.ledger.undo(there.seq, outside.act("填错"))
    assert inside.take(outside.file()).refused == ()
    back = inside.ledger.history()[-1]
    assert (back.kind, back.undoes, back.by) == ("undo", made.seq, "外网")
    assert inside.values() == outside.values()


def test_an_added_road_and_its_undo_are_carried(offices):
    inside, outside = offices
    line = "LINESTRING (115.9 28.6, 115.91 28.61)"
    road = {**PLACE, "geometry": line, "name": "规划一路", "grade": "B", "source": "会议纪要"}
    made = inside.set("R-NEW-1", "roads", **road)
    inside.set("R-NEW-1", "roads", remark="待核")
    assert outside.take(inside.file()).written == 2
    inside.ledger.undo(made.seq, inside.act("重复"))
    assert outside.take(inside.file()).refused == ()
    assert inside.values() == outside.values()
    assert outside.values()["roads", "R-NEW-1", "geometry"] is None


def test_reviews_are_carried(office):
    inside, outside = office("内网", reviewed=True), office("外网", reviewed=True)
    good, bad = inside.set(ITEM, status="在建"), inside.set(OTHER, status="完工")
    outside.take(inside.file())
    assert [each.review for each in outside.ledger.history()] == ["草稿", "草稿"]
    outside.ledger.review(good.seq, ACCEPTED, outside.act("属实"))
    outside.ledger.review(bad.seq, RETURNED, outside.act("请附文件"))
    assert inside.take(outside.file()).reviews == 2
    told = [(each.review, each.reviewer, each.word) for each in inside.ledger.history()]
    assert told[:2] == [("通过", "外网", "属实"), ("退回", "外网", "请附文件")]
    assert inside.values() == outside.values()
    assert inside.take(outside.file()).reviews == 0


def test_what_may_not_be_written_here_is_told_and_the_rest_is_taken(offices):
    inside, outside = offices
    inside.ledger.write(
        Edit("projects", ITEM, {"status": "<script>"}, inside.act()),
        {},
    )
    inside.set(OTHER, status="在建")
    told = outside.take(inside.file())
    assert told.written == 1
    assert [(each.item, "状态" in each.words) for each in told.refused] == [(ITEM, True)]
    assert list(outside.values()) == [("projects", OTHER, "status")]


def test_a_clock_ahead_does_not_turn_the_history_round(offices):
    inside, outside = offices
    now = inside.act()
    late = now._replace(at=now.at + timedelta(days=365))
    outside.set(ITEM, remark="先")
    inside.store.write(Edit("projects", ITEM, {"status": "在建"}, late))
    outside.take(inside.file())
    carried = outside.ledger.history()[-1]
    assert carried.at == late.at
    assert carried.recorded < late.at


def test_since_leaves_out_what_was_sent(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    outside.take(inside.file())
    inside.set(ITEM, progress=20)
    file = inside.file(since=1)
    assert (len(file.changes), file.since, file.until) == (1, 1, 2)
    assert outside.take(file).written == 1
    assert inside.values() == outside.values()


@pytest.mark.parametrize("order", [(0, 2, 1), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("whole", [False, True])
def test_out_of_order_a_change_waits_for_the_one_before(offices, order, whole):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    files = [inside.file()]
    made = inside.set(ITEM, progress=30)
    files.append(inside.file(since=1))
    inside.ledger.undo(made.seq, inside.act("填错"))
    files.append(inside.file(since=2))
    last = files[2].changes[0]
    told = [outside.take(files[each]) for each in order]
    late = order.index(2) < order.index(1)
    words = [each for one in told for each in one.refused]
    assert words == [(last.uid, ITEM, BEFORE_IS_MISSING)] * late
    outside.take(inside.file() if whole else files[2])
    assert outside.values()["projects", ITEM, "progress"] is None
    assert outside.values() == inside.values()
    uids = {each.uid for each in outside.ledger.history()}
    assert uids == {each.uid for each in inside.ledger.history()}


def test_a_change_cut_out_is_missed_and_healed(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    inside.set(ITEM, status="完工")
    inside.set(ITEM, status="在建")
    file = inside.file()
    cut = dataclasses.replace(file, changes=(file.changes[0], file.changes[2]))
    told = outside.take(cut)
    assert (told.written, told.listed) == (1, 0)
    assert [each.words for each in told.refused] == [BEFORE_IS_MISSING]
    assert outside.take(file).written == 2
    assert outside.values() == inside.values()
    assert len(outside.ledger.history()) == 3


def test_another_plan_is_refused(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    with pytest.raises(DataError, match="另一份规划"):
        outside.take(dataclasses.replace(inside.file(), plan="《别的规划》"))
    assert outside.ledger.version() == 0


FIELDS = st.sampled_from([("status", ("前期", "在建", "完工")), ("progress", (1.0, 50.0, 100.0)),
                          ("remark", ("甲", "乙"))])  # fmt: skip
STEP = st.tuples(st.integers(0, 1), st.integers(0, 2), FIELDS, st.integers(0, 2), st.booleans())
ROOMS = count()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_whatever_order_without_conflict_both_come_to_the_same(tmp_path, office, steps):
    """Each side writes items of its own, and files go now and then, in either direction."""
    room = tmp_path / str(next(ROOMS))
    room.mkdir()
    both = office("内网", room=room), office("外网", room=room)
    own = (("P5-1-01", "P5-1-03", "P5-1-07"), ("P5-1-08", "P5-1-09", "P5-1-10"))
    want = {}
    for side, item, (field, values), which, sends in steps:
        value = values[which % len(values)]
        if want.get((own[side][item], field)) != value:
            both[side].set(own[side][item], **{field: value})
        want[own[side][item], field] = value
        if sends:
            both[1 - side].take(both[side].file())
    for one, other in ((0, 1), (1, 0)):
        told = both[one].take(both[other].file())
        assert (told.refused, told.waiting) == ((), ())
    for each in both:
        assert {key[1:]: value for key, value in each.values().items()} == want
        each.ledger.close()
