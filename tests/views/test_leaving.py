"""A page that was left ends its session; one whose connection broke keeps it."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tools.loops import finished
from views.sessions import leaving, streamlit_sessions
from views.sessions.leaving import Leaving

DONE = {"type": "websocket.disconnect"}


@pytest.fixture
def closed(monkeypatch):
    """Sessions that were ended."""
    ended = []
    monkeypatch.setattr(streamlit_sessions, "session_of", lambda connection: connection and "s1")
    monkeypatch.setattr(streamlit_sessions, "close_if_lost", ended.append)
    return ended


async def streamlit(scope, receive, _send):
    """Hear until the connection ends."""
    heard = scope.setdefault("heard", [])
    while (message := await receive())["type"] != "websocket.disconnect":
        heard.append(message)


def scope(path="/map/_stcore/stream", kind="websocket"):
    return {"type": kind, "path": path}


def hears(*messages):
    left = list(messages)

    async def receive():
        return left.pop(0)

    return receive


async def visited(app, *messages, **where):
    there = scope(**where)
    await app(there, hears(*messages), None)
    return there.get("heard", [])


def sent(**fields):
    return {"type": "websocket.receive", "bytes": BackMsg(**fields).SerializeToString()}


@pytest.mark.parametrize(
    ("code", "ends"), [(1000, True), (1001, True), (1005, False), (1006, False), (1012, False)]
)
def test_a_page_that_was_left_ends_its_session(closed, code, ends):
    async def run():
        await visited(Leaving(streamlit, 0.01), DONE | {"code": code})
        await asyncio.sleep(0.05)

    finished(run())
    assert closed == (["s1"] if ends else [])


def test_a_session_that_came_back_and_then_broke_is_kept(closed):
    async def run():
        app = Leaving(streamlit, 0.05)
        await visited(app, DONE | {"code": 1001})
        await visited(app, sent(app_heartbeat=True), DONE | {"code": 1006})
        await asyncio.sleep(0.15)

    finished(run())
    assert closed == []


def test_other_paths_and_plain_requests_pass(closed):
    async def run():
        app = Leaving(streamlit, 0.0)
        await visited(app, DONE | {"code": 1000}, path="/other")
        await visited(app, DONE | {"code": 1000}, kind="http")
        await asyncio.sleep(0.02)

    finished(run())
    assert closed == []


@pytest.mark.usefixtures("closed")
def test_the_message_that_empties_caches_is_not_heard():
    unknown = b"\xc2\x3e\x88\x27" + b"x" * 5_000  # field 1000, 5000 bytes
    padded = unknown + BackMsg(clear_cache=True).SerializeToString() + unknown
    after = BackMsg(stop_script=True, clear_cache=True).SerializeToString()
    good = [sent(stop_script=True), sent(app_heartbeat=True)]
    bad = [sent(clear_cache=True)] + [
        {"type": "websocket.receive", "bytes": each} for each in (padded, after)
    ]
    odd = [{"type": "websocket.receive", "bytes": b"\xff\xff"}, {"type": "websocket.receive"}]
    messages = (bad[0], good[0], bad[1], *odd, bad[2], good[1], DONE | {"code": 1006})
    heard = finished(visited(Leaving(streamlit), *messages))
    assert heard == [good[0], *odd, good[1]]
    assert leaving.GRACE_S == 60.0
