"""The page around the app: Streamlit's own HTML in Chinese, with a script that speaks for it."""

from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.district import DISTRICT

STYLE: Final = Path(__file__).parent / "style.css"
TITLE: Final = DISTRICT.district.app
BASIS: Final = f"依据{DISTRICT.plan.cited} · 示意图，不作为划界、审批依据"
"""What the plan's pages are called, and what they rest on."""

FOLDER: Final = "page"
"""In the addresses of script and words, which lie beside every page of the app."""

_FILES: Final = {
    path.name: path for path in sorted((Path(__file__).parent / "web").iterdir()) if path.is_file()
}
_TYPES: Final = {".js": "text/javascript", ".json": "application/json"}
_ROOT: Final = b'<div id="root"></div>'
_MARK: Final = sha256(b"".join(path.read_bytes() for path in _FILES.values())).hexdigest()[:12]
_NO_SCRIPT: Final = "<noscript><p>本页需要 JavaScript；请在浏览器中允许后刷新。</p></noscript>"


class Shell:
    """ASGI middleware: serves script and words, and puts them into Streamlit's page.

    `title` is that of the page until the app has drawn its own.
    """

    def __init__(self, app: ASGIApp, title: str) -> None:
        self.app = app
        self.title = title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the app do so."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
        elif (file := _file(scope["path"])) is not None:
            await _answer(file)(scope, receive, send)
        elif _wants_page(scope):
            await self.app(_unpacked(scope), receive, _Page(send, self.title))
        else:
            await self.app(scope, receive, send)


class _Page:
    """Takes what the app sends; where it is Streamlit's page, sends that in Chinese."""

    def __init__(self, send: Send, title: str) -> None:
        self.send, self.title = send, title
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = self.body
        headers = list(start["headers"])
        if _ROOT in body:
            body = page(body.decode("utf-8"), self.title).encode()
            gone = (b"content-length", b"etag", b"last-modified")
            headers = [each for each in headers if each[0].lower() not in gone]
            headers.append((b"content-length", str(len(body)).encode()))
        await self.send({**start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def pulse() -> None:
    """Draw the unseen button that page.js presses: a file was made, a connection came back."""
    with st.container(key="pm-pulse"):
        st.button("更新页面", key="pulse")


def page(html: str, title: str) -> str:
    """Return Streamlit's page with language, title, script and the words for no script."""
    begin, _, rest = html.partition("<noscript>")
    rest = rest.partition("</noscript>")[2] if rest else ""
    whole = f"{begin}{_NO_SCRIPT}{rest}" if rest else html
    script = f'<script defer src="./{FOLDER}/page.js?v={_MARK}"></script>'
    language = f'<html lang="zh-CN" data-kept="{escape(kept_for())}"'
    return (
        whole.replace('<html lang="en"', language, 1)
        .replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>", 1)
        .replace("<script>", f"{script}<script>", 1)
    )


def kept_for() -> str:
    """How long the server keeps the work of a lost connection, in words."""
    minutes = int(st.get_option("server.disconnectedSessionTTL") or 0) / 60
    return f"{minutes / 60:.3g} 小时" if minutes >= 60 else f"{minutes:.2g} 分钟"


def _file(path: str) -> Path | None:
    folder, _, name = path.rpartition("/")
    return _FILES.get(name) if folder.endswith(f"/{FOLDER}") else None


def _answer(file: Path) -> Response:
    kind = f"{_TYPES[file.suffix]}; charset=utf-8"
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(file.read_bytes(), media_type=kind, headers=headers)


def _wants_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _unpacked(scope: Scope) -> Scope:
    """The request as one that takes whole and unpacked text alone."""
    gone = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [each for each in scope["headers"] if each[0] not in gone]}


def _is_html(message: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )
