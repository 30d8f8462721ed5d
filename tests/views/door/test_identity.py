"""A header that names a person counts from the proxy alone."""

import pytest
from streamlit import config

from tools.loops import finished
from views import identity
from views.access_settings import settings_of
from views.identity import Identity, from_proxy

PROXY = {"PLANMAP_SIGN_IN": "proxy", "PLANMAP_PROXY": "10.1.0.5, fd00::/64"}


@pytest.fixture(autouse=True)
def mapped():
    config.set_option("server.trustedUserHeaders", {"X-Remote-User": "user", "X-Groups": "groups"})
    yield
    config.set_option("server.trustedUserHeaders", {})


def scope(client, *headers, kind="http"):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    return {
        "type": kind,
        "client": client,
        "headers": raw,
        "scheme": kind.replace("websocket", "ws"),
    }


def passed(one):
    """What comes out behind the middleware."""
    seen = []

    async def inner(scope, _receive, _send):
        seen.append(scope)

    finished(Identity(inner)(one, None, None))
    return seen[0]


@pytest.mark.parametrize(
    ("client", "proxied"),
    [
        (("10.1.0.5", 4), True),
        (("::ffff:10.1.0.5", 4), True),
        (("fd00::7", 4), True),
        (("10.1.0.6", 4), False),
        (("127.0.0.1", 4), False),
        (("", 0), False),
        (("10.1.0.5, 127.0.0.1", 0), False),
        (("testclient", 1), False),
        (None, False),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_only_the_proxy_names_people(told, client, proxied, kind):
    told(**PROXY)
    given = (("x-remote-user", "wang"), ("host", "a"))
    names = dict(passed(scope(client, *given, kind=kind))["headers"])
    assert names == {b"host": b"a", **({b"x-remote-user": b"wang"} if proxied else {})}


def test_a_name_that_stands_twice_is_nobody(told):
    told(**PROXY)
    given = (("X-Remote-User", "admin"), ("x-remote-user", "wang"), ("x-groups", "staff"))
    assert passed(scope(("10.1.0.5", 1), *given))["headers"] == [(b"x-groups", b"staff")]


def test_without_its_sign_in_no_proxy_names_anybody(monkeypatch):
    """Beside OpenID a header would speak over the signed cookie."""
    chosen = settings_of({"PLANMAP_PROXY": "127.0.0.1"}, oidc=True)
    monkeypatch.setattr(identity, "settings", lambda: chosen)
    assert passed(scope(("127.0.0.1", 1), ("x-remote-user", "wang")))["headers"] == []


@pytest.mark.parametrize(("said", "proxied"), [("s3cret", True), ("", False), ("s3creT", False)])
def test_the_proxy_says_its_secret_where_there_is_one(said, proxied):
    chosen = settings_of(PROXY | {"PLANMAP_PROXY_SECRET": "s3cret"})
    assert from_proxy(scope(("10.1.0.5", 1), ("x-planmap-proxy", said)), chosen) is proxied


def test_the_secret_goes_no_further(told):
    told(**PROXY, PLANMAP_PROXY_SECRET="s3cret")
    given = (("x-planmap-proxy", "s3cret"), ("x-remote-user", "wang"))
    assert passed(scope(("10.1.0.5", 1), *given))["headers"] == [(b"x-remote-user", b"wang")]


@pytest.mark.parametrize(
    ("client", "said", "kind", "scheme"),
    [
        ("10.1.0.5", "https", "http", "https"),
        ("10.1.0.5", "https", "websocket", "wss"),
        ("10.1.0.6", "https", "http", "http"),
        ("10.1.0.5", "javascript", "http", "http"),
    ],
)
def test_the_proxy_says_how_the_browser_came(told, client, said, kind, scheme):
    told(**PROXY)
    came = scope((client, 1), ("x-forwarded-proto", said), kind=kind)
    assert passed(came)["scheme"] == scheme
