"""What the first page needs, read before anybody asks for it."""

import logging

import folium.plugins

from geo.errors import PlanMapError
from layers.assets import publish
from views import cache

_log = logging.getLogger(__name__)

_HEAVY = (folium.plugins,)
"""Imported for the page. streamlit_folium is not: it must register itself in a page's own run."""


def read_plan() -> None:
    """Fill the caches; what is wrong with the data is said on the page, not here."""
    try:
        publish(cache.ROOT / "static")
        cache.items()
        cache.members()
        cache.index()
        cache.metric()
        cache.standards()
    except PlanMapError as error:
        _log.warning("the plan could not be read at the start: %s", error)
