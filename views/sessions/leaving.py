"""Tell a page that was left from a connection that was lost, by how its websocket ends.

A browser says that it goes when a tab is closed, reloaded or taken elsewhere; that session cannot
come back, and is ended. A connection that breaks says nothing: its session is kept for the planner
(`server.disconnectedSessionTTL`).
"""

from asyncio import TimerHandle, get_running_loop

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from views.sessions import streamlit_sessions

GRACE_S = 60.0
"""Seconds after a page was left in which its session may yet come back."""

_LEFT = (1000, 1001)
"""Codes of RFC 6455, 7.4.1, with which a browser says that it goes: normal end, going away."""


class Leaving:
    """Middleware that ends the sessions of pages that were left, and stops one message."""

    def __init__(self, app: ASGIApp, grace_s: float | None = None) -> None:
        self._app, self._grace_s = app, GRACE_S if grace_s is None else grace_s
        self._ends: dict[str, TimerHandle] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; listen to what comes over the websockets of pages."""
        if scope["type"] != "websocket" or not scope["path"].endswith(streamlit_sessions.STREAM):
            await self._app(scope, receive, send)
            return
        connection, session = object(), ""
        scope[streamlit_sessions.CONNECTION] = connection

        async def hear() -> Message:
            nonlocal session
            while empties_caches(message := await receive()):
                pass
            if not session and (session := streamlit_sessions.session_of(connection)):
                self._came(session)
            if message["type"] == "websocket.disconnect" and message.get("code") in _LEFT:
                self._left(session)
            return message

        await self._app(scope, hear, send)

    def _came(self, session: str) -> None:
        if (end := self._ends.pop(session, None)) is not None:
            end.cancel()

    def _left(self, session: str) -> None:
        self._came(session)
        if session:
            later = get_running_loop().call_later
            self._ends[session] = later(self._grace_s, self._end, session)

    def _end(self, session: str) -> None:
        self._ends.pop(session, None)
        streamlit_sessions.close_if_lost(session)


def empties_caches(message: Message) -> bool:
    """Whether a message would empty Streamlit's caches for every planner.

    The page has no such command; Streamlit obeys it from whoever sends it.
    """
    content = message.get("bytes")
    if not content:
        return False
    try:
        return BackMsg.FromString(content).WhichOneof("type") == "clear_cache"
    except DecodeError:
        return False  # Streamlit says what is wrong with it
