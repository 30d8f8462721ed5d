"""The address of an attachment: files for readers, never a page."""

from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from streamlit import config

from geo.data_folder import data_folder
from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.attachments import attach
from geo.ledger import Act, Ledger
from geo.store import PlanStore
from tools.loops import finished
from views import attachment_route, edition
from views.access import Role
from views.access_settings import PROXY, AccessSettings
from views.security_headers import SecurityHeaders

ACT = Act("张三", datetime(2026, 3, 1, tzinfo=UTC), "现场核实")
OWN = {"server.address": "127.0.0.1", "server.allowedHosts": ["localhost"]}
TITLE = '现场"\r\nX: <b>'


@pytest.fixture
def store(tmp_path, monkeypatch):
    before = {name: config.get_option(name) for name in OWN}
    made = PlanStore(data_folder(), lambda: Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}"))
    monkeypatch.setattr(edition, "STORE", made)
    for name, value in OWN.items():
        config.set_option(name, value)
    yield made
    made.ledger.close()
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def ask(monkeypatch):
    app = SecurityHeaders(Starlette(routes=[attachment_route.route()]))

    async def got(path, headers):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path, headers=headers)

    def asked(uid, role=Role.VIEWER, **headers):
        monkeypatch.setattr(attachment_route, "http_role", lambda _scope: role)
        return finished(got(attachment_route.address(uid), headers))

    return asked


def kept(store, kind, *, positioned=False):
    told = CheckedAttachment(kind, positioned)
    return attach(store.ledger, ("projects", "P5-1-01", 0), (TITLE, b"content"), told, ACT).uid


@pytest.mark.parametrize(
    ("kind", "how", "end"),
    [("image/png", "inline", ".png"), ("application/pdf", "attachment", ".pdf")],
)
def test_it_comes_as_a_file_whose_name_breaks_nothing(store, ask, kind, how, end):
    answer = ask(kept(store, kind))
    assert (answer.status_code, answer.content) == (200, b"content")
    assert answer.headers["content-type"] == kind
    named = answer.headers["content-disposition"]
    assert named.startswith(f"{how}; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%22")
    assert named.endswith(end)
    assert "x" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= {*policy}
    assert answer.headers["cache-control"] == "private, no-store"


def test_where_a_photo_was_taken_is_for_editors(store, ask):
    uid = kept(store, "image/jpeg", positioned=True)
    assert ask(uid).status_code == 403
    assert ask(uid, Role.EDITOR).content == b"content"


def test_nobody_is_an_editor_of_an_open_server_without_sign_in(store, ask, monkeypatch):
    uid = kept(store, "image/jpeg", positioned=True)
    assert ask(uid, Role.EDITOR, via="1.1 proxy").status_code == 403
    config.set_option("server.address", "0.0.0.0")
    assert ask(uid, Role.EDITOR).status_code == 403
    assert ask(kept(store, "image/png"), Role.EDITOR).status_code == 200
    signed_in = AccessSettings(sign_in=PROXY)
    monkeypatch.setattr(attachment_route, "settings", lambda: signed_in)
    assert ask(uid, Role.EDITOR).status_code == 200


def test_what_is_not_there_is_not_answered(store, ask):
    kept(store, "image/png")
    for uid in ("0" * 32, "a'--", "%00"):
        assert ask(uid).status_code == 404
