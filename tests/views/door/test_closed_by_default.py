"""What nobody named is not answered: neither an address nor a socket."""

import re
from importlib import import_module
from pathlib import Path
from unittest.mock import MagicMock

import pytest
import streamlit
from streamlit import config
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from tools.loops import finished
from views import access_gate

ROOT = Path(__file__).resolve().parents[3]
UNKNOWN = ("/ledgers", "/works/1", "/circle", "/share.json", "/api/write", "/%5fadmin", "/a/page/x")


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_address_that_nobody_named_is_not_answered(server, path):
    for accept in ("*/*", "text/html"):
        answer = server.ask(path, Accept=accept)
        assert (answer.status_code, "没有这个" in answer.text) == (404, True)
        assert "root" not in answer.text, "Streamlit's page"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", UNKNOWN)
def test_nor_does_it_take_anything(server, path, method):
    assert server.ask(path, method).status_code in (404, 405)


def test_every_route_of_the_server_is_named(monkeypatch):
    """What Streamlit or we answer stands in the table, and nothing in the table is not there."""
    monkeypatch.setattr(access_gate, "base_path", lambda: "")
    served = {access_gate.parts_of(each)[0] for each in _addresses()}
    assert served - {"{path:path}"} <= access_gate._NEEDS.keys()
    files = {path.name for path in (Path(streamlit.__file__).parent / "static").iterdir()}
    pages = {page[0] for page in access_gate.PAGES}
    assert access_gate._NEEDS.keys() == served | files | pages | {"page"}


def _addresses():
    """Paths of the routes of app.py and of Streamlit."""
    names = re.findall(r"(\w+)\.route\(\)", (ROOT / "app.py").read_text("utf-8"))
    assert len(names) > 1
    own = [import_module(f"views.{name}").route() for name in names]
    config.set_option("server.enableStaticServing", True)
    routes = [*own, *create_streamlit_routes(MagicMock(_main_script_path=str(ROOT / "app.py")))]
    return [each.path for each in routes if each.path]


@pytest.mark.parametrize("path", ["/", "/circles", "/ledger", "/_stcore/stream/x", "/other"])
def test_a_socket_is_opened_for_the_page_alone(path):
    closed = []

    async def send(message):
        closed.append(message["type"])

    async def receive():
        return {"type": "websocket.connect"}

    async def app(*_):
        raise AssertionError("it was let in")

    scope = {"type": "websocket", "path": path, "headers": [(b"host", b"localhost")]}
    finished(access_gate.Gate(app)(scope, receive, send))
    assert closed == ["websocket.close"]
