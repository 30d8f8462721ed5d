"""The children that read, one set for the process."""

from functools import cache

from geo.data_folder import DISTRICT_TEXT
from geo.district import TEXT
from geo.sandbox.pool import Pool
from geo.sandbox.process import Kit

INSIDE = "geo.guarded.inside"
"""The module whose functions the children run; it imports every reader."""


@cache
def pool() -> Pool:
    """Return the children."""
    return Pool(Kit(("geo",), (INSIDE,), {DISTRICT_TEXT: TEXT}))
