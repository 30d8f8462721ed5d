"""The zones that anyone may load, made once for each edition of the data."""

from functools import lru_cache

from geo.outgoing.entity_tags import etag
from geo.outgoing.public import zones_geojson
from geo.plan_data import load_plan
from views.address import Answer
from views.cache import DATA, stamp


def answer() -> Answer:
    """Return the zones as RFC 7946 GeoJSON with their entity tag.

    Raises
    ------
    DataError
        If the data cannot be read.
    """
    return _answer(stamp())


@lru_cache(maxsize=1)
def _answer(version: int) -> Answer:  # noqa: ARG001 - the version is the key
    content = zones_geojson(load_plan(DATA))
    return Answer(content, etag(content))
