"""In which order roads go round an area: the one that leaves the least to be closed."""

from collections.abc import Iterator, Mapping
from itertools import permutations

Pair = tuple[int, int]
"""Two of them by number, the lesser first."""

_MOST = 6
"""Ways that are told: others leave far more open."""


def closings(count: int, apart_m: Mapping[Pair, float]) -> list[tuple[Pair, ...]]:
    """Return what is to be closed for each way round, each once, the least metres first.

    Parameters
    ----------
    count
        How many go round, 3 to 8.
    apart_m
        Metres between those that do not meet; a pair that meets is not in it.
    """
    ways = {_open(order, apart_m) for order in _orders(count)}
    return sorted(ways, key=lambda way: (sum(apart_m[pair] for pair in way), way))[:_MOST]


def _orders(count: int) -> Iterator[tuple[int, ...]]:
    """Yield each way round once, both directions being the same."""
    for rest in permutations(range(1, count)):
        if rest[0] < rest[-1]:
            yield (0, *rest)


def _open(order: tuple[int, ...], apart_m: Mapping[Pair, float]) -> tuple[Pair, ...]:
    """Return the neighbours of an order that do not meet."""
    beside = zip(order, (*order[1:], order[0]), strict=True)
    pairs = ((min(pair), max(pair)) for pair in beside)
    return tuple(sorted(pair for pair in pairs if pair in apart_m))
