"""The thread that saves: what is written when, what is tried again, who hears they are behind."""

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from time import sleep

import geopandas
import pytest
from shapely import Point

from geo.ledger import engines
from geo.project_file import load
from views import layer_store
from views.state.imported import ImportedLayer
from views.works import desks, drafting, place, saver
from views.works.owner import Owner

ME = Owner("me", "王工")


@pytest.fixture
def own(session):  # noqa: ARG001 - whose layer it is
    """A layer on the shelf of the session, as its state names it."""
    table = {"name": ["一", "二"]}
    frame = geopandas.GeoDataFrame(table, geometry=[Point(115.9, 28.6)] * 2, crs=4326)
    token = layer_store.put(frame.set_axis(["abc-0", "abc-1"]))
    return ImportedLayer(token, "地块", "点", ("name",), 0)


@pytest.fixture
def one():
    """A saver of its own, with a desk."""
    made = saver.Saver()
    yield made, desks.Desk("me", held=desks.Held("w", name="地块"))
    made.flush("", 30)


def hand(one, mark, **state):
    made, desk = one
    desk.held.mark = mark
    made.hand(desk, ME, drafting.take(state))
    return desk.held


def saved(one, mark, **state):
    held = hand(one, mark, **state)
    assert one[0].flush("w", 30)
    return held


def kept(name="w"):
    return load(place.works().read(name).content)


def blobs():
    with sqlite3.connect(place.works().database.file) as connection:
        return connection.execute("SELECT count(*), max(added) FROM blobs").fetchone()


@contextmanager
def locked():
    """Hold the database as another program would that writes to it."""
    other = sqlite3.connect(place.works().database.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_what_is_handed_over_twice_in_a_moment_is_written_once(own, one):
    for mark in "abc":
        hand(one, mark, **{"own-layers": (own,), "q": mark})
    held = saved(one, "d", **{"own-layers": (own,), "q": "d"})
    assert (held.version, held.kept, held.failure) == (1, "d", "")
    assert kept().choices["q"] == "d"
    assert [each.name for each in kept().layers] == ["地块"]


def test_another_look_writes_no_feature_again(own, one):
    saved(one, "a", **{"own-layers": (own,)})
    before = blobs()
    saved(one, "b", **{"own-layers": (own,), f"alpha-{own.layer_id}": 50})
    assert blobs() == before  # neither another one nor the same put there anew
    assert kept().layers[0].look["opacity"] == 50
    saved(one, "c")
    assert kept().layers == ()


def test_a_store_that_is_locked_is_told_and_tried_again(own, one, monkeypatch):
    monkeypatch.setattr(saver, "AGAIN_S", (0.05,))
    monkeypatch.setattr(engines, "BUSY_S", 0)
    saved(one, "a")
    place.works().database.close()
    assert kept()  # opened anew, and as impatient as told
    with locked():
        held = saved(one, "b", **{"own-layers": (own,)})
        assert "占用" in held.failure
        assert not held.is_kept
        assert kept().layers == ()
    held = saved(one, "c", **{"own-layers": (own,)})
    assert (held.failure, held.kept) == ("", "c")
    assert [each.name for each in kept().layers] == ["地块"]


def test_what_failed_is_saved_by_itself_once_the_store_is_there(one, monkeypatch):
    monkeypatch.setattr(saver, "AGAIN_S", (0.05,))
    monkeypatch.setattr(engines, "BUSY_S", 0)
    saved(one, "a")
    place.works().database.close()
    assert kept()  # opened anew, and as impatient as told
    with locked():
        held = saved(one, "b", q="路")
    for _ in range(600):
        if held.is_kept:
            break
        one[0].flush("w", 0.05)
        sleep(0.05)
    assert kept().choices["q"] == "路"


def test_a_store_put_away_under_the_server_is_filled_again(own, one):
    saved(one, "a", **{"own-layers": (own,)})
    file = place.works().database.file
    place.works().database.close()
    for each in file.parent.iterdir():
        each.unlink()
    held = saved(one, "b", **{"own-layers": (own,)})
    assert held.behind
    assert held.failure == saver.GONE
    one[1].held = desks.Held("copy", name="地块 副本")
    for _ in range(2):  # the first finds that the features are not there any more
        saved(one, "c", **{"own-layers": (own,)})
        one[0].flush("copy", 30)
    assert [each.name for each in kept("copy").layers] == ["地块"]


def test_who_is_behind_overwrites_nothing(one):
    saved(one, "a", q="一")
    other = saver.Saver(), desks.Desk("you", held=desks.Held("w", version=1, name="地块"))
    saved(other, "b", q="二")
    held = saved(one, "c", q="三")
    assert held.behind
    assert "另一处" in held.failure
    assert kept().choices["q"] == "二"


def test_other_sessions_of_this_server_hear_at_once_that_they_are_behind(session, one):  # noqa: ARG001
    mine, before = desks.mine(), desks.Held("w", version=1, name="地块", saved=datetime.now(UTC))
    mine.held = before
    saved((one[0], desks.Desk("you", held=desks.Held("w", name="地块"))), "a")
    assert mine.held.behind
    mine.held = desks.Held("other")
    saved(one, "b")
    assert not mine.held.behind


def test_nothing_that_no_project_file_takes_is_tried_again(own, one):
    layers = tuple(ImportedLayer(own.token, f"地块{at}", "点", ("name",), at) for at in range(25))
    held = saved(one, "a", **{"own-layers": layers})
    assert "上限" in held.failure
    assert one[0]._jobs == {}


def test_a_full_disk_is_told_and_the_work_saved_once_there_is_room(own, one, room, monkeypatch):
    monkeypatch.setattr(saver, "AGAIN_S", (0.05,))
    held = saved(one, "a")
    with room(place.works().database.file.stat().st_size):  # no file grows beyond
        saved(one, "b", **{"own-layers": (own,), "sheet-title": "长" * 200})
        assert "磁盘" in held.failure
        assert kept().layers == ()
    for _ in range(600):
        if held.is_kept:
            break
        one[0].flush("w", 0.05)
        sleep(0.05)
    assert [each.name for each in kept().layers] == ["地块"]
