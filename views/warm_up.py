"""What the pages need, read before anybody asks for it: first what the first map needs."""

import logging
from importlib import import_module
from threading import Timer

import folium.plugins

from geo.errors import PlanMapError
from layers.assets import publish
from views import cache

_log = logging.getLogger(__name__)

_HEAVY = (folium.plugins,)
"""Imported for the page. streamlit_folium is not: it must register itself in a page's own run."""

REST_S, CHILD_S = 2.0, 5.0
"""Seconds after that in which the first map is drawn before the rest is read, and a first page
goes before the first file."""


def read_plan() -> None:
    """Fill the caches of the first map; what is wrong with the data is said on the page."""
    try:
        publish(cache.ROOT / "static")
        cache.items()
        cache.members()
    except PlanMapError as error:
        _log.warning("the plan could not be read at the start: %s", error)


def read_rest() -> None:
    """Read in a while what the panels and the page 生活圈 need; have a child ready for a file."""
    pool = import_module("views.sessions.readers").pool()
    for after_s, work in ((REST_S, _read_rest), (CHILD_S, pool.warm)):
        timer = Timer(after_s, work)
        timer.daemon = True
        timer.start()


def _read_rest() -> None:
    import_module("scipy.spatial")
    try:
        cache.index()
        cache.metric()
        cache.standards()
        import_module("views.lifecircle.cached_analysis").ready()
    except PlanMapError as error:
        _log.warning("the plan could not be read at the start: %s", error)
