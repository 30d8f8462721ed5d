"""Which boxes meet, found in portions, so that a tangle is noticed before it fills the memory."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

_Places = NDArray[np.float64]
_Numbers = NDArray[np.intp]

_PORTION = 10_000_000
"""Pairs that one question to the tree brings at most."""


def meeting_boxes(low: _Places, high: _Places) -> Iterator[tuple[_Numbers, _Numbers]]:
    """Yield pairs of boxes that meet, the lower number first, in portions and in order.

    Parameters
    ----------
    low, high
        (n, 2) corners of the boxes, any unit. May be empty.
    """
    boxes = shapely.linestrings(np.stack([low, high], axis=1))
    tree = shapely.STRtree(boxes)
    cuts = _cuts(_at_most(low[:, 0], high[:, 0]))
    for begin, end in zip(cuts[:-1], cuts[1:], strict=True):
        one, two = tree.query(boxes[begin:end])
        one = one + begin
        once = one < two
        yield one[once], two[once]


def _at_most(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n,) how many spans each span touches, itself among them: no box meets more."""
    begun = np.searchsorted(np.sort(low), high, side="right")
    over = np.searchsorted(np.sort(high), low, side="left")
    return np.asarray(begun - over, dtype=np.int64)


def _cuts(counts: NDArray[np.int64]) -> list[int]:
    """Return where to cut boxes into portions that meet no more than so many."""
    portion = np.cumsum(counts) // _PORTION
    inner = np.flatnonzero(np.diff(portion)) + 1
    return [0, *inner.tolist(), len(counts)]
