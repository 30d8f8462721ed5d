"""Files made after a press of a button, in threads of their own; a failure is told in words.

Streamlit makes such files in the pool that also answers addresses, and says of every failure
"Failed to generate file for download". Its handler is replaced here; this module alone knows the
parts of Streamlit that it takes for that.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from geo.console import words_of
from geo.errors import PlanMapError
from views.sessions.streamlit_sessions import rerun

_log = logging.getLogger(__name__)

_MOST: Final = 32
"""Files made at once; drawings among them wait for their own pool, so that a table need not."""

_POOL = ThreadPoolExecutor(_MOST, "download")
_TICK_S: Final = 0.5
_KEPT_S: Final = 60.0
"""Seconds that a made file stays for a slow browser, whatever other sessions do meanwhile."""

LONGEST_S: Final = 150.0
"""Seconds after which a file is not waited for; the browser itself gives up after 180."""

SLOW: Final = f"超过 {LONGEST_S:.0f} 秒仍未完成；请减少内容、降低清晰度，或稍后再试"
_AGAIN: Final = "页面刚刚更新过；请再点一次"
_UNFORESEEN: Final = "出错，已写入服务器日志；请稍后再试，若仍出错请联系管理员"


@dataclass(eq=False)
class Said:
    """What is to be said beside a button of a session, from one run of the page to the next."""

    session: str
    fragment: str = ""
    failure: str = ""
    failed_at: float = 0.0
    waiting: str = ""
    given_up: bool = False


_heard: ContextVar[Said | None] = ContextVar("heard", default=None)


@dataclass(frozen=True, eq=False)
class Making:
    """What makes the file of a button, in a thread without a session; `said` tells how it goes."""

    make: Callable[[], bytes | str]
    said: Said

    def __call__(self) -> bytes | str:
        """Make the file."""
        token = _heard.set(self.said)
        try:
            return self.make()
        finally:
            _heard.reset(token)


def waiting(words: str) -> None:
    """Say what the file waits for that is being made in this thread, "" for nothing any more."""
    said = _heard.get()
    if said is not None:
        said.waiting = words


def is_given_up() -> bool:
    """Return whether nobody waits any more for the file that is being made in this thread."""
    said = _heard.get()
    return said is not None and said.given_up


class Handler(DeferredFileHandler):
    """Makes files in their own threads, and says why one could not be made."""

    async def handle(
        self, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        """Make a file; return its address, or why there is none."""
        files, file_id = self._get_media_file_mgr(), request.deferred_file.file_id
        making = _making(files, file_id)
        said = making.said if making else Said(session_id)
        before, said.failure, said.given_up = said.failure, "", False
        answer = BackendOperationResponse(request_id=request.request_id)
        try:
            url = await _finished(files, file_id, said)
            answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=url))
        except Exception as error:  # the boundary: logged where unforeseen, told in words
            said.failure, said.failed_at = _words(error), time.monotonic()
            answer.error_msg = said.failure
        changed = bool(before or said.failure or said.waiting)
        said.waiting = ""
        if changed:
            rerun(said.session, said.fragment)
        return answer


def this_fragment() -> str:
    """Return the id of the fragment that is being drawn, "" outside of one."""
    return ThreadState.get().fragment_id or ""


def install() -> None:
    """Let sessions that begin from now on use the handler."""
    vars(app_session)["DeferredFileHandler"] = Handler


def is_installed() -> bool:
    """Whether this process serves pages."""
    return vars(app_session)["DeferredFileHandler"] is Handler


def _making(files: MediaFileManager, file_id: str) -> Making | None:
    entry = files._deferred_callables.get(file_id)
    made = entry["callable"] if entry else None
    return made if isinstance(made, Making) else None


async def _finished(files: MediaFileManager, file_id: str, said: Said) -> str:
    """Make the file; meanwhile say beside the button what it waits for."""
    loop = asyncio.get_running_loop()
    work = loop.run_in_executor(_POOL, files.execute_deferred, file_id)
    end, shown = loop.time() + LONGEST_S, said.waiting
    while not work.done():
        await asyncio.wait({work}, timeout=_TICK_S)
        if loop.time() > end and not work.done():
            said.given_up = True
            raise PlanMapError(SLOW)
        if said.waiting != shown:
            shown = said.waiting
            rerun(said.session, said.fragment)
    url = work.result()
    _hold(files, url, loop)
    return url


def _hold(files: MediaFileManager, url: str, loop: asyncio.AbstractEventLoop) -> None:
    """Keep a made file for a while: reruns of other sessions sweep what nobody refers to."""
    file_id = url.rsplit("/", 1)[-1].partition(".")[0]

    def refer(*, still: bool) -> None:
        with files._lock:
            held = files._files_by_session_and_coord["downloads"]
            held.pop(file_id, None)
            if still:
                held[file_id] = file_id

    refer(still=True)
    loop.call_later(_KEPT_S, lambda: refer(still=False))


def _words(error: Exception) -> str:
    """Return why a file could not be made; what nobody foresaw goes into the log."""
    cause: Any = error.__cause__ or error
    if isinstance(cause, (PlanMapError, OSError, MemoryError)):
        if not isinstance(cause, PlanMapError):
            _log.warning("a download failed: %r", cause)
        return words_of(cause)
    if "not found" in str(error) and error.__cause__ is None:
        return _AGAIN
    _log.error("unexpected error in a download", exc_info=cause)
    return _UNFORESEEN
