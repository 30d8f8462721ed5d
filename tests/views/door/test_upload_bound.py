"""Uploads held: of all sessions, of one; by what is said and by what comes."""

import asyncio
import socket
from collections import Counter
from contextlib import suppress

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from tools.loops import finished
from views import upload_bound
from views.sessions import streamlit_sessions
from views.sessions.streamlit_sessions import HeldUploads
from views.upload_bound import refusal

MB = 2**20


@pytest.fixture(scope="module")
def small(serve):
    """A server that holds 5 MB in all and 3 MB of a session."""
    with serve(PLANMAP_UPLOAD_MB="5", PLANMAP_SESSION_UPLOAD_MB="3") as found:
        yield found


@pytest.mark.parametrize(
    ("mine", "others", "coming", "refused"),
    [
        ((0, 0), 0, 400 * MB, False),
        ((0, 0), 0, 400 * MB + 1, True),
        ((399 * MB, 1), 0, MB, False),
        ((399 * MB, 1), 0, MB + 1, True),
        ((0, 0), 1023 * MB, MB, False),
        ((0, 0), 1023 * MB, MB + 1, True),
        ((0, 49), 0, 0, False),
        ((0, 50), 0, 0, True),
    ],
)
def test_the_shipped_bounds(told, mine, others, coming, refused):
    told()
    held = {"a": HeldUploads(*mine), "b": HeldUploads(others, 1)}
    assert bool(refusal("a", Counter(a=coming), held)) is refused


def test_what_others_send_at_the_same_time_counts(told):
    told()
    assert refusal("a", Counter(a=300 * MB, b=400 * MB, c=300 * MB), {}) == ""
    assert "各人" in refusal("a", Counter(a=300 * MB, b=400 * MB, c=325 * MB), {})


def test_a_file_that_fits_is_taken_and_one_too_many_is_not(small):
    with small.page() as page:
        assert small.put(page.session, b"a" * 2 * MB, "1").status_code == 204
        answer = small.put(page.session, b"a" * 2 * MB, "2")
        assert (answer.status_code, "3 MB" in answer.text) == (413, True)
        assert page.says("3 MB")


def test_after_a_refusal_a_small_file_is_taken(small):
    with small.page() as page:
        small.put(page.session, b"a" * 4 * MB, "1")
        assert page.says("未接收")
        assert small.put(page.session, b"a", "2").status_code == 204


def test_all_sessions_together_are_bounded_until_one_lets_go(serve):
    bounds = {"PLANMAP_UPLOAD_MB": "5", "PLANMAP_SESSION_UPLOAD_MB": "3"}
    with serve(**bounds) as small, small.page() as one, small.page() as two:
        assert small.put(one.session, b"a" * (5 * MB // 2)).status_code == 204
        assert small.put(two.session, b"a" * (9 * MB // 4)).status_code == 204
        with small.page() as three:
            answer = small.put(three.session, b"a" * MB)
            assert (answer.status_code, "各人" in answer.text) == (413, True)
            assert small.delete(one.session).status_code == 204
            assert small.put(three.session, b"a" * MB).status_code == 204


def test_what_comes_in_parts_without_a_length_is_counted_as_it_comes(small):
    with small.page() as page:
        assert "413" in _in_parts(small, page.session, 8).splitlines()[0]
        assert page.says("未接收")


def test_a_length_that_lies_helps_nobody(small):
    """Said: 1 byte; the server reads no further than that, and finds no file."""
    with small.page() as page:
        head = f"Content-Length: 1\r\n\r\n{'a' * 4096}"
        assert " 204 " not in _put(small, page.session, head).splitlines()[0]


def test_a_sender_who_falls_silent_is_not_waited_for(told, monkeypatch):
    told()
    monkeypatch.setattr(upload_bound, "_SILENCE_S", 0.05)
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/1", "headers": []}
    bound = upload_bound.UploadBound(_reading)

    async def silent():
        if bound.coming["a"]:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": b"a" * 9, "more_body": True}

    with pytest.raises(HTTPException) as error:
        finished(bound(scope, silent, None))
    assert error.value.status_code == 408
    assert bound.coming == Counter()


SCOPE = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/1", "headers": []}


def test_files_that_are_still_coming_count_among_fifty(told, monkeypatch):
    """48 are held: of three begun at once two are taken."""
    told()
    monkeypatch.setattr(upload_bound, "held_uploads", lambda: {"a": HeldUploads(0, 48)})
    statuses = []

    async def app(_scope, _receive, send):
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 204})

    async def send(message):
        statuses.append(message.get("status"))

    async def all_at_once():
        bound = upload_bound.UploadBound(app)
        await asyncio.gather(*(bound(SCOPE, None, send) for _ in range(3)))
        return bound

    bound = finished(all_at_once())
    assert sorted(filter(None, statuses)) == [204, 204, 413]
    assert not bound.under_way


def test_a_browser_that_leaves_is_no_error(told):
    told()

    async def app(_scope, _receive, _send):
        raise ClientDisconnect

    bound = upload_bound.UploadBound(app)
    finished(bound(SCOPE, None, None))
    assert not bound.under_way


async def _reading(_scope, receive, _send):
    while True:
        await receive()


def test_without_its_token_nothing_is_taken(small):
    with small.page() as page:
        answer = small.put(page.session, b"a", X_Xsrftoken="2|0|0|0")
        assert answer.status_code == 403


def _in_parts(server, session: str, megabytes: int) -> str:
    opening = (
        '--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    parts = [opening, *["a" * MB] * megabytes, "\r\n--b--\r\n"]
    body = "".join(f"{len(part):x}\r\n{part}\r\n" for part in parts)
    return _put(server, session, f"Transfer-Encoding: chunked\r\n\r\n{body}0\r\n\r\n")


def _put(server, session: str, rest: str) -> str:
    token = server.xsrf()
    host = server.origin.removeprefix("http://")
    head = (
        f"PUT /_stcore/upload_file/{session}/raw HTTP/1.1\r\nHost: {host}\r\n"
        f"Cookie: _streamlit_xsrf={token}\r\nX-Xsrftoken: {token}\r\nConnection: close\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n"
    )
    with socket.create_connection(tuple(host.split(":")), timeout=20) as plain:
        with suppress(ConnectionError):  # the answer may come before the whole was sent
            plain.sendall((head + rest).encode())
        return plain.recv(65536).decode("utf-8", "replace")


def test_a_file_that_was_read_is_held_no_longer(monkeypatch):
    store = MemoryUploadedFileManager("/x")
    record = UploadedFileRec("1", "a.csv", "text/csv", b"a" * 7)
    store.add_file("a", record)
    store.add_file("b", record)
    monkeypatch.setattr(streamlit_sessions, "_store", lambda: store)
    assert streamlit_sessions.held_uploads() == {"a": HeldUploads(7, 1), "b": HeldUploads(7, 1)}
    streamlit_sessions.forget("a", "1")
    assert streamlit_sessions.held_uploads()["a"] == HeldUploads(0, 0)
    assert streamlit_sessions.held_uploads()["b"] == HeldUploads(7, 1)
