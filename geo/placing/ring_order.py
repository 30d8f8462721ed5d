"""In which order roads go round an area: the one with the least to close."""

from collections.abc import Iterator, Mapping
from itertools import permutations

Pair = tuple[int, int]
"""Two of them by number, the lesser first."""


def best_order(count: int, apart_m: Mapping[Pair, float]) -> list[Pair]:
    """Return the neighbours in the order that leaves the least to be closed.

    Parameters
    ----------
    count
        How many go round, 3 to 8.
    apart_m
        Metres between those that do not meet; a pair that meets is not in it.
    """
    return min(map(_pairs, _orders(count)), key=lambda pairs: _open_m(pairs, apart_m))


def _orders(count: int) -> Iterator[tuple[int, ...]]:
    """Yield each way round once, both directions being the same."""
    for rest in permutations(range(1, count)):
        if rest[0] < rest[-1]:
            yield (0, *rest)


def _pairs(order: tuple[int, ...]) -> list[Pair]:
    beside = zip(order, (*order[1:], order[0]), strict=True)
    return [(min(pair), max(pair)) for pair in beside]


def _open_m(pairs: list[Pair], apart_m: Mapping[Pair, float]) -> float:
    return sum(apart_m.get(pair, 0.0) for pair in pairs)
