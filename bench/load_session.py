"""One browser without a screen: it speaks Streamlit's protocol over a socket of its own."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from time import perf_counter
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

PATIENCE_S = 120.0
"""How long a run may take before it counts as failed."""

_XSRF = "_streamlit_xsrf"


class RunFailedError(RuntimeError):
    """A run that ended in an error box, or did not end."""


@dataclass
class Seen:
    """What came back of one run.

    Parameters
    ----------
    seconds
        From sending to the script's end.
    texts
        Markdown of the page, in the order it came.
    errors
        What stands in error boxes.
    """

    seconds: float = 0.0
    texts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """One visitor: opens the page, knows its widgets by key, sends what a click would send.

    `headers` are what a proxy adds that signs him in.
    """

    def __init__(self, origin: str, headers: Mapping[str, str] | None = None) -> None:
        self.origin, self.headers = origin, dict(headers or {})
        self.ids: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self._values: dict[str, WidgetState] = {}
        self._known: set[str] = set()
        self._session_id = self._xsrf = ""
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        """Fetch the page for its cookie, then open the stream."""
        cookie = await asyncio.to_thread(self._cookie)
        self._xsrf = cookie.partition("=")[2]
        self._socket = await connect(
            f"{self.origin.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol(self._xsrf or "-")],
            additional_headers={"Cookie": cookie, **self.headers},
            origin=self.origin,  # type: ignore[arg-type]
            max_size=None,
            open_timeout=PATIENCE_S,
            ping_interval=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the stream as a closed tab does."""
        with suppress(OSError, WebSocketException):
            await self._stream.close()

    async def run(self) -> Seen:
        """Ask for a run with the values the widgets hold; return what came of it.

        Raises
        ------
        RunFailedError
            If it ends in an error box or not within `PATIENCE_S`.
        """
        state = ClientState(cached_message_hashes=self._known)
        state.widget_states.widgets.extend(self._values.values())
        start = perf_counter()
        await self._stream.send(BackMsg(rerun_script=state).SerializeToString())
        self._drop_triggers()
        try:
            seen = await asyncio.wait_for(self._until_finished(), PATIENCE_S)
        except TimeoutError:
            raise RunFailedError(f"no end within {PATIENCE_S:.0f} s") from None
        seen.seconds = perf_counter() - start
        if seen.errors:
            raise RunFailedError("; ".join(seen.errors))
        return seen

    async def rest(self, seconds: float) -> None:
        """Do nothing for some seconds; runs that the server begins by itself are passed over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._until_closed()

    def put(self, key: str, **value: Any) -> None:  # noqa: ANN401 - a field of `WidgetState`
        """Let a widget hold a value from the next run on."""
        self._values[key] = WidgetState(id=self.ids[key], **value)

    async def upload(self, key: str, name: str, content: bytes) -> None:
        """Send a file as the upload box of that key does; the next run finds it."""
        request = BackMsg()
        request.file_urls_request.request_id = name
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self._session_id
        await self._stream.send(request.SerializeToString())
        async for message in self._messages():
            if message.WhichOneof("type") == "file_urls_response":
                urls = message.file_urls_response.file_urls[0]
                break
        await asyncio.to_thread(self._send_file, urls.upload_url, name, content)
        value = WidgetState(id=self.ids[key])
        info = value.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        self._values[key] = value

    @property
    def _stream(self) -> ClientConnection:
        if self._socket is None:
            raise RunFailedError("the session is not open: use it in an async with")
        return self._socket

    def _drop_triggers(self) -> None:
        for key, value in list(self._values.items()):
            if value.WhichOneof("value") == "trigger_value":
                del self._values[key]

    async def _until_closed(self) -> None:
        async for message in self._messages():
            if message.WhichOneof("type") == "delta":
                self._look(message, Seen())

    async def _until_finished(self) -> Seen:
        seen = Seen()
        async for message in self._messages():
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._session_id = message.new_session.initialize.session_id
            elif kind == "delta":
                self._look(message, seen)
            elif kind == "script_finished" and message.script_finished in _ENDS:
                return seen
        raise RunFailedError("the server closed the stream")

    async def _messages(self) -> Any:  # noqa: ANN401 - an async generator
        async for content in self._stream:
            message = ForwardMsg()
            message.ParseFromString(content if isinstance(content, bytes) else content.encode())
            if message.metadata.cacheable and message.hash:
                self._known.add(message.hash)
            yield message

    def _look(self, message: ForwardMsg, seen: Seen) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind is None:
            return
        part = getattr(element, kind)
        words = str(getattr(part, "id", "")).split("-", 2)  # $$ID-<hash>-<key>
        if len(words) == 3:
            self.ids[words[2]] = part.id
            self.options[words[2]] = list(_options(part))
        if kind == "markdown":
            seen.texts.append(part.body)
        elif kind == "exception" or (kind == "alert" and part.format == part.ERROR):
            seen.errors.append(part.message if kind == "exception" else part.body)

    def _cookie(self) -> str:
        connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/_stcore/health", headers=self.headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        given = answer.headers.get_all("Set-Cookie") or []
        return next((each.split(";")[0] for each in given if each.startswith(_XSRF)), "")

    def _send_file(self, address: str, name: str, content: bytes) -> None:
        mark = "-----------------------------planmap"
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=PATIENCE_S)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Cookie": f"{_XSRF}={self._xsrf}",
            "X-Xsrftoken": self._xsrf,
            **self.headers,
        }
        try:
            body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
            connection.request("PUT", address, body, headers)
            answer = connection.getresponse()
            if answer.status >= 300:
                raise RunFailedError(f"upload answered {answer.status}: {answer.read()[:200]!r}")
        finally:
            connection.close()


_ENDS = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


def _options(part: Any) -> Iterator[str]:  # noqa: ANN401 - any widget of the protocol
    """Words of a widget's options, as they travel back."""
    for each in getattr(part, "options", ()):
        yield each if isinstance(each, str) else each.content
