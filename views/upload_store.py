"""What Streamlit's server holds of uploads: the one place that looks into it."""

from typing import NamedTuple

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


class Held(NamedTuple):
    """Bytes and number of the files of one session."""

    size: int
    files: int


def held_uploads() -> dict[str, Held]:
    """What is held, by session id."""
    store = _store()
    if store is None:
        return {}
    with store._lock:
        return {
            session: Held(sum(len(file.data) for file in files.values()), len(files))
            for session, files in store.file_storage.items()
        }


def forget(session: str, file_id: str) -> None:
    """Let go of a file that has been read: Streamlit would hold it as long as the session."""
    store = _store()
    if store is not None:
        store.remove_file(session, file_id)


def ask_again(session: str) -> bool:
    """Run the page of a session once more; whether there is such a session.

    Called on the server's own thread.
    """
    if not exists():
        return False
    found = get_instance()._session_mgr.get_active_session_info(session)
    if found is None:
        return False
    state = ClientState()  # page, query and widgets as they are; without it the first page comes
    state.CopyFrom(found.session._client_state)
    state.ClearField("fragment_id")
    found.session.request_rerun(state)
    return True


def _store() -> MemoryUploadedFileManager | None:
    store = get_instance().uploaded_file_mgr if exists() else None
    return store if isinstance(store, MemoryUploadedFileManager) else None
