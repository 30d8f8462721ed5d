"""The children that read, one set for the process."""

from functools import cache

from geo.district import TEXT, TEXT_VARIABLE
from geo.sandbox.pool import Pool
from geo.sandbox.process import Kit

INSIDE = "geo.guarded.inside"
"""The module whose functions the children run; it imports every reader."""


@cache
def pool() -> Pool:
    """Return the children."""
    return Pool(Kit(("geo",), (INSIDE,), {TEXT_VARIABLE: TEXT}))
