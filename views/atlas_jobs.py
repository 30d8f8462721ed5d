"""Atlases drawn on the server: at most one a session, a few at a time.

A place is taken when drawing begins and is free when no child draws any more, whether or not
anybody looks. What is finished waits for its owner a stated time, and nobody else can take it away.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from geo.errors import DataError
from views.atlas_held import HeldAtlas, words_of
from views.sessions import registry

if TYPE_CHECKING:
    from sheets.atlas.model import Atlas

MOST_RUNNING = 2
"""Atlases drawn at once; each takes two processors."""

MOST_BYTES = 4 * 2**30
"""What the pages of all sessions may take on the disk when another atlas begins."""

LOST_S = 120.0
"""Seconds without a connection after which the drawing of an atlas is put off."""

PAUSED = "连接中断期间已暂停绘制，绘成的各幅都留着；再点“绘制图册”接着画。"

_guard = RLock()
_held: dict[str, HeldAtlas] = {}


def mine() -> HeldAtlas | None:
    """The atlas of this session, None where none was begun."""
    return _held.get(registry.owner())


def start(atlas: "Atlas") -> None:
    """Begin, or go on: pages finished earlier with the same settings are kept.

    Raises
    ------
    DataError
        If enough is being drawn, or the disk holds too much.
    """
    from sheets.atlas.job import AtlasJob  # noqa: PLC0415 - matplotlib is read when it draws

    owner = registry.owner()
    with _guard:
        require_place()
        try:
            if owner not in _held:
                _held[owner] = HeldAtlas()
            own = _held[owner]
            own.begin(AtlasJob(atlas, own.home()))
        except OSError as error:
            raise DataError(words_of(error)) from error


def require_place() -> None:
    """See that another atlas may be begun; counted are those whose children draw at this moment.

    Raises
    ------
    DataError
        If enough is being drawn, or the disk holds too much.
    """
    owner = registry.owner()
    with _guard:
        held = dict(_held)
    others = sum(each.running for name, each in held.items() if name != owner)
    if others >= MOST_RUNNING:
        raise DataError(
            f"服务器正在绘制其他 {others} 本图册；其中一本绘成后即可开始，请稍后再点“绘制图册”"
        )
    if sum(map(_bytes, held.values())) > MOST_BYTES:
        raise DataError(
            f"服务器上各人的图册已占满 {MOST_BYTES / 2**30:.0f} GB；请先下载已绘成的图册，"
            "或等它们过期（绘成后 60 分钟）再绘制"
        )


def _bytes(held: HeldAtlas) -> int:
    sizes = 0
    for folder, _, names in os.walk(held.folder):  # passes over folders that are gone meanwhile
        for name in names:
            with suppress(OSError):
                sizes += (Path(folder) / name).stat().st_size
    return sizes


def tend(now: float) -> None:
    """Put off what is drawn for sessions without a connection; remove what is past its time."""
    with _guard:
        held = list(_held.items())
    for owner, each in held:
        if each.running and registry.lost_for(owner, now) > LOST_S:
            each.stop(PAUSED)
        each.expire(now)


def owners() -> set[str]:
    """Sessions that have begun an atlas."""
    with _guard:
        return set(_held)


def release(owner: str) -> None:
    """End the work of a session that has gone, and remove its pages."""
    with _guard:
        gone = _held.pop(owner, None)
    if gone is not None:
        gone.close()


registry.join(sys.modules[__name__])
