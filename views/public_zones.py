"""The zones that anyone may load, made once for each edition of the data."""

from geo.outgoing.entity_tags import Tagged, etag
from geo.outgoing.public import zones_geojson
from views import cache
from views.edition import by_edition


@by_edition()
def answer() -> Tagged:
    """Return the zones as RFC 7946 GeoJSON with their entity tag.

    Raises
    ------
    DataError
        If the data cannot be read.
    """
    content = zones_geojson(cache.plan())
    return Tagged(content, etag(content))
