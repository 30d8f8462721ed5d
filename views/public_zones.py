"""The zones that anyone may load, made once for each edition of the data."""

from hashlib import sha256

from geo.outgoing.public import zones_geojson
from views import cache
from views.edition import by_edition


@by_edition()
def answer() -> tuple[bytes, str]:
    """Return the zones as RFC 7946 GeoJSON with their entity tag (RFC 9110, 8.8.3), in quotes.

    Raises
    ------
    DataError
        If the data cannot be read.
    """
    content = zones_geojson(cache.plan())
    return content, f'"{sha256(content).hexdigest()[:32]}"'
