"""What the server answers as it is shipped."""

import asyncio
import socket
import time
import tomllib
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tools.loops import finished
from views import access_gate

ROOT = Path(__file__).resolve().parents[3]
METRICS = "active_sessions"


def test_the_shipped_settings_are_those_of_one_machine():
    shipped = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]
    assert shipped["address"] == "127.0.0.1"
    assert shipped["allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    assert shipped["enableCORS"] is True
    assert shipped["enableXsrfProtection"] is True
    assert shipped["enableAgentApi"] is False


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/metrics?families=cache_memory_bytes",
        "/%5fstcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
        "/_stcore/allowed-message-origins",
        "/_stcore/",
    ],
)
def test_what_no_page_needs_is_not_there(server, path, method):
    answer = server.ask(path, method)
    assert answer.status_code == 404
    assert METRICS not in answer.text


@pytest.mark.parametrize("path", ["/_STCORE/metrics", "//_stcore/metrics", "/x/../_stcore/metrics"])
def test_no_other_spelling_gives_the_figures(server, path):
    assert METRICS not in _raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n")


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/circles"])
def test_what_a_page_needs_is_there(server, path):
    assert server.ask(path).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/share/zones.geojson", "/_stcore/health", "/auth/login"])
def test_nothing_but_an_upload_changes_anything(server, path, method):
    assert server.ask(path, method).status_code == 405


@pytest.mark.parametrize("path", ["/", "/share/zones.geojson", "/_stcore/host-config", "/media/a"])
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil"]
)
def test_another_name_is_not_answered(server, path, host):
    answer = server.ask(path, Host=host)
    assert (answer.status_code, "不以这个名称" in answer.text) == (421, True)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8501", "[::1]:8501"])
def test_the_names_of_this_machine_are_answered(server, host):
    assert server.ask("/", Host=host).status_code == 200


@pytest.mark.parametrize("hosts", ["", "Host: localhost\r\nHost: evil.example\r\n"])
def test_no_name_or_two_are_not_answered(server, hosts):
    assert " 200 " not in _raw(server, f"GET / HTTP/1.1\r\n{hosts}").splitlines()[0]


def test_health_is_answered_to_a_balancer_that_uses_an_address(server):
    assert server.ask("/_stcore/health", Host="10.9.8.7").status_code == 200


def test_a_page_of_another_name_is_not_opened(server):
    assert server.handshake("Host: evil.example", "Origin: http://evil.example") == 403
    assert server.handshake("Host: localhost", "Origin: http://localhost") == 101


def test_an_endless_address_is_not_looked_at(server):
    assert server.ask("/?q=" + "a" * 20_000).status_code == 414


def test_no_more_pages_are_opened_than_are_meant(serve):
    with serve(PLANMAP_SESSIONS="1") as small:
        with small.page(), pytest.raises(InvalidStatus), small.page():
            pass
        for _ in range(300):  # the server hears of the end a little later
            try:
                with small.page() as page:
                    assert page.session
                return
            except InvalidStatus:
                time.sleep(0.1)
        raise AssertionError("the place was not given back")


def test_who_finds_all_places_taken_is_told_on_a_page(serve):
    with serve(PLANMAP_SESSIONS="1") as small:
        assert small.ask("/", Accept="text/html").status_code == 200
        with small.page():
            for path in ("/", "/circles", "/?q=1"):
                full = small.ask(path, Accept="text/html,*/*")
                assert (full.status_code, "已满" in full.text) == (503, True)
            assert full.headers["content-type"].startswith("text/html")
            assert "content-security-policy" in full.headers
            assert small.ask("/static/none.js", Accept="*/*").status_code != 503
            assert small.ask("/_stcore/health", Accept="text/html").status_code == 200
            assert small.ask("/", Accept="text/html", Host="evil.example").status_code == 421


def test_a_connection_that_asks_nothing_gives_its_place_back(monkeypatch):
    monkeypatch.setattr(access_gate, "FIRST_S", 0.05)
    heard = []

    async def app(_scope, receive, _send):
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["type"])
        heard.append(message["code"])

    assert finished(_connected(access_gate.Gate(app), ["websocket.connect"])) == 0
    assert heard == ["websocket.connect", 1008]


def test_a_connection_that_asked_may_be_silent(monkeypatch):
    monkeypatch.setattr(access_gate, "FIRST_S", 0.05)

    async def app(_scope, receive, _send):
        while (await receive())["type"] != "websocket.disconnect":
            pass

    with pytest.raises(TimeoutError):
        finished(_connected(access_gate.Gate(app), ["websocket.connect", "websocket.receive"]))
    with pytest.raises(TimeoutError):  # it came back after its connection was lost
        finished(
            _connected(access_gate.Gate(app), ["websocket.connect"], "streamlit", "t", "session")
        )


async def _connected(door, kinds, *protocols) -> int:
    """Connect, send messages, fall silent; return the places taken once that has ended."""
    coming = iter(kinds)

    async def receive():
        if (kind := next(coming, None)) is None:
            await asyncio.Event().wait()
        return {"type": kind, "bytes": b""}

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"localhost")]}
    scope["subprotocols"] = list(protocols)
    await asyncio.wait_for(door(scope, receive, None), 1)
    return door.open_pages


def test_an_office_adds_its_name(serve):
    names = "127.0.0.1 tuzhi.example.gov.cn *.office.cn"
    with serve(STREAMLIT_SERVER_ALLOWED_HOSTS=names) as office:
        wanted = {"tuzhi.example.gov.cn": 200, "a.office.cn:8443": 200, "localhost": 421}
        wanted |= {"office.cn.evil.example": 421, "evil.example": 421}
        assert {host: office.ask("/", Host=host).status_code for host in wanted} == wanted


def test_an_empty_list_is_this_machine_and_not_everybody(serve):
    with serve(STREAMLIT_SERVER_ALLOWED_HOSTS=" ") as alone:
        assert alone.ask("/", Host="localhost").status_code == 200
        assert alone.ask("/", Host="evil.example").status_code == 421


def test_the_figures_are_given_where_they_are_asked_for(serve):
    with serve(PLANMAP_METRICS="on") as open_one:
        assert METRICS in open_one.ask("/_stcore/metrics").text


def _raw(server, head: str) -> str:
    """Send a request as it is; return what comes back."""
    port = int(server.origin.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        plain.sendall(f"{head}Connection: close\r\n\r\n".encode())
        parts = iter(lambda: plain.recv(65536), b"")
        return b"".join(parts).decode("utf-8", "replace")
