"""What Streamlit refuses in English is refused in the words of the page."""

from typing import Final
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from views.access_gate import parts_of, small_page

_WORDS: Final = {
    400: "请求不完整或格式不对；请刷新页面重试",
    403: "没有权限，或页面的凭证已失效；请刷新页面重试",
    404: "没有这个文件或地址（可能已过期）；请刷新页面重试",
    405: "不支持这种请求",
    413: "文件超过 {most} MB 的上限；请拆分或精简后再上传",
}
_AWAY: Final = "统一认证暂时连不上", "登录未开始。请稍后再试；一直如此请联系管理员。"
_REFUSED: Final = (
    "登录没有完成",
    "统一认证没有放行，或登录被取消、已过期。请返回首页重新登录；一直如此请联系管理员。",
)


class InWords:
    """ASGI middleware: answers that only people read are given in Chinese.

    The front end of Streamlit reads the status alone; what is no plain English text stays.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer, or the words for it."""
        heard = _Heard(scope, receive, send) if scope["type"] == "http" else send
        await self.app(scope, receive, heard)


class _Heard:
    """Takes what the app sends; sends that, or something else in its place."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.held: Message | None = None
        self.answered = False

    async def __call__(self, message: Message) -> None:
        if self.answered:
            return
        if message["type"] == "http.response.start":
            await self._begin(message)
            return
        start, self.held = self.held, None
        if start is None:
            await self.send(message)
        elif message.get("body", b"").isascii():
            await self._say(_in_words(start))
        else:
            await self.send(start)
            await self.send(message)

    async def _begin(self, start: Message) -> None:
        page = _instead(self.scope, start)
        if page is not None:
            await self._say(page)
        elif _is_refusal(start):
            self.held = start
        else:
            await self.send(start)

    async def _say(self, response: Response) -> None:
        self.answered = True
        await response(self.scope, self.receive, self.send)


def _is_refusal(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "text/plain")
    return start["status"] in _WORDS and kind.startswith("text/plain")


def _in_words(start: Message) -> Response:
    headers = Headers(raw=start["headers"])
    kept = {name: headers[name] for name in ("allow", "cache-control") if name in headers}
    words = _WORDS[start["status"]].format(most=st.get_option("server.maxUploadSize"))
    return PlainTextResponse(words, start["status"], kept)


def _instead(scope: Scope, start: Message) -> Response | None:
    """Return the page shown where signing in by OpenID fails, None for the answer itself.

    Streamlit says it in English or nothing. Only the answer is looked at: who it is that signs in
    remains with Streamlit and Authlib.
    """
    parts = parts_of(scope["path"])
    if parts == ["auth", "login"] and start["status"] >= 400:
        return small_page(502, *_AWAY)
    if parts == ["oauth2callback"] and _failed(scope, Headers(raw=start["headers"])):
        page = small_page(400, *_REFUSED)
        page.raw_headers += [each for each in start["headers"] if each[0].lower() == b"set-cookie"]
        return page
    return None


def _failed(scope: Scope, headers: Headers) -> bool:
    """Whether nobody was signed in: refused by the provider, or what it gave did not hold.

    A callback that is merely old, as after going back in the browser, leads to the first page.
    """
    values = [cookie.partition(";")[0].partition("=") for cookie in headers.getlist("set-cookie")]
    named = [value.strip('"') for name, _, value in values if name == USER_COOKIE_NAME]
    refused = "error" in parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return (refused or bool(named)) and not any(named)
