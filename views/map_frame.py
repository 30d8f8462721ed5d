"""The frame with the web map: all of it but the scene is made once, not on every run.

streamlit-folium turns folium objects into the component's arguments by compiling some templates
anew for each object and searching through every script, scene included. The base map never changes,
and of a scene only its JSON: the rest is asked of `st_folium` once and kept as text.
"""

from collections.abc import Callable
from functools import lru_cache
from types import FunctionType
from typing import Any, NamedTuple

import streamlit as st
import streamlit_folium
from streamlit_folium import st_folium

from geo.plan_data import PlanData
from layers.assets import urls
from layers.web_map import Bounds, base_map, scene_group
from views.run_queue import PAGES
from views.state.model import Key
from views.state.plan_map import SENT

_PLACE = "SCENE"
"""Stands for the scene in the script around it; the component's searches leave capitals alone."""

_AHEAD_S = 0.03
"""By which a changed map leaves before the rest of the page."""

Addresses = tuple[tuple[str, str], ...]


class Frame(NamedTuple):
    """One map of the app."""

    key: str  # where the session keeps what was clicked
    height: int  # in screen pixels
    returned: tuple[str, ...] = ()  # what of the clicks is told
    buttons: tuple[str, ...] = ("home",)  # see `layers.web_map.base_map`
    on_change: Callable[[], None] | None = None  # called after a click


def draw(frame: Frame, plan: PlanData, scene: str) -> None:
    """Draw the map of the plan's district with a scene (`layers.web_map.scene`)."""
    west, south, east, north = (float(value) for value in plan.boundary.total_bounds)
    base_path = str(st.get_option("server.baseUrlPath") or "")
    addresses = tuple(urls(".js", base_path)), tuple(urls(".css", base_path))
    constant = _constant(frame, (west, south, east, north), *addresses)
    script = str(constant["feature_group"]).replace(_PLACE, scene)
    streamlit_folium._component_func(**{**constant, "feature_group": script})
    _go_ahead(SENT.key(frame.key), hash(script))


def _go_ahead(sent: Key[int | None], mark: int) -> None:
    """Hold back what follows a changed map until the browser has drawn it.

    The browser lays out all that has come before it hands the map its new scene: sent alone, the
    map follows a click in two thirds of the time (`python -m bench.looks`).
    """
    before = sent.get()
    sent.set(mark)
    if before not in (None, mark):
        PAGES.rest(_AHEAD_S)


@lru_cache(maxsize=16)
def _constant(
    frame: Frame, home: Bounds, scripts: Addresses, sheets: Addresses
) -> dict[str, object]:
    """Arguments of the component with `_PLACE` for the scene; shared, never changed."""
    sent: dict[str, object] = {}
    _recorder(sent)(
        base_map(home, scripts, sheets, buttons=frame.buttons),
        key=frame.key,
        height=frame.height,
        use_container_width=True,
        returned_objects=list(frame.returned),
        feature_group_to_add=scene_group(_PLACE),
        on_change=frame.on_change,
    )
    return sent


def _recorder(sent: dict[str, object]) -> Callable[..., Any]:
    """`st_folium` that puts into `sent` what it would give to its component."""
    names = {**vars(streamlit_folium), "_component_func": lambda **words: sent.update(words)}
    return FunctionType(st_folium.__code__, names, argdefs=st_folium.__defaults__)
