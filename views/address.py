"""The stable address of the zones on a running server: GeoJSON that QGIS or a colleague loads.

Libraries and plan are read in a thread when it is first asked for, not when the server starts.
"""

import asyncio
from importlib import import_module
from threading import Lock
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import PlanMapError

PATH = "/share/zones.geojson"

READING = Lock()
"""Held while libraries are imported: two threads importing the same ones meet half-made modules."""


class Answer(NamedTuple):
    """What is sent, and its entity tag."""

    content: bytes
    tag: str


def route() -> Route:
    """Return the route; public layers only, nothing from a session."""
    return Route(PATH, _answer, methods=["GET", "HEAD"])


async def _answer(request: Request) -> Response:
    try:
        zones = await asyncio.to_thread(_read)
    except PlanMapError as error:
        return Response(str(error), 503, media_type="text/plain; charset=utf-8")
    headers = {"ETag": zones.tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if request.headers.get("if-none-match") == zones.tag:
        return Response(status_code=304, headers=headers)
    return Response(zones.content, media_type="application/geo+json", headers=headers)


def _read() -> Answer:
    with READING:
        answer: Answer = import_module("views.public_zones").answer()
    return answer
