"""The private parts of Streamlit that sessions and their uploads need, in one place.

Every call runs on the loop of the server. Streamlit is pinned; a test fails where these move.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import enumerate as enumerate_threads
from time import monotonic, sleep
from typing import Any, NamedTuple

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import exists, get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

CONNECTION = "planmap.connection"
"""Key in the scope of a websocket under which it is known again."""

STREAM = "/_stcore/stream"
"""Path of the websocket of a page, below the base path."""

MOST_UPLOADED = 512 * 2**20
"""Bytes of uploads that sessions without a connection may have together."""

MOST_LOST = 128
"""Sessions kept without a connection; beyond, those that own nothing go first."""

_RUN = "ScriptRunner"
"""Begins the names of the threads in which pages run."""

_MOST_STORED = 2_048
"""Room for them between two looks; Streamlit's own 128 would drop the oldest, whatever it holds."""


class Seen(NamedTuple):
    """Ids of the sessions that have a connection, and of those kept without one."""

    active: frozenset[str]
    lost: frozenset[str]


class HeldUploads(NamedTuple):
    """Bytes and number of the files of one session."""

    size: int
    files: int


class Sessions:
    """The sessions of the running server, looked at again and again."""

    def __init__(self) -> None:
        self._known: dict[str, AppSession] = {}

    def look(self) -> Seen:
        """Return who is there.

        Streamlit drops sessions without a connection, when there are many or their time is over,
        but leaves their uploads in memory; they are shut down here.
        """
        manager: Any = get_instance()._session_mgr  # noqa: SLF001
        storage = manager._session_storage  # noqa: SLF001
        storage._cache._maxsize = _MOST_STORED  # noqa: SLF001
        len(storage._cache)  # noqa: SLF001 - looking at its length takes out what has expired
        active = {each.session.id: each.session for each in manager.list_active_sessions()}
        lost = {each.session.id: each.session for each in storage.list()}
        for name in self._known.keys() - active.keys() - lost.keys():
            self._known[name].shutdown()
        self._known = lost | active
        return Seen(frozenset(active), frozenset(lost.keys() - active.keys()))


def session_of(connection: object) -> str:
    """Return the id of the session that a websocket serves, "" where it serves none."""
    if not exists():
        return ""
    manager: Any = get_instance()._session_mgr  # noqa: SLF001
    for each in manager.list_active_sessions():
        websocket = getattr(each.client, "_websocket", None)
        if websocket is not None and websocket.scope.get(CONNECTION) is connection:
            return str(each.session.id)
    return ""


def bound_lost(longest_lost: list[str], owning: set[str]) -> None:
    """End sessions without a connection that are too many: first those that own nothing."""
    if not exists():
        return
    order = sorted(longest_lost, key=owning.__contains__)
    for name in order[: max(len(order) - MOST_LOST, 0)]:
        close_if_lost(name)


def bound_uploads(longest_lost: list[str]) -> None:
    """Keep the uploads of sessions without a connection within bounds, the longest lost go first.

    What was read from them is not touched; a file that waits to be read has to be sent again.
    """
    if not exists():
        return
    manager: Any = get_instance().uploaded_file_mgr
    held = {name: list(manager.file_storage.get(name, {}).values()) for name in longest_lost}
    sizes = {name: sum(len(each.data) for each in files) for name, files in held.items()}
    too_much = sum(sizes.values()) - MOST_UPLOADED
    for name in longest_lost:
        if too_much <= 0:
            return
        manager.remove_session_files(name)
        too_much -= sizes[name]


def held_uploads() -> dict[str, HeldUploads]:
    """What is held, by session id."""
    store = _store()
    if store is None:
        return {}
    with store._lock:
        return {
            session: HeldUploads(sum(len(file.data) for file in files.values()), len(files))
            for session, files in store.file_storage.items()
        }


def forget(session: str, file_id: str) -> None:
    """Let go of a file that has been read: Streamlit would hold it as long as the session."""
    store = _store()
    if store is not None:
        store.remove_file(session, file_id)


def _store() -> MemoryUploadedFileManager | None:
    store = get_instance().uploaded_file_mgr if exists() else None
    return store if isinstance(store, MemoryUploadedFileManager) else None


def rerun(session: str, fragment: str | None = None) -> bool:
    """Run the page of a session once more, or a fragment of it; whether there is such a one."""
    found = get_instance()._session_mgr.get_active_session_info(session) if exists() else None
    if found is None or (fragment is not None and not found.session.has_fragment(fragment)):
        return False
    state = ClientState()  # page, query and widgets as they are; without it the first page comes
    state.CopyFrom(found.session._client_state)
    state.fragment_id = fragment or ""
    if fragment is not None:
        state.ClearField("widget_states")
    found.session.request_rerun(state)
    return True


def rerun_soon(session: str, fragment: str) -> None:
    """Have a fragment of a session run once more; from any thread, "" for none."""
    if not exists() or not session or not fragment:
        return
    loop = get_instance()._get_async_objs().eventloop  # noqa: SLF001
    with suppress(RuntimeError):  # the server ends
        loop.call_soon_threadsafe(rerun, session, fragment)


def quiet(seconds: float) -> None:
    """Wait until no page runs, `seconds` at most; for work of a thread that can wait."""
    end = monotonic() + seconds
    while monotonic() < end and any(each.name.startswith(_RUN) for each in enumerate_threads()):
        sleep(0.005)


def close_if_lost(session: str) -> None:
    """End a session with all Streamlit keeps of it, unless it has a connection again."""
    if exists() and not get_instance().is_active_session(session):
        get_instance().close_session(session)


@contextmanager
def of_the_page() -> Iterator[None]:
    """Let widgets of the block belong to the whole page, though a fragment draws them.

    A click inside a fragment waits until the fragment's run has ended; one of the page ends it.
    """
    if get_script_run_ctx(suppress_warning=True) is None:  # no page at all
        yield
        return
    with ThreadState.scoped(fragment_id=None):
        yield
