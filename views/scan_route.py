"""The address from which a planner's own browser fetches the scan that lies under the map.

The key is a token that nobody can guess; it is served as long as the picture is held. What is
served was made anew from pixels in a child (`geo.placing.scan_picture`), never what was sent.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from views.zones_route import base_path

PATH: Final = "/own-scan"

_HEADERS: Final = {
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
}


def address(token: str) -> str:
    """Return where the picture of a token is served."""
    return f"{base_path()}{PATH}/{token}"


def route() -> Route:
    """Return the route for the server."""
    return Route(f"{base_path()}{PATH}/{{token}}", _answer, methods=["GET"])


async def _answer(request: Request) -> Response:
    from geo.placing.scan_model import ScanPicture  # noqa: PLC0415 - the server starts before
    from views import layer_store  # noqa: PLC0415

    token = request.path_params["token"]
    held = layer_store.get(token) if layer_store.holds(token) else None
    if not isinstance(held, ScanPicture):
        return Response("扫描件已过期；请重新上传", 404, media_type="text/plain; charset=utf-8")
    return Response(held.content, media_type=held.media_type, headers=_HEADERS)
