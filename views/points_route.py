"""The address from which a planner's own browser fetches the columns of a large point layer.

A map is sent anew with every click; hundreds of thousands of points must not be. Their address
holds a key that nobody can guess and that stands in no link; they are served as long as their layer
is held.
"""

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from views.zones_route import POOL, base_path

if TYPE_CHECKING:
    from layers.point_cloud import PointCloud

PATH = "/own-points"

_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Encoding": "identity",  # packing would take longer than a local network
    "X-Content-Type-Options": "nosniff",
}

_offered: WeakValueDictionary[str, "PointCloud"] = WeakValueDictionary()
_layers: WeakKeyDictionary["PointCloud", str] = WeakKeyDictionary()


def offer(cloud: "PointCloud", token: str) -> str:
    """Serve the columns and marks of a cloud as long as its layer is held; return where.

    The browser that shows the cloud asks again only for what it has not seen.
    """
    _layers[cloud] = token
    _offered[cloud.columns.key] = _offered[cloud.key] = cloud
    return f"{base_path()}{PATH}"


def route() -> Route:
    """Return the route for the server."""
    return Route(f"{base_path()}{PATH}/{{key}}/{{name}}", _answer, methods=["GET"])


async def _answer(request: Request) -> Response:
    key, name = request.path_params["key"], request.path_params["name"]
    cloud = _offered.get(key)
    if cloud is None or not _is_held(cloud) or name not in ("places", "names", "ids", "marks"):
        return Response("这份点数据已过期；请刷新页面", 404, media_type="text/plain; charset=utf-8")
    content = await asyncio.get_running_loop().run_in_executor(POOL, _content, cloud, name)
    return Response(content, headers=_HEADERS, media_type="application/octet-stream")


def _is_held(cloud: "PointCloud") -> bool:
    from views import layer_store  # noqa: PLC0415 - the server starts before it is needed

    return layer_store.holds(_layers.get(cloud, ""))


def _content(cloud: "PointCloud", name: str) -> bytes:
    from layers.point_cloud import column  # noqa: PLC0415 - the server starts before it is needed

    return cloud.marks.tobytes() if name == "marks" else column(cloud.columns, name)
