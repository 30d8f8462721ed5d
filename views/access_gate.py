"""The door of the server: which hosts, addresses and methods are answered, and to whom.

`docs/deploy.zh.md` lists every address with what is decided about it.
"""

import asyncio
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.web.server.starlette import starlette_websocket

from views.access import READ_ONLY, Role
from views.access_settings import settings
from views.admitted import Admitted
from views.identity import http_role
from views.own_machine import HOSTS
from views.zones_route import base_path

PAGES: Final = [""], ["circles"], ["ledger"]
"""Addresses of the pages, in parts."""

_CORE: Final = "_stcore"
_UPLOADS: Final = "upload_file"
_OPEN: Final = frozenset({"health", "host-config", "stream", "bidi-components", _UPLOADS})
"""What is answered below `_stcore`; figures of the server are `metrics`, by setting."""

_NEEDS: Final[Mapping[str, Role]] = {
    "": Role.NOBODY,
    "circles": Role.NOBODY,
    "ledger": Role.NOBODY,
    "page": Role.NOBODY,
    "static": Role.NOBODY,
    "app": Role.NOBODY,
    "component": Role.NOBODY,
    "index.html": Role.NOBODY,
    "favicon.png": Role.NOBODY,
    "manifest.json": Role.NOBODY,
    "auth": Role.NOBODY,
    "oauth2callback": Role.NOBODY,
    _CORE: Role.NOBODY,
    "media": Role.VIEWER,
    "own-points": Role.VIEWER,
    "own-scan": Role.VIEWER,
    "attachment": Role.VIEWER,
    "share": Role.VIEWER,
}
"""What somebody has to be, by the first part of an address; what is not here is not answered.

A new page or route is closed until it stands here. Data need a viewer; none of it is written by a
plain request.
"""

_LONGEST: Final = 16_384
"""Letters of an address with its query; a view with every filter set has some hundred."""

_FULL: Final = "同时打开的页面已满", "请稍后刷新；一直如此请联系管理员（PLANMAP_SESSIONS）。"

FIRST_S = 20.0
"""Seconds in which a page that has connected asks for its first run."""

_PAGE: Final = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.7 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: #1f2937; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem }}
h1 {{ font-size: 1.35rem; margin: 0 0 .5rem }}
a {{ color: #0b57a4 }}
</style></head>
<body><h1>{title}</h1><p>{words}</p><p><a href="{address}">{link}</a></p></body></html>
"""
_CHANGING: Final = ("PUT", "DELETE")


def close_to_others() -> None:
    """Answer to the names of this machine alone where no others are set.

    `server.allowedHosts` as in `.streamlit/config.toml`; an empty list would mean every name.
    """
    if not config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", list(HOSTS))


def ask_nobody() -> None:
    """Let Streamlit know no address of this machine: neither for origins nor at its start.

    It takes a page from a foreign site for its own if the site is called as this machine is called
    outside, and asks an outside server for that name, on the thread that serves everybody.
    """
    vars(net_util)["get_external_ip"] = vars(net_util)["get_internal_ip"] = lambda: None


class Gate:
    """ASGI middleware: refuses what is not meant to be asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open_pages = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a refusal, or pass the request on."""
        if scope["type"] == "websocket":
            await self._page(scope, receive, send)
            return
        refused = self._full(scope) or _refusal(scope) if scope["type"] == "http" else None
        await (refused or self.app)(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep count of the pages that are open; one too many is closed before it opens."""
        fits = parts_of(scope["path"]) == [_CORE, "stream"] and _host_fits(scope)
        fits = fits and origin_fits(scope)
        if not fits or self.open_pages >= settings().sessions:
            await receive()
            await send({"type": "websocket.close", "code": 1013})
            return
        self.open_pages += 1
        heard = receive if _comes_back(scope) else _First(receive)
        try:
            await self.app(scope, Admitted(scope, heard), send)
        finally:
            self.open_pages -= 1

    def _full(self, scope: Scope) -> Response | None:
        """Return the page that says so when no further page could open."""
        if self.open_pages < settings().sessions or not _host_fits(scope):
            return None
        wanted = any(b"text/html" in value for name, value in scope["headers"] if name == b"accept")
        inner = parts_of(scope["path"])
        if scope["method"] != "GET" or not wanted or inner not in PAGES:
            return None
        page = small_page(503, *_FULL, again=True)
        page.headers["Retry-After"] = "60"
        return page


def _comes_back(scope: Scope) -> bool:
    """Whether a page names the session it had: after a lost connection it may have no question."""
    return len(scope.get("subprotocols", ())) > 2  # "streamlit", XSRF token, session


class _First:
    """Ends a connection on which nothing is asked: it holds the place of a page."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.asked = receive, False

    async def __call__(self) -> Message:
        """Return the next message; a browser sends its first as soon as it is connected."""
        if self.asked:
            return await self.receive()
        try:
            message = await asyncio.wait_for(self.receive(), FIRST_S)
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": 1008}
        self.asked = message["type"] != "websocket.connect"
        return message


def parts_of(path: str) -> list[str]:
    """Parts of an address below `server.baseUrlPath`."""
    base, inner = base_path(), f"/{path.strip('/')}"
    if inner == base or inner.startswith(f"{base}/"):
        inner = inner.removeprefix(base)
    return inner.strip("/").split("/")


def _refusal(scope: Scope) -> Response | None:
    """What is answered instead, None where the request may pass."""
    parts = parts_of(scope["path"])
    if parts[:2] != [_CORE, "health"] and not _host_fits(scope):
        return _said(421, "服务器不以这个名称提供服务；请用管理员给出的网址访问")
    if len(scope["path"]) + len(scope.get("query_string", b"")) > _LONGEST:
        return _said(414, "网址过长")
    if not _method_fits(scope["method"], parts):
        return _said(405, "不支持这种请求")
    if parts[0] not in _NEEDS or (parts[0] == _CORE and not _is_open(parts)):
        return _unknown(scope)
    if scope["method"] in _CHANGING and not origin_fits(scope):
        return _said(403, "上传来自别的网站，未接收；请从本站的页面上传")
    return _not_allowed(scope, parts)


def _host_fits(scope: Scope) -> bool:
    named = Headers(scope=scope).getlist("host")
    return len(named) == 1 and starlette_websocket.is_host_allowed(named[0])


def _method_fits(method: str, parts: list[str]) -> bool:
    changing = method in _CHANGING and parts[:2] == [_CORE, _UPLOADS]
    return changing or method in ("GET", "HEAD", "OPTIONS")


def _is_open(parts: list[str]) -> bool:
    name = parts[1] if len(parts) > 1 else ""
    return name in _OPEN or (name == "metrics" and settings().metrics)


def _not_allowed(scope: Scope, parts: list[str]) -> PlainTextResponse | None:
    """Refuse what the person behind the request may not."""
    if parts[:2] == [_CORE, _UPLOADS] and (role := http_role(scope)) < Role.EDITOR:
        return _said(403, (role and settings().broken) or READ_ONLY)
    public = parts[0] == "share" and settings().share
    if not public and _NEEDS[parts[0]] and http_role(scope) < _NEEDS[parts[0]]:
        return _said(401, "请先登录")
    return None


def _unknown(scope: Scope) -> Response:
    """Return what is said at an address that nobody named; a person gets a page with a way back."""
    if any(b"text/html" in value for name, value in scope["headers"] if name == b"accept"):
        return small_page(404, "没有这个网页", "网址可能写错了，或链接已失效。")
    return _said(404, "没有这个地址")


def _said(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status)


def origin_fits(scope: Scope) -> bool:
    """Whether no other site is behind a request; its host has been looked at.

    The rule is Streamlit's: no origin, the host's own, a name of this machine,
    `browser.serverAddress`, one of `server.corsAllowedOrigins`.
    """
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if len(origins) > 1:
        return False
    try:
        urlsplit(origins[0] if origins else "")
    except ValueError:
        return False
    return starlette_websocket._is_origin_allowed(headers.get("origin"), headers.get("host"))


def small_page(status: int, title: str, words: str, *, again: bool = False) -> HTMLResponse:
    """Return a few words with a link to the first page, or to the same one `again`."""
    link, address = ("刷新", "") if again else ("返回首页", f"{base_path()}/")
    told = {"title": title, "words": words, "link": link, "address": address}
    page = _PAGE.format(**{name: escape(text) for name, text in told.items()})
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})
