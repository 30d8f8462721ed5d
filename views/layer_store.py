"""Layers a planner brought: kept on the server for the session, under a name nobody can guess.

Nothing is ever taken from a session that has a connection: who asks for more than there is room for
is told.
"""

import sys
from collections import Counter
from secrets import token_urlsafe
from threading import RLock
from typing import Any, NamedTuple

from geo.errors import DataError
from views.sessions import memory, registry
from views.sessions.sizes import bytes_of

MOST_BYTES = 2 * 2**30
"""What the layers of all sessions may take together, about."""

MOST_BYTES_EACH = 2**30
"""What the layers of one session may take, about."""

MOST_EACH = 200
"""Layers of one session."""

GONE = "已过期（服务重启，或断线期间为他人腾出内存）"
"""Why a layer is gone, in words."""


class _Kept(NamedTuple):
    thing: Any
    size: int
    owner: str


_guard = RLock()
_shelf: dict[str, _Kept] = {}
_sizes: Counter[str] = Counter()
_numbers: Counter[str] = Counter()


def new_token() -> str:
    """Return a name that nobody can guess."""
    return token_urlsafe(12)


def put(thing: object, token: str = "") -> str:
    """Keep a layer for this session; return its token, a new one unless given.

    Raises
    ------
    DataError
        If there is no room for it.
    """
    kept = _Kept(thing, bytes_of(thing), registry.owner())
    token = token or new_token()
    with _guard:
        drop(token)
        _make_room(kept)
        _shelf[token] = kept
        _sizes[kept.owner] += kept.size
        _numbers[kept.owner] += 1
    return token


def _make_room(new: _Kept) -> None:
    """See that a layer fits; sessions without a connection make room, the longest lost first."""
    if _numbers[new.owner] >= MOST_EACH:
        raise DataError(f"已导入 {MOST_EACH} 个图层，已达上限；请先移除不用的图层，再导入")
    if _sizes[new.owner] + new.size > MOST_BYTES_EACH:
        raise DataError(
            f"您导入的图层已占内存约 {_mb(_sizes[new.owner])}，这一个约需 {_mb(new.size)}，"
            f"超过每人 {_mb(MOST_BYTES_EACH)} 的上限；请先移除不用的图层，或把文件裁小后再导入"
        )
    for owner in registry.longest_lost():
        if _sizes.total() + new.size <= MOST_BYTES:
            return
        if owner != new.owner:
            release(owner)
            memory.release(owner)
    if _sizes.total() + new.size > MOST_BYTES:
        raise DataError(
            f"服务器留给导入图层的内存（{_mb(MOST_BYTES)}）快满了，放不下这一个"
            f"（约 {_mb(new.size)}）；请先移除不用的图层，或等他人用完后再导入"
        )


def _mb(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"


def drop(token: str) -> None:
    """Forget a layer and what was worked out from it."""
    with _guard:
        gone = _shelf.pop(token, None)
        if gone is None:
            return
        _sizes[gone.owner] -= gone.size
        _numbers[gone.owner] -= 1
    memory.forget(gone.owner, token)


def holds(token: str) -> bool:
    """Return whether a layer is here."""
    return token in _shelf


def get(token: str) -> Any:  # noqa: ANN401 - a layer is a frame or a network
    """Return the layer of a token.

    Raises
    ------
    DataError
        If it is gone: the server was restarted, or its session was away and others needed room.
    """
    try:
        return _shelf[token].thing
    except KeyError:
        raise DataError(f"导入的图层{GONE}；请重新导入") from None


def owners() -> set[str]:
    """Sessions that have layers here."""
    with _guard:
        return {owner for owner, number in _numbers.items() if number}


def release(owner: str) -> None:
    """Forget the layers of a session."""
    with _guard:
        for token in [name for name, each in _shelf.items() if each.owner == owner]:
            del _shelf[token]
        del _sizes[owner], _numbers[owner]


registry.join(sys.modules[__name__])
