"""Lines that do not touch, linked by the fewest and shortest straight pieces."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString

MOST_M = 5_000.0
"""Lines further apart are not linked: they are of different roads of one name."""


def spanning_links(lines: Sequence[LineString]) -> list[LineString]:
    """Return the straight pieces of a least spanning tree over groups of lines that touch.

    Parameters
    ----------
    lines
        (n,) METRIC; those that touch do so at ends. May be empty.
    """
    shapes = np.array(lines, object)
    if len(shapes) < 2:
        return []
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=MOST_M)
    once = first < second
    first, second = first[once], second[once]
    far = shapely.distance(shapes[first], shapes[second])
    heads = list(range(len(shapes)))
    links = []
    for at in np.argsort(far, kind="stable"):
        one, other = _head(heads, int(first[at])), _head(heads, int(second[at]))
        if one == other:
            continue
        heads[one] = other
        if far[at] > 0:
            links.append(shapely.shortest_line(shapes[first[at]], shapes[second[at]]))
    return links


def _head(heads: list[int], at: int) -> int:
    """Return the head of a line's group."""
    while heads[at] != at:
        heads[at] = heads[heads[at]]
        at = heads[at]
    return at
