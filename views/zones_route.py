"""The stable address of the zones on a running server: GeoJSON that QGIS or a colleague loads.

Libraries and plan are read in a thread when it is first asked for, not when the server starts.
"""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Lock

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import PlanMapError

_log = logging.getLogger(__name__)

_UNFORESEEN = "规划数据暂不可用，原因已写入服务器日志；请联系管理员"

PATH = "/share/zones.geojson"

POOL = ThreadPoolExecutor(2, "address")
"""Answers addresses, apart from the pools that draw or make files: they may be busy for long."""

READING = Lock()
"""Held while libraries are imported: two threads importing the same ones meet half-made modules."""

_TAG = re.compile(r'(?:W/)?"([!#-~\x80-\xff]*)"')
_PACKED = re.compile(r"-{1,2}(gzip|br|deflate|zstd)$")
"""What Apache and Jetty add to a tag of what they have packed, and send back to us."""


def base_path() -> str:
    """Return `server.baseUrlPath` with a / before it, "" for none."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def route() -> Route:
    """Return the route; public layers only, nothing from a session."""
    return Route(PATH, _answer, methods=["GET", "HEAD"])


async def _answer(request: Request) -> Response:
    try:
        content, tag = await asyncio.get_running_loop().run_in_executor(POOL, _read)
    except PlanMapError as error:
        return Response(str(error), 503, media_type="text/plain; charset=utf-8")
    except Exception:  # the boundary: logged whole, told in words
        _log.exception("unexpected error at %s", PATH)
        return Response(_UNFORESEEN, 503, media_type="text/plain; charset=utf-8")
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if holds(", ".join(request.headers.getlist("if-none-match")), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/geo+json", headers=headers)


def _read() -> tuple[bytes, str]:
    with READING:
        answer: tuple[bytes, str] = import_module("views.cache").public_zones()
    return answer


def holds(field: str, tag: str) -> bool:
    """Return whether a browser's If-None-Match names what we have (RFC 9110, 13.1.2).

    Parameters
    ----------
    field
        Value of the header: `*`, or tags between commas, weak or strong; they are compared weakly.
    tag
        Ours, quotes included.
    """
    if field.strip() == "*":
        return True
    ours = tag.strip('"')
    return any(_PACKED.sub("", each) == ours for each in _TAG.findall(field))
