"""How many bytes of uploads the server holds: of all sessions, of one; more is refused in words."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.access_gate import parts_of
from views.access_settings import settings
from views.sessions.streamlit_sessions import HeldUploads, held_uploads, rerun

_log = logging.getLogger(__name__)
_MB: Final = 2**20
_MOST_FILES: Final = 50
"""Files of one session; the pages have six places for a file."""

_SILENCE_S: Final = 60.0
"""A browser that sends nothing for so long has gone."""

_TOLD: dict[str, tuple[float, str]] = {}
"""When a session was refused and why, by session id."""

_TOLD_S: Final = 20.0
"""As long each run of the page says it: a run may end for another before it is seen."""

_MOST_TOLD: Final = 1_000


class UploadBound:
    """ASGI middleware: counts what is on its way and what is held."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: Counter[str] = Counter()
        self.under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the body of an upload is counted as it comes."""
        parts = parts_of(scope["path"]) if scope["type"] == "http" else []
        if parts[:2] != ["_stcore", "upload_file"] or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        session = parts[2] if len(parts) > 2 else ""
        _TOLD.pop(session, None)
        upload = _Upload(session, self.coming, receive, _declared(scope))
        try:
            upload.check(self.under_way[session])
        except HTTPException as error:
            await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)
            return
        self.under_way[session] += 1
        try:
            await self.app(scope, upload.receive, send)
        except ClientDisconnect:
            _log.info("上传中断：浏览器已离开")
        finally:
            upload.end()
            self.under_way -= Counter([session])


class _Upload:
    """One upload on its way."""

    def __init__(
        self, session: str, coming: "Counter[str]", receive: Receive, declared: int
    ) -> None:
        self.session = session
        self.coming = coming
        self.given = receive
        self.declared = declared
        self.came = 0

    async def receive(self) -> Message:
        """Return the next part of the body, counted; refuse too much, and waiting for none."""
        try:
            message = await asyncio.wait_for(self.given(), _SILENCE_S)
        except TimeoutError:
            raise HTTPException(408, "上传中断；请重新选择文件") from None
        size = len(message.get("body", b""))
        self.came += size
        self.coming[self.session] += size
        self.check()
        return message

    def check(self, under_way: int = 0) -> None:
        """Refuse what is too much, and let the page say so.

        Files that the session began to send before are asked of once, before this one begins.
        """
        on_way = Counter(self.coming)
        on_way[self.session] += max(self.declared - self.came, 0)
        words = refusal(self.session, on_way, held_uploads(), under_way)
        if words:
            _tell(self.session, words)
            raise HTTPException(413, words)

    def end(self) -> None:
        """Count it no longer as on its way."""
        self.coming[self.session] -= self.came
        if self.coming[self.session] <= 0:
            del self.coming[self.session]


def refusal(
    session: str, coming: "Counter[str]", held: Mapping[str, HeldUploads], under_way: int = 0
) -> str:
    """Return why no more is taken of a session, "" where it is.

    `coming` are bytes on their way by session, those still expected of this upload among them,
    `under_way` files of the session that are still coming, this one not counted.
    """
    chosen, mine = settings(), held.get(session, HeldUploads(0, 0))
    if mine.files + under_way >= _MOST_FILES:
        return f"本页已有 {mine.files + under_way} 个上传文件；请先移除不用的，或刷新页面"
    if mine.size + coming[session] > chosen.session_upload_mb * _MB:
        most = f"{chosen.session_upload_mb:,} MB"
        return f"未接收：本页上传的文件合计将超过 {most}；请先移除不用的文件，或刷新页面"
    if sum(each.size for each in held.values()) + coming.total() > chosen.upload_mb * _MB:
        return "未接收：服务器上各人上传的文件已达上限；请过几分钟再试，或联系管理员"
    return ""


def refusal_words(session: str) -> str:
    """What a session has to be told of its last upload, "" for nothing."""
    when, words = _TOLD.get(session, (0.0, ""))
    return words if time.monotonic() - when < _TOLD_S else ""


def _tell(session: str, words: str) -> None:
    """Let the page of a session say it: the browser shows a number alone."""
    while len(_TOLD) >= _MOST_TOLD:
        _TOLD.pop(next(iter(_TOLD)), None)
    _TOLD[session] = (time.monotonic(), words)  # before the run that reads it can begin
    if not rerun(session):
        _TOLD.pop(session, None)


def _declared(scope: Scope) -> int:
    """Bytes that the request says it brings, 0 where it does not."""
    text = Headers(scope=scope).get("content-length", "")
    return int(text) if text.isascii() and text.isdecimal() else 0
