"""The guarded reader: every file that is sent is read in a confined child process.

Both doors of the page (a layer, and what life circles take), project files and the commands come
through here; nothing else in the product hands a stranger's bytes to a library.
"""

from geo.guarded.asked import Asked, Part
from geo.guarded.reading import By, layer, network, peek, places, pool, project, read, rules
from geo.sandbox.asking import Sent

__all__ = [
    "Asked", "By", "Part", "Sent",
    "layer", "network", "peek", "places", "pool", "project", "read", "rules",
]  # fmt: skip
