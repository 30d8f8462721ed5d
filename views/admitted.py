"""What a page may ask whose person may not view: to be drawn anew, and to sign in or out.

A sign-in runs out, and a person may be taken off the list, while the page is open. Streamlit would
go on to run parts of the page, and to make files for it, without drawing the page that asks again.
"""

from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Scope
from streamlit.proto.BackMsg_pb2 import BackMsg

from views.access import Role, role_of
from views.access_settings import settings
from views.identity import claims_of

_ALWAYS: Final = frozenset({"app_heartbeat", "stop_script"})
_DOOR: Final = ("-sign-in", "-sign-out")
"""Ends of the names of the buttons that somebody has who may not view."""


class Admitted:
    """The messages of a page as far as its person may send them."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.receive, self._claims = receive, claims_of(scope)

    async def __call__(self) -> Message:
        """Return the next message that may pass."""
        while True:
            message = await self.receive()
            content = message.get("bytes")
            if not content or role_of(self._claims, settings()) >= Role.VIEWER:
                return message
            if (bare := bared(content)) is not None:
                return {**message, "bytes": bare}


def bared(content: bytes) -> bytes | None:
    """Return a message without what asks for more than the whole page, None for nothing left."""
    try:
        message = BackMsg.FromString(content)
    except DecodeError:
        return content  # Streamlit ends the connection
    if message.WhichOneof("type") in _ALWAYS:
        return content
    if message.WhichOneof("type") != "rerun_script":
        return None
    asked = message.rerun_script
    asked.ClearField("fragment_id")
    kept = [each for each in asked.widget_states.widgets if each.id.endswith(_DOOR)]
    del asked.widget_states.widgets[:]
    asked.widget_states.widgets.extend(kept)
    return message.SerializeToString()
