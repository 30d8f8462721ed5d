"""Saving what was placed: asked at the fields, written, conflicts told, nothing typed lost."""

from datetime import UTC, datetime

import pytest
from shapely import LineString, MultiPolygon, Polygon, box, wkt

from geo.errors import DataError
from geo.ledger import Act, Edit
from geo.placing.model import Placement
from views import cache
from views.ledger import acts, clash_dialog
from views.ledger.clash_dialog import MINE, THEIRS
from views.placing import act_form, map_edit, proposal, saving
from views.placing.items import NEW_ROAD, all_items
from views.state import placing as state
from views.state.ledger import CLASH

ITEM = "projects:P5-1-01"
LINE = LineString([(115.92, 28.62), (115.93, 28.62)])
OTHER = "LINESTRING (115.92 28.63, 115.93 28.63)"

pytestmark = pytest.mark.usefixtures("ledger")


def item(key=ITEM):
    return all_items()[key]


def typed(of, **fields):
    families = {"basis": state.BASIS, "accuracy": state.ACCURACY, "document": state.DOCUMENT,
                "why": state.WHY, "name": state.NAME, "grade": state.GRADE}  # fmt: skip
    for name, value in fields.items():
        families[name].key(of.tail).set(value)


def ready(key=ITEM, shape=LINE):
    """An item drawn and told of, as far as saving it."""
    of = item(key)
    proposal.note_seen(of)
    map_edit.begin(of.key, of.name, of.kinds, shape)
    typed(of, basis="按影像手绘", accuracy=30.0, document="某批复", why="补落图")
    return of


def test_all_that_is_missing_is_told_at_its_field_and_nothing_is_written(ledger):
    of = item()
    saving.save(of)
    assert set(saving.problems(of)) == {"basis", "accuracy", "document", "why", saving.SHAPE}
    assert ledger.version() == cache.STORE.folder_version()


def test_an_accuracy_better_than_what_the_place_rests_on_is_refused(ledger):
    of = ready()
    placement = Placement(LINE, "沿甲路，乙路至丙路", 60.0)
    typed(of, basis="")
    proposal.offer(of, lambda: placement)
    typed(of, accuracy=20.0)
    assert "请填不小于它的数" in saving.problems(of)["accuracy"]
    typed(of, accuracy=60.0)
    assert saving.problems(of) == {}
    typed(of, accuracy=20.0, basis="据竣工测量成果")
    assert saving.problems(of) == {}
    saving.save(of)
    assert ledger.ledger.history()[-1].fields[0].after == 20


def test_what_is_saved_is_on_the_plan_with_who_and_why(ledger):
    of = ready()
    saving.save(of)
    row = cache.plan().projects.loc["P5-1-01"]
    assert row.geometry.equals(LINE)
    assert (row["basis"], row["accuracy_m"]) == ("按影像手绘", 30)
    change = ledger.ledger.history()[-1]
    assert (change.by, change.why, change.document) == ("王晓明", "补落图", "某批复")
    assert map_edit.current() is None
    assert state.BASIS.key(of.tail).get() == ""


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Polygon([(115.9, 28.6), (115.92, 28.62), (115.92, 28.6), (115.9, 28.62)]), "与自己相交"),
        (MultiPolygon([box(115.9, 28.6, 115.91, 28.62), box(115.91, 28.6, 115.92, 28.62)]), "共用"),
    ],
)
def test_an_area_that_is_none_is_told_and_not_mended(ledger, shape, words):
    of = ready(shape=shape)
    saving.save(of)
    assert words in saving.problems(of)[saving.SHAPE]
    assert ledger.ledger.history() == []
    assert map_edit.drawn().equals_exact(shape)


def by_another(ledger, **values):
    act = Act("李四", datetime(2026, 3, 4, tzinfo=UTC), "另有图", "乙文")
    ledger.write(Edit("projects", "P5-1-01", values, act))


def settled(**takes):
    """Choose in the dialog, and write it as the dialog does."""
    edit = clash_dialog.resolved(CLASH.get(), takes)
    clash_dialog.forget()
    return acts.write([edit]) if edit.values else []


def test_a_conflict_shows_both_and_mine_is_written_over_what_was_seen(ledger):
    of = ready()
    by_another(ledger, geometry=OTHER, basis="乙图", accuracy_m=30)
    saving.save(of)
    clash = CLASH.get()
    conflicts = {each.field: each for each in clash.conflicts}
    assert set(conflicts) == {"geometry", "basis"}
    assert (conflicts["basis"].mine, conflicts["basis"].theirs) == ("按影像手绘", "乙图")
    assert (conflicts["basis"].by, clash.source) == ("李四", "placing")
    assert state.BASIS.key(of.tail).get() == "按影像手绘"
    change = settled(geometry=MINE, basis=MINE)[0]
    assert (change.by, change.why, change.document) == ("王晓明", "补落图", "某批复")
    row = cache.plan().projects.loc["P5-1-01"]
    assert row.geometry.equals(LINE)
    assert row["basis"] == "按影像手绘"


def test_taking_theirs_writes_nothing_of_a_place(ledger):
    by_another(ledger, geometry=OTHER, basis="甲图", accuracy_m=30)
    of = ready()
    by_another(ledger, basis="乙图")
    saving.save(of)
    assert settled(basis=THEIRS) == []
    assert len(ledger.ledger.history()) == 2
    assert cache.plan().projects.loc["P5-1-01"].geometry.equals(wkt.loads(OTHER))


def test_a_store_that_refuses_leaves_all_that_was_typed(ledger, monkeypatch):
    def refused(*_, **__):
        raise DataError("磁盘已满")

    of = ready()
    monkeypatch.setattr(ledger, "write_all", refused)
    saving.save(of)
    assert state.FAILED.key(of.tail).get() == "磁盘已满"
    assert state.BASIS.key(of.tail).get() == "按影像手绘"
    assert map_edit.drawn() == LINE


def test_what_was_placed_goes_back_to_the_plan_as_published(ledger):
    saving.save(ready())
    of = item()
    saving.take_back(of)
    assert set(act_form.wrong(of)) == {"document", "why"}
    typed(of, document="某函", why="核对有误")
    assert act_form.wrong(of) == {}
    proposal.note_seen(of)
    saving.take_back(of)
    assert cache.plan().projects.loc["P5-1-01", "geometry"] is None
    assert len(ledger.ledger.history()) == 2


def test_a_road_is_added_and_what_waited_for_it_goes_on():
    state.BACK.set(ITEM)
    of = ready(NEW_ROAD)
    saving.save(of)
    assert set(saving.problems(of)) == {"name", "grade"}
    typed(of, name="试验路", grade="C")
    saving.save(of)
    added = cache.plan().roads[cache.plan().roads["name"] == "试验路"]
    assert added.geometry.iloc[0].equals(LINE)
    assert (added["grade"].iloc[0], added["source"].iloc[0]) == ("C", "某批复")
    assert state.ITEM.get() == ITEM


def test_nobody_who_may_not_edit_writes(ledger, monkeypatch):
    of = ready()
    monkeypatch.setattr("views.own_machine.is_own", lambda: False)
    saving.save(of)
    assert state.FAILED.key(of.tail).get()
    assert ledger.ledger.history() == []
