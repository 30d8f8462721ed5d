"""What belongs to sessions that have gone is let go of; Streamlit's own parts are where we look."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from tools.loops import finished
from views.sessions import janitor, registry, streamlit_sessions
from views.sessions.streamlit_sessions import Seen


class Box:
    """A holder."""

    def __init__(self, *owners):
        self.kept, self.tended = set(owners), []

    def owners(self):
        return set(self.kept)

    def release(self, owner):
        self.kept.discard(owner)

    def tend(self, now):
        self.tended.append(now)


@pytest.fixture
def box(monkeypatch):
    box = Box("here", "lost", "gone", registry.NOBODY)
    monkeypatch.setattr(registry, "_holders", [box])
    return box


def seen(active=(), lost=()):
    return Seen(frozenset(active), frozenset(lost))


def test_what_is_of_nobody_there_is_released(box):
    assert janitor.go_round(seen({"here"}, {"lost"}), 7.0)
    assert box.kept == {"here", "lost", registry.NOBODY}
    assert box.tended == [7.0]
    assert not janitor.go_round(seen({"here"}, {"lost"}), 8.0)


def test_how_long_a_session_is_lost_counts_from_the_last_loss():
    for at, active in ((0.0, False), (10.0, False), (20.0, True), (30.0, False), (45.0, False)):
        registry.note(*seen({"a"} if active else (), () if active else {"a"}), at)
    assert registry.lost_for("a", 45.0) == 15.0
    assert registry.lost_for("nobody", 45.0) == 0.0
    registry.note(*seen(), 50.0)
    assert registry.longest_lost() == []


def test_it_works_while_the_server_runs_and_lets_go_of_all_at_its_end(box):
    there = [seen({"here"}, {"lost"}), seen({"here"})]
    looked = []

    def look():
        looked.append(1)
        if len(looked) == 1:
            raise RuntimeError("a bad round stops no other")
        return there[min(len(looked) - 2, 1)]

    async def run():
        async with janitor.working(look, tick_s=0.001):
            while box.kept != {"here", registry.NOBODY}:  # noqa: ASYNC110
                await asyncio.sleep(0.002)

    finished(asyncio.wait_for(run(), 20))
    assert box.kept == set()


class App:
    """A session of Streamlit's, as far as it is looked at."""

    def __init__(self, name):
        self.id, self.ended = name, 0

    def shutdown(self):
        self.ended += 1


def test_the_private_parts_of_streamlit_are_where_we_look(monkeypatch):
    clock = [0.0]
    storage = MemorySessionStorage(maxsize=1, ttl_seconds=3600)
    storage._cache._timer = lambda: clock[0]
    manager = WebsocketSessionManager(storage, None, None, None)
    mark = object()
    websocket = SimpleNamespace(scope={streamlit_sessions.CONNECTION: mark})
    apps = {name: App(name) for name in ("active", "first", "second")}
    manager._active_session_info_by_id["active"] = SimpleNamespace(
        session=apps["active"], client=SimpleNamespace(_websocket=websocket)
    )
    monkeypatch.setattr(streamlit_sessions, "exists", lambda: True)
    monkeypatch.setattr(
        streamlit_sessions, "get_instance", lambda: SimpleNamespace(_session_mgr=manager)
    )
    sessions = streamlit_sessions.Sessions()
    storage.save(SimpleNamespace(session=apps["first"]))
    assert sessions.look() == seen({"active"}, {"first"})
    clock[0] = 1800.0
    storage.save(SimpleNamespace(session=apps["second"]))
    assert sessions.look() == seen({"active"}, {"first", "second"}), "there is room for many"
    clock[0] = 3601.0
    assert sessions.look() == seen({"active"}, {"second"})
    assert [app.ended for app in apps.values()] == [0, 1, 0]
    assert streamlit_sessions.session_of(mark) == "active"
    assert streamlit_sessions.session_of(object()) == ""


def test_of_too_many_without_connection_those_that_own_nothing_go_first(monkeypatch):
    ended = []
    monkeypatch.setattr(streamlit_sessions, "exists", lambda: True)
    runtime = SimpleNamespace(is_active_session=lambda name: name == "back")
    runtime.close_session = ended.append
    monkeypatch.setattr(streamlit_sessions, "get_instance", lambda: runtime)
    monkeypatch.setattr(streamlit_sessions, "MOST_LOST", 2)
    streamlit_sessions.bound_lost(["a", "b"], set())
    assert ended == []
    streamlit_sessions.bound_lost(["oldest", "back", "b", "c", "d"], {"oldest", "d"})
    assert ended == ["b", "c"], "one has come back meanwhile"


def test_uploads_of_the_longest_lost_go_first(monkeypatch):
    manager = MemoryUploadedFileManager("/upload")
    for name, size in (("early", 60), ("late", 50), ("here", 500)):
        manager.add_file(name, UploadedFileRec("1", "a.csv", "text/csv", b"x" * size))
    monkeypatch.setattr(streamlit_sessions, "exists", lambda: True)
    runtime = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(streamlit_sessions, "get_instance", lambda: runtime)
    monkeypatch.setattr(streamlit_sessions, "MOST_UPLOADED", 110)
    streamlit_sessions.bound_uploads(["early", "late"])
    assert set(manager.file_storage) == {"early", "late", "here"}
    monkeypatch.setattr(streamlit_sessions, "MOST_UPLOADED", 109)
    streamlit_sessions.bound_uploads(["early", "late"])
    assert set(manager.file_storage) == {"late", "here"}


def test_a_client_of_streamlit_still_holds_its_websocket():
    from streamlit.web.server.starlette.starlette_websocket import (  # noqa: PLC0415
        StarletteSessionClient,
    )

    async def made():
        websocket = SimpleNamespace(headers={}, cookies={}, client=None, scope={})
        client = StarletteSessionClient(websocket)
        await client.aclose()
        return client._websocket is websocket

    assert finished(made())
