"""Pages of other web sites are refused, and nobody outside is asked who this machine is."""

import subprocess
import sys
import time
from dataclasses import replace

import pytest
import requests
from streamlit import net_util
from streamlit.web import bootstrap
from websockets.exceptions import InvalidStatus

from tools.headless import ROOT, free_port
from views import access_gate

ASKING = """
import socket
from pathlib import Path

_real = socket.getaddrinfo, socket.socket.connect

def _name(host, *rest, **more):
    if host not in ("localhost", "127.0.0.1", "::1", "0.0.0.0", None):
        Path({told!r}).open("a").write(f"{{host}}\\n")
        raise OSError("no network")
    return _real[0](host, *rest, **more)

def _connect(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1"):
        Path({told!r}).open("a").write(f"{{address}}\\n")
        raise OSError("no network")
    return _real[1](self, address)

class Watched(socket.socket):
    connect = _connect

socket.getaddrinfo, socket.socket = _name, Watched
"""
"""Run in a server before it starts: notes every name and address outside that it looks for."""


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example:8501",
        "null",
        "",
        "http://[",
        "http://10.9.8.7:8501",
    ],
)
def test_a_page_of_another_site_is_refused(server, foreign):
    with pytest.raises(InvalidStatus) as refused, server.page(Origin=foreign):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("own", ["http://localhost:8501", "http://127.0.0.1", "https://localhost"])
def test_the_names_of_this_machine_are_its_own(server, own):
    with server.page(Origin=own) as page:
        assert page.session


def test_a_site_that_the_proxy_serves_is_its_own(serve):
    with serve(STREAMLIT_SERVER_ALLOWED_HOSTS="127.0.0.1 tuzhi.example.gov.cn") as office:
        host = "Host: tuzhi.example.gov.cn"
        assert office.handshake(host, "Origin: https://tuzhi.example.gov.cn") == 101
        assert office.handshake(host, "Origin: https://other.example.gov.cn") == 403
        assert office.handshake(host) == 101


def test_an_upload_from_another_site_is_refused(server):
    with server.page() as page:
        answer = server.put(page.session, b"a", Origin="https://evil.example")
        assert (answer.status_code, "别的网站" in answer.text) == (403, True)
        assert server.put(page.session, b"a", Origin=server.origin).status_code == 204


def test_nobody_outside_is_asked(monkeypatch):
    asked = []
    before = dict(vars(net_util))
    monkeypatch.setattr(requests, "get", lambda *each, **_: asked.append(each))
    try:
        access_gate.ask_nobody()
        assert not access_gate.origin_fits(_scope("https://evil.example"))
        assert access_gate.origin_fits(_scope("http://127.0.0.1:8501"))
        assert bootstrap.net_util.get_external_ip() is None
        assert bootstrap.net_util.get_internal_ip() is None
    finally:
        vars(net_util).update(before)
    assert asked == []


def test_two_origins_are_none():
    scope = _scope("http://127.0.0.1:8501")
    assert access_gate.origin_fits(scope)
    assert not access_gate.origin_fits(
        scope | {"headers": [*scope["headers"], (b"origin", b"https://evil.cn")]}
    )


def test_a_server_on_all_addresses_starts_and_refuses_without_asking(tmp_path, server):
    told, port = tmp_path / "asked", free_port()
    code = ASKING.format(told=str(told)) + "from streamlit.web.cli import main; main()"
    flags = {"headless": "true", "address": "0.0.0.0", "port": port}
    words = [part for name, value in flags.items() for part in (f"--server.{name}", str(value))]
    log = (tmp_path / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", code, "run", "app.py", *words], cwd=ROOT, stdout=log, stderr=log
    )
    try:
        assert _status(replace(server, origin=f"http://127.0.0.1:{port}")) == 403
    finally:
        process.terminate()
        process.wait(20)
        log.close()
    assert not told.exists(), told.read_text()


def _status(server) -> int:
    """What a page of a foreign site is answered, once the server is there."""
    for _ in range(600):
        try:
            return server.handshake("Host: 127.0.0.1", "Origin: https://evil.cn")
        except ConnectionError:
            time.sleep(0.1)
    return 0


def _scope(site: str) -> dict:
    headers = [(b"host", b"127.0.0.1:8501"), (b"origin", site.encode())]
    return {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
