"""What was worked out from things of a session, kept for it and gone with it.

Each session has its own number of results of a function, so that no planner's layers push out
another's; all sessions together have so many bytes.
"""

import inspect
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial, wraps
from threading import RLock
from typing import Any, NamedTuple, ParamSpec, TypeVar

from views.edition import by_edition, edition
from views.sessions import registry
from views.sessions.sizes import bytes_of

MOST_BYTES = 2**30
"""Results of all sessions together, about; beyond, those of sessions without a connection go first,
then the oldest of the session that has most."""

LOST_S = 600.0
"""Seconds without a connection after which a session's results go; they can be had again."""

P = ParamSpec("P")
T = TypeVar("T")


class _Result(NamedTuple):
    value: Any
    size: int


_Key = tuple[str, Hashable]

_guard = RLock()
_kept: dict[str, OrderedDict[_Key, _Result]] = {}
_sizes: dict[str, int] = {}


def remembered(
    most: int,
    own: Callable[..., bool] | None = None,
    of: Callable[[], int] = edition,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the `most` latest results of a function for each session, by arguments and edition.

    Arguments whose names begin with _ are no part of the key. `own` is given the others and tells
    whether the result is of the session's own things; where it is not, all sessions share it
    (`views.edition.by_edition`). None: it always is. `of` gives the edition, as there.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        shared = by_edition(most, of)(function)
        signature = inspect.signature(function)
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
            given = signature.bind(*args, **kwargs).arguments
            key = tuple(value for word, value in given.items() if not word.startswith("_"))
            if own is not None and not own(*key):
                return shared(*args, **kwargs)
            return _recalled((name, (of(), *key)), most, partial(function, *args, **kwargs))

        return recalled

    return decorate


def _recalled(key: _Key, most: int, work: Callable[[], T]) -> T:
    owner = registry.owner()
    with _guard:
        found = _found(owner, key)
    if found is not None:
        return found.value
    value = work()
    if owner != registry.NOBODY:
        result = _Result(value, bytes_of(value))
        with _guard:
            _keep(owner, key, result)
            _forget_many(owner, key[0], most)
            _forget_much((owner, key))
    return value


def _found(owner: str, key: _Key) -> _Result | None:
    """Look a result up; where no session is, as in a download, among those of all."""
    if owner == registry.NOBODY:
        return next((each[key] for each in _kept.values() if key in each), None)
    mine = _kept.get(owner, OrderedDict())
    if key in mine:
        mine.move_to_end(key)
    return mine.get(key)


def _keep(owner: str, key: _Key, result: _Result) -> None:
    _drop(owner, key)
    _kept.setdefault(owner, OrderedDict())[key] = result
    _sizes[owner] = _sizes.get(owner, 0) + result.size


def _drop(owner: str, key: _Key) -> None:
    gone = _kept.get(owner, OrderedDict()).pop(key, None)
    if gone is not None:
        _sizes[owner] -= gone.size


def _forget_many(owner: str, name: str, most: int) -> None:
    mine = [key for key in _kept[owner] if key[0] == name]
    for key in mine[: max(len(mine) - most, 0)]:
        _drop(owner, key)


def _forget_much(new: tuple[str, _Key]) -> None:
    """Keep within the bytes; the result just kept stays."""
    for owner in registry.longest_lost():
        if sum(_sizes.values()) <= MOST_BYTES:
            return
        if owner != new[0]:
            release(owner)
    while sum(_sizes.values()) > MOST_BYTES:
        largest = max(_sizes, key=_sizes.__getitem__)
        oldest = next((key for key in _kept[largest] if (largest, key) != new), None)
        if oldest is None:
            return
        _drop(largest, oldest)


def owners() -> set[str]:
    """Sessions for which something is kept."""
    with _guard:
        return set(_kept)


def release(owner: str) -> None:
    """Forget everything of a session."""
    with _guard:
        _kept.pop(owner, None)
        _sizes.pop(owner, None)


def tend(now: float) -> None:
    """Forget what can be worked out again of sessions that have been away for long."""
    for owner in owners():
        if registry.lost_for(owner, now) > LOST_S:
            release(owner)


def forget(owner: str, token: str) -> None:
    """Forget what a session has of a layer: every result with its token in the key."""
    with _guard:
        for key in [each for each in _kept.get(owner, ()) if token in repr(each)]:
            _drop(owner, key)


registry.join(sys.modules[__name__])
