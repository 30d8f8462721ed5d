"""Answers leave the server at once instead of waiting for the browser's acknowledgement.

uvicorn writes head and body of an answer one after the other. Left alone, the system keeps the
second back until the first is acknowledged, which the other end puts off by 40 ms (Linux) to 200 ms
(Windows). asyncio forbids that where a socket names TCP as its protocol; Streamlit's names none.
"""

import asyncio
import socket
from contextlib import suppress
from typing import Any

_TCP = (socket.AF_INET, socket.AF_INET6)


def install(loop: asyncio.AbstractEventLoop) -> None:
    """Let what the loop will listen on send without delay; its connections inherit that."""
    listen = loop.create_server

    async def create_server(*args: Any, **options: Any) -> asyncio.Server:  # noqa: ANN401
        given = options.get("sock")
        if isinstance(given, socket.socket) and given.family in _TCP:
            given.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*args, **options)

    with suppress(AttributeError):  # uvloop's cannot be replaced; it delays nothing
        loop.create_server = create_server  # type: ignore[method-assign]
