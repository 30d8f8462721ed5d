"""Files of changes that say what no store says: told by item and uid, and never written."""

import dataclasses

import pytest

from geo.errors import DataError
from geo.exchange.change_text import parsed, written
from geo.exchange.deciding import decide, waiting
from geo.exchange.held import OTHER_CONTENT
from geo.exchange.taking import BEFORE_IS_MISSING
from tests.geo.exchange.full_file import LINE, PLACE, ROAD, mutated, require_sound

ITEM, OTHER = "P5-1-01", "P5-1-03"
UID = "f" * 32


def told(taken):
    return [(each.uid, each.item) for each in taken.refused]


def field(file, number, name, **values):
    """The file with one field of a change told otherwise."""
    fields = [
        dataclasses.replace(each, **values) if each.field == name else each
        for each in file.changes[number].fields
    ]
    return mutated(file, "changes", number, fields=tuple(fields))


@pytest.fixture
def both(office):
    return office("内网"), office("外网")


@pytest.fixture
def undone(both):
    """A file of a place, another item's, and the first one taken back."""
    inside, _ = both
    made = inside.set(ITEM, **PLACE)
    inside.set(OTHER, remark="甲")
    inside.ledger.undo(made.seq, inside.act("填错"))
    return inside.file()


def test_an_undo_restores_what_it_names_or_is_refused(both, undone):
    _, outside = both
    last = undone.changes[2]
    for forged, words in [
        (field(undone, 2, "geometry", after="POINT (115.95 28.65)"), "没有恢复为"),
        (field(undone, 2, "geometry", before="POINT (115.95 28.65)"), "没有恢复为"),
        (mutated(undone, "changes", 2, fields=last.fields[1:2]), "全部字段"),
        (mutated(undone, "changes", 2, item=OTHER), "不是这一项的"),
        (mutated(undone, "changes", 2, undoes=undone.changes[1].uid), "不是这一项的"),
        (mutated(undone, "changes", 2, undoes=UID), "未到"),
        (mutated(undone, "changes", 2, kind="return"), "没有相应的审核意见"),
    ]:
        taken = outside.take(forged)
        assert told(taken) == [(last.uid, forged.changes[2].item)], words
        assert words in taken.refused[0].words
        assert len(outside.ledger.history()) == 2
    assert outside.take(undone).refused == ()
    require_sound(outside, others_only=False)


def test_a_change_that_undoes_another_says_so(undone):
    for kind, number in (("edit", 2), ("merge", 2), ("undo", 1)):
        forged = mutated(undone, "changes", number, kind=kind)
        with pytest.raises(DataError, match=f"{undone.changes[number].uid}.*写明是哪一条"):
            reread(forged)


def reread(file):
    return parsed(written(file), "改动.json")


def test_a_moved_place_is_carried(both):
    inside, outside = both
    inside.set(ITEM, **PLACE)
    inside.set(ITEM, **{**PLACE, "geometry": "POINT (115.91 28.61)"})
    taken = outside.take(inside.file())
    assert (taken.written, taken.refused) == (2, ())
    assert outside.values() == inside.values()


def test_a_part_of_a_place_is_refused(both):
    inside, outside = both
    inside.set(ITEM, **PLACE)
    file = inside.file()
    fields = file.changes[0].fields
    for part in (fields[:1], fields[1:2], fields[2:]):
        taken = outside.take(mutated(file, "changes", 0, fields=part))
        assert told(taken) == [(file.changes[0].uid, ITEM)]
    assert outside.ledger.history() == []
    outside.take(file)
    inside.set(ITEM, **dict.fromkeys(PLACE))
    file = inside.file(since=1)
    bare = [each for each in file.changes[0].fields if each.field == "geometry"]
    taken = outside.take(mutated(file, "changes", 0, fields=tuple(bare)))
    assert "一并撤下" in taken.refused[0].words
    assert outside.values()["projects", ITEM, "geometry"] == PLACE["geometry"]


def test_a_refused_change_prepares_nothing_for_the_next(both):
    inside, outside = both
    inside.set(ITEM, **PLACE)
    inside.set(ITEM, accuracy_m=30.0)
    file = field(inside.file(), 0, "geometry", after="POINT (0 0)")
    alone = dataclasses.replace(file.changes[1].fields[0], before=None, base="")
    taken = outside.take(mutated(file, "changes", 1, fields=(alone,)))
    assert told(taken) == [(each.uid, ITEM) for each in file.changes]
    assert outside.ledger.history() == []


def test_what_was_refused_may_come_again(both):
    inside, outside = both
    inside.set(ITEM, status="在建")
    inside.set(ITEM, status="完工")
    file = inside.file()
    taken = outside.take(field(file, 0, "status", after="<b>"))
    assert [each.words for each in taken.refused][1:] == [BEFORE_IS_MISSING]
    assert outside.take(file).written == 2
    assert outside.values() == inside.values()


def test_the_same_uid_with_other_content_is_told(both):
    inside, outside = both
    inside.set(ITEM, status="在建", remark="甲")
    outside.set(OTHER, remark="乙")
    file = inside.file()
    outside.take(file)
    uid = file.changes[0].uid
    for forged in [
        field(file, 0, "status", after="完工"),
        field(file, 0, "status", before="前期"),
        mutated(file, "changes", 0, fields=file.changes[0].fields[:1]),
        *(
            mutated(file, "changes", 0, **{name: value})
            for name, value in {
                "by": "别人", "why": "别的", "document": "别的", "item": OTHER, "table": "roads",
                "at": "2026-01-01T00:00:00.000000Z",
            }.items()
        ),
    ]:  # fmt: skip
        taken = outside.take(forged)
        assert told(taken) == [(uid, forged.changes[0].item)]
        assert taken.refused[0].words == OTHER_CONTENT
    again = outside.take(file)
    assert (again.repeated, again.refused) == (1, ())


def test_the_same_uid_of_a_listed_change_and_of_a_decision_is_compared(both):
    inside, outside = both
    inside.set(ITEM, status="在建")
    outside.set(ITEM, status="停缓建")
    file = inside.file()
    outside.take(file)
    assert outside.take(field(file, 0, "status", after="完工")).refused[0].words == OTHER_CONTENT
    assert outside.take(file).refused == ()
    decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令"))
    back = outside.file()
    inside.take(back)
    for values in ({"by": "别人"}, {"why": "别的"}, {"item": OTHER}):
        forged = mutated(back, "decisions", 0, **values)
        assert [each.words for each in inside.take(forged).refused] == [OTHER_CONTENT]
    assert inside.take(back).refused == ()


def test_a_decision_follows_what_is_known(both):
    inside, outside = both
    inside.meets(outside, ITEM)
    decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令"))
    back = outside.file()
    taken = inside.take(mutated(back, "decisions", 0, follows=UID))
    assert told(taken) == [(back.decisions[0].uid, ITEM)]
    assert taken.refused[0].words == BEFORE_IS_MISSING
    assert inside.values()["projects", ITEM, "status"] == "在建"
    assert inside.take(back).refused == ()
    assert inside.values() == outside.values()


def test_listed_fields_keep_what_they_followed(both, office):
    inside, outside = both
    inside.set(ITEM, status="前期")
    outside.take(inside.file())
    inside.set(ITEM, status="在建", remark="开工")
    outside.set(ITEM, status="停缓建")
    outside.take(inside.file())
    file = outside.file()
    (carried,) = [each for each in file.changes if len(each.fields) == 2]
    first = inside.ledger.history()[0].uid
    assert {each.field: each.base for each in carried.fields} == {"status": first, "remark": ""}
    third = office("第三处")
    cut = dataclasses.replace(file, changes=tuple(e for e in file.changes if e.uid != first))
    assert (carried.uid, ITEM) in told(third.take(cut))
    assert third.take(file).refused == ()


@pytest.mark.parametrize("table", ["nope", "zones", "__class__"])
def test_a_table_that_nobody_fills_is_refused(both, table):
    inside, outside = both
    inside.set(ITEM, status="在建")
    inside.set(OTHER, status="在建")
    file = inside.file()
    taken = outside.take(mutated(file, "changes", 0, table=table))
    assert told(taken) == [(file.changes[0].uid, ITEM)]
    assert f"“{table}”里的要素不能填报" in taken.refused[0].words
    assert taken.written == 1


def test_a_doubled_uid_is_refused(both):
    inside, _ = both
    inside.set(ITEM, status="在建")
    inside.set(ITEM, status="完工")
    file = inside.file()
    uid = file.changes[0].uid
    with pytest.raises(DataError, match=f"改动 {uid} 有 2 条"):
        reread(dataclasses.replace(file, changes=(*file.changes, file.changes[0])))
    fields = file.changes[0].fields * 2
    with pytest.raises(DataError, match=f"{uid}（{ITEM}）：字段 status 有两处"):
        reread(mutated(file, "changes", 0, fields=fields))


def test_a_road_is_not_added_in_part(both):
    inside, outside = both
    inside.set("R-NEW-1", "roads", **ROAD)
    file = inside.file()
    forged = field(
        file, 0, "geometry", before=LINE["geometry"], after="LINESTRING (115.9 28.6, 115.92 28.6)"
    )
    taken = outside.take(forged)
    assert (taken.written, taken.listed) == (0, 1)
    assert outside.ledger.history() == []


def test_a_shape_that_is_none_is_no_crash(both):
    inside, outside = both
    inside.set(ITEM, **PLACE)
    file = inside.file()
    shapes = "CIRCULARSTRING (0 0, 1 1, 2 0)", "GEOMETRYCOLLECTION (POINT (1 2))", "x", "POINT (1"
    for number, shape in enumerate(shapes, 1):
        forged = mutated(
            field(file, 0, "geometry", before=shape), "changes", 0, uid=f"{number:032}"
        )
        taken = outside.take(forged)
        assert (taken.written, taken.listed, taken.refused) == (0, 1, ())
    assert outside.ledger.history() == []
