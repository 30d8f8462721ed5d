"""Layers a planner brought: kept on the server for the session, under a name nobody can guess."""

from secrets import token_urlsafe
from typing import Any

import shapely
import streamlit as st
from geopandas import GeoDataFrame

from geo.errors import DataError

_MOST = 200
"""Layers kept for all sessions together; the oldest goes first."""

_MOST_BYTES = 2 * 2**30
"""What they may take together, about."""

_NETWORK_BYTES = 50 * 2**20
"""Taken for what is no frame."""

_A_VERTEX = 16


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, Any]:
    return {}


def put(thing: object) -> str:
    """Keep a layer; return its token."""
    token = token_urlsafe(12)
    replace(token, thing)
    return token


def replace(token: str, thing: object) -> None:
    """Put another layer under a token; the oldest make room for it."""
    shelf = _shelf()
    shelf.pop(token, None)
    room = _MOST_BYTES - _bytes(thing)
    while shelf and (len(shelf) >= _MOST or sum(map(_bytes, shelf.values())) > room):
        shelf.pop(next(iter(shelf)), None)
    shelf[token] = thing


def _bytes(thing: object) -> int:
    """About how much memory a layer takes."""
    if thing is None:
        return 0
    if not isinstance(thing, GeoDataFrame):
        return _NETWORK_BYTES
    vertices = int(shapely.get_num_coordinates(thing.geometry.to_numpy()).sum())
    return int(thing.memory_usage().sum()) + vertices * _A_VERTEX


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
