"""The stable address of the zones on a running server: GeoJSON that QGIS or a colleague loads.

Libraries and plan are read in a thread when it is first asked for, not when the server starts.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Lock

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import PlanMapError
from geo.outgoing.entity_tags import Tagged, holds

_log = logging.getLogger(__name__)

_UNFORESEEN = "规划数据暂不可用，原因已写入服务器日志；请联系管理员"

PATH = "/share/zones.geojson"

POOL = ThreadPoolExecutor(2, "address")
"""Answers addresses, apart from the pools that draw or make files: they may be busy for long."""

READING = Lock()
"""Held while libraries are imported: two threads importing the same ones meet half-made modules."""


def base_path() -> str:
    """Return `server.baseUrlPath` with a / before it, "" for none."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def route() -> Route:
    """Return the route; public layers only, nothing from a session."""
    return Route(PATH, _answer, methods=["GET", "HEAD"])


async def _answer(request: Request) -> Response:
    try:
        zones = await asyncio.get_running_loop().run_in_executor(POOL, _read)
    except PlanMapError as error:
        return Response(str(error), 503, media_type="text/plain; charset=utf-8")
    except Exception:  # the boundary: logged whole, told in words
        _log.exception("unexpected error at %s", PATH)
        return Response(_UNFORESEEN, 503, media_type="text/plain; charset=utf-8")
    headers = {"ETag": zones.tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if holds(", ".join(request.headers.getlist("if-none-match")), zones.tag):
        return Response(status_code=304, headers=headers)
    return Response(zones.content, media_type="application/geo+json", headers=headers)


def _read() -> Tagged:
    with READING:
        zones: Tagged = import_module("views.cache").public_zones()
    return zones
