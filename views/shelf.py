"""Layers a planner brought: kept on the server for the session, under a name nobody can guess."""

from secrets import token_urlsafe
from typing import Any

import streamlit as st

from geo.errors import DataError

_MOST = 24
"""Layers kept for all sessions together; the oldest goes first."""


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, Any]:
    return {}


def put(thing: object) -> str:
    """Keep a layer; return its token."""
    shelf = _shelf()
    while len(shelf) >= _MOST:
        shelf.pop(next(iter(shelf)), None)
    token = token_urlsafe(12)
    shelf[token] = thing
    return token


def replace(token: str, thing: object) -> None:
    """Put another layer under a token."""
    _shelf()[token] = thing


def drop(token: str) -> None:
    """Forget a layer."""
    _shelf().pop(token, None)


def get(token: str) -> Any:  # noqa: ANN401 - a layer is a frame or a network
    """Return the layer of a token.

    Raises
    ------
    DataError
        If it is gone: the server was restarted, or many others came after it.
    """
    try:
        return _shelf()[token]
    except KeyError:
        raise DataError("导入的图层已过期（服务重启或图层过多）；请重新导入") from None
