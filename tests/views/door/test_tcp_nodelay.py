"""A real uvicorn on a socket made as Streamlit makes it: its connections delay nothing."""

import asyncio
import socket
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from tools.loops import finished
from views import tcp_nodelay

DELAYS, PROMPT = 0, 1


def delay_of_a_connection(*, installed):
    """TCP_NODELAY of the server's end of a connection."""
    seen = []

    async def answer(scope, receive, send):
        held = receive.__self__.transport.get_extra_info("socket")
        seen.append(held.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        await PlainTextResponse("ok")(scope, receive, send)

    @asynccontextmanager
    async def ready(_app):
        if installed:
            tcp_nodelay.install(asyncio.get_running_loop())
        yield

    finished(served(Starlette(routes=[Mount("/", answer)], lifespan=ready)))
    return seen


async def served(app):
    """Serve one request on a socket that does not name its protocol."""
    listening = socket.socket(socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(trust_env=False) as client:
        port = listening.getsockname()[1]
        assert (await client.get(f"http://127.0.0.1:{port}/")).text == "ok"
    server.should_exit = True
    await running


def test_its_connections_send_at_once():
    assert delay_of_a_connection(installed=True) == [PROMPT]


def test_without_it_they_would_wait():
    assert delay_of_a_connection(installed=False) == [DELAYS]


def test_a_loop_that_cannot_be_changed_stays_as_it_is():
    class Sealed:
        __slots__ = ()

        def create_server(self):
            return "made"

    sealed = Sealed()
    tcp_nodelay.install(sealed)
    assert sealed.create_server() == "made"


def test_the_server_installs_it(monkeypatch):
    app = pytest.importorskip("app")
    given = []
    monkeypatch.setattr(app.tcp_nodelay, "install", given.append)
    monkeypatch.setattr(app, "_read", lambda: None)

    async def begin():
        async with app.ready(app.app):
            return asyncio.get_running_loop()

    assert [finished(begin())] == given
