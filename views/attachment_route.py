"""The address of an attachment: for those who may read, as a file or a picture, never as a page.

A picture that holds where it was taken goes to editors alone.
"""

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import PlanMapError
from views import own_machine
from views.access import Role
from views.access_settings import settings
from views.identity import http_role
from views.zones_route import POOL, base_path

if TYPE_CHECKING:
    from geo.exchange.attachments import Attachment

PATH: Final = "/attachment"
_POSITIONED: Final = "照片内带有拍摄位置，只给编辑人员查看"
_WITHDRAWN: Final = "附件已撤下，只给编辑人员查看"
_TEXT: Final = "text/plain; charset=utf-8"


def address(uid: str) -> str:
    """Return where an attachment is served."""
    return f"{base_path()}{PATH}/{uid}"


def route() -> Route:
    """Return the route for the server."""
    return Route(f"{base_path()}{PATH}/{{uid}}", _answer, methods=["GET"])


async def _answer(request: Request) -> Response:
    uid = request.path_params["uid"]
    try:
        made, whole = await asyncio.get_running_loop().run_in_executor(POOL, _content, uid)
    except PlanMapError as error:
        return Response(str(error), 404, media_type=_TEXT)
    if made.positioned and not _is_editor(request):
        return Response(_POSITIONED, 403, media_type=_TEXT)
    if made.withdrawn and not _is_editor(request):
        return Response(_WITHDRAWN, 403, media_type=_TEXT)
    headers = {
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": _disposition(made),
    }
    return Response(whole, headers=headers, media_type=made.type)


def _is_editor(request: Request) -> bool:
    """Whether who asks is known as an editor: nobody is on an open server without sign-in."""
    known = settings().sign_in or own_machine.asks_here(request.headers)
    return bool(known) and http_role(request.scope) >= Role.EDITOR


def _content(uid: str) -> "tuple[Attachment, bytes]":
    from geo.exchange.attachments import content  # noqa: PLC0415 - the server starts before
    from views.edition import STORE  # noqa: PLC0415

    return content(STORE.writable(), uid)


def _disposition(made: "Attachment") -> str:
    """Pictures stand in a page; everything else is a file to keep."""
    from geo.exchange.attachment_check import ENDINGS, PDF  # noqa: PLC0415

    how = "attachment" if made.type == PDF else "inline"
    return f"{how}; filename*=UTF-8''{quote(made.title, safe='')}{ENDINGS[made.type]}"
