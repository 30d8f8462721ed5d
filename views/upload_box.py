"""The one place where a file is given: shown to whoever may write."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from views import access, upload_bound
from views.escape_markdown import escape_markdown
from views.sessions.streamlit_sessions import forget


def given(
    label: str,
    types: Sequence[str],
    key: str,
    label_visibility: Literal["visible", "hidden", "collapsed"] = "visible",
    *,
    max_upload_size: int | None = None,
) -> UploadedFile | None:
    """Draw the box; return the file in it, None for none. Readers are told that they may not.

    `max_upload_size` in MB, None for that of the server.
    """
    if not access.may_write():
        st.caption(access.READ_ONLY)
        return None
    return st.file_uploader(  # noqa: TID251 - the one place
        escape_markdown(label),
        list(types),
        key=key,
        label_visibility=label_visibility,
        max_upload_size=max_upload_size,
    )


def spent(file: UploadedFile) -> None:
    """Let go of a file that has been read in."""
    context = get_script_run_ctx()
    if context is not None:
        forget(context.session_id, file.file_id)


def say_refusal() -> None:
    """Say why the last upload of this session was not taken."""
    context = get_script_run_ctx()
    words = upload_bound.refusal_words(context.session_id) if context is not None else ""
    if words:
        st.error(escape_markdown(words))
