"""Where a page asks whether the ledger changed: by another session, or another server on it."""

import asyncio
import logging
from importlib import import_module

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo.errors import PlanMapError
from views.zones_route import POOL, READING

_log = logging.getLogger(__name__)

PATH = "/share/edition"

_OLD_S = 0.2
"""Seconds that an answer may be old: fifty pages ask the store no more often than five do."""


def route() -> Route:
    """Return the route; it tells a number and nothing else."""
    return Route(PATH, _answer, methods=["GET"])


async def _answer(_: Request) -> Response:
    try:
        number = await asyncio.get_running_loop().run_in_executor(POOL, _read)
    except PlanMapError as error:
        return Response(str(error), 503, media_type="text/plain; charset=utf-8")
    except Exception:  # the boundary: logged whole
        _log.exception("unexpected error at %s", PATH)
        return Response(status_code=503)
    return JSONResponse({"edition": str(number)}, headers={"Cache-Control": "no-store"})


def _read() -> int:
    with READING:
        edition = import_module("views.edition")
    number: int = edition.latest_ledger(_OLD_S)
    return number
