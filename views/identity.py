"""Who is asking: what a header says of a person counts only if the stated proxy sent it."""

import hmac
import json
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import uvicorn.config
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from views.access import Role, role_of
from views.access_settings import OIDC, PROXY, AccessSettings, settings

SECRET_HEADER = b"x-planmap-proxy"


def believe_no_forwarding() -> None:
    """Let uvicorn report who really connects.

    It takes the address in `X-Forwarded-For` for that of the client whenever the request comes
    from this machine, so that anybody here could be the proxy. Its setting is read before
    `app.py` is, the class after.
    """
    vars(uvicorn.config)["ProxyHeadersMiddleware"] = _as_it_is


def _as_it_is(app: ASGIApp, trusted_hosts: object) -> ASGIApp:  # noqa: ARG001 - uvicorn's names
    return app


class Identity:
    """ASGI middleware: takes off headers that name a person unless the proxy put them on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with headers that may be believed."""
        if scope["type"] in ("http", "websocket"):
            scope = dict(scope)
            proxied = from_proxy(scope, settings())
            named = proxied and settings().sign_in == PROXY
            scope["headers"] = _believed(scope["headers"], named=named)
            if proxied:
                _take_scheme(scope)
        await self.app(scope, receive, send)


def from_proxy(scope: Scope, chosen: AccessSettings) -> bool:
    """Whether the stated proxy sent a request: by its address and, where set, by what it says."""
    client = scope.get("client")
    try:
        address = ip_address(client[0] if client else "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    if not any(address in network for network in chosen.proxies):
        return False
    said = [value for name, value in scope["headers"] if name.lower() == SECRET_HEADER]
    secret = chosen.proxy_secret.encode()
    return not secret or (len(said) == 1 and hmac.compare_digest(said[0], secret))


def http_role(scope: Scope) -> Role:
    """What the person behind a plain request may; its headers have passed `Identity`."""
    return role_of(claims_of(scope), settings())


def claims_of(scope: Scope) -> dict[str, Any]:
    """What a request says of a person, whether or not his sign-in still holds."""
    sign_in = settings().sign_in
    if sign_in == PROXY:
        return dict(starlette_websocket.gather_user_info(Headers(scope=scope)))
    return _cookie_claims(HTTPConnection(scope)) if sign_in == OIDC else {}


def _cookie_claims(request: HTTPConnection) -> dict[str, Any]:
    """Claims of Streamlit's signed cookie, empty where there is none that holds."""
    signed = starlette_websocket._get_signed_cookie_with_chunks(
        dict(request.cookies), USER_COOKIE_NAME
    )
    claims = json.loads(signed) if signed else {}
    return claims if isinstance(claims, dict) else {}


def _believed(headers: Iterable[tuple[bytes, bytes]], *, named: bool) -> list[tuple[bytes, bytes]]:
    """Headers without those that name a person, unless the proxy sent each of them once."""
    naming = {str(name).lower().encode("latin-1") for name in _mapping()}
    given = list(headers)
    names = [name.lower() for name, _ in given]
    kept = {name for name in naming if named and names.count(name) == 1}
    hidden = (naming - kept) | {SECRET_HEADER}
    return [(name, value) for name, value in given if name.lower() not in hidden]


def _mapping() -> dict[str, str]:
    mapping = config.get_option("server.trustedUserHeaders")
    return mapping if isinstance(mapping, dict) else {}


def _take_scheme(scope: Scope) -> None:
    """Take the proxy's word for https, so that redirects lead where the browser came from."""
    said = Headers(scope=scope).get("x-forwarded-proto", "")
    if said in ("http", "https"):
        scope["scheme"] = said.replace("http", "ws") if scope["type"] == "websocket" else said
