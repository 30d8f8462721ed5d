"""What every answer tells the browser not to do: load from elsewhere, be framed, guess types."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.access_gate import parts_of
from views.access_settings import settings

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
}

TILES: Final = (
    *(f"https://t{number}.tianditu.gov.cn" for number in range(8)),
    *(f"https://webrd0{number}.is.autonavi.com" for number in range(1, 5)),
    "https://tile.openstreetmap.org",
)
"""Where the online backgrounds come from: all that the map may load from outside, as images.

The frame of the map stays when a planner picks a background, and so does its policy.
"""

_DATA: Final = frozenset({"attachment", "media", "own-points", "own-scan", "share"})
"""First parts of addresses whose answers are data: nothing in them runs, whatever it is."""


class SecurityHeaders:
    """ASGI middleware: adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer gets the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = headers_of(scope["path"])

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(added)
            await send(message)

        await self.app(scope, receive, told)


def headers_of(path: str) -> dict[str, str]:
    """Headers of the answer at a path."""
    first = parts_of(path)[0]
    frames = settings().frames
    own = {
        "Content-Security-Policy": _policy(first, ("'self'", *frames)),
        "Cross-Origin-Resource-Policy": "cross-origin" if first == "share" else "same-origin",
    }
    if not frames:
        own["X-Frame-Options"] = "SAMEORIGIN"
    return _ALWAYS | own


@cache
def _policy(first: str, frames: tuple[str, ...]) -> str:
    directives = dict(_DIRECTIVES) if first not in _DATA else {"default-src": "'none'"}
    if first == "component":
        directives |= _in_map()
    elif first not in _DATA:
        directives["script-src"] = " ".join(("'self'", *_inline_scripts()))
    directives["frame-ancestors"] = " ".join(frames)
    if first == "attachment":
        directives["sandbox"] = ""
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())


_DIRECTIVES: Final = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",  # Streamlit and Leaflet write styles as they draw
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
}


def _in_map() -> dict[str, str]:
    """What the frame of the map needs besides: streamlit-folium runs the map's text.

    It does so by `eval` and as a script element of its own; what stands in an attribute, as in
    markup that came with a name, is not run.
    """
    return {
        "script-src": "'self' 'unsafe-eval'",
        "script-src-elem": "'self' 'unsafe-inline'",
        "script-src-attr": "'none'",
        "img-src": " ".join(("'self' data: blob:", *TILES)),
    }


def _inline_scripts() -> list[str]:
    """Hashes of the scripts that stand in Streamlit's own page."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    found = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in found]
