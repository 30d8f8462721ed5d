"""Sheets and reports drawn by a few child processes: drawing in this one would hold up everybody.

The children are kept warm while there is something to draw, and end some minutes later or with
the server. Who waits is told how many are before him.
"""

import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final

import psutil

from geo.data_folder import DISTRICT_TEXT
from geo.disk_space import reason
from geo.district import TEXT
from geo.errors import DataError, PlanMapError
from geo.sandbox.asking import Files, Sent, Task
from geo.sandbox.ceiling import Ceiling, Why, WorkEndedError
from geo.sandbox.codec import classes
from geo.sandbox.pool import Pool
from geo.sandbox.process import Child, Kit
from geo.sandbox.progress import SILENT, ProgressListener
from sheets.drawn import DrawnFile, page_names
from views import deferred_downloads

if TYPE_CHECKING:
    from sheets.atlas.index import Leaf
    from sheets.atlas.model import Atlas

_log = logging.getLogger(__name__)

MOST: Final = 2
"""Drawings at once."""

KEPT_S: Final = 300.0
"""Seconds for which a child waits for more to draw."""

CEILING: Final = Ceiling(memory_mb=3_072, cpu_s=120, wall_s=120, answer_mb=512)
"""An A2 at 300 dpi takes some 5 s and 400 MB; a report of the district 2 s."""

_OWNER: Final = "drawing"
"""All draw what this server has read and sent, so that a child may draw for one and the next."""

_SUBJECT: Final = "图纸绘制"
_QUEUED: Final = "排队等候"
_BROKEN: Final = "绘制中断，原因已写入服务器日志；请再试一次，若仍出错请联系管理员"
_WORDS: Final[Mapping[Why, str]] = {
    "busy": "等候过久：服务器正在绘制其他图纸；请稍后再试",
    "memory": f"绘制所需内存超过上限 {CEILING.memory_mb:,} MB，已停止；"
    "请减少图层、降低清晰度，或改用 PDF、SVG",
    "time": f"绘制超过 {CEILING.wall_s} 秒，已停止；请减少图层或要素，或降低清晰度",
    "answer": f"绘成的文件超过 {CEILING.answer_mb} MB，已停止；请降低清晰度或分成几份",
}
"""What is said of a bound that was met."""

_GIVING_WAY: Final = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10)
"""Priority of the children: of Windows, or niceness."""


class Studio(Pool):
    """Children that draw; no unused one is held ready beside them."""

    def warm(self) -> None:
        """Start nothing ahead: a child that has drawn waits for more."""

    def _taken(self, owner: str, watch: ProgressListener = SILENT) -> Child:
        """Take a child that gives way: who clicks or asks an address comes before who draws."""
        child = super()._taken(owner, watch)
        with suppress(psutil.Error, OSError):
            psutil.Process(child.pid).nice(_GIVING_WAY)
        return child

    def idle(self) -> bool:
        """Whether no child is there."""
        return not self.pids()


_TIDY_S: Final = 20.0

_starting, _tidying = Lock(), Lock()
"""Held while a child is started ahead, and while a thread looks for those to be ended."""


@cache
def studio() -> Studio:
    """Return the children of this server."""
    kit = Kit(("geo", "layers", "sheets"), ("sheets.drawing_tasks",), {DISTRICT_TEXT: TEXT})
    return Studio(kit, most=MOST, kept_s=KEPT_S)


def bound(atlas: "Atlas", leaves: "list[Leaf]") -> bytes:
    """Have an atlas bound into one file; see `draw`."""
    files = {
        name: Sent(leaf.drawn.path, f"{leaf.page.number}{leaf.drawn.path.suffix}")
        for name, leaf in zip(page_names(leaves), leaves, strict=True)
        if leaf.drawn is not None
    }
    bare = replace(atlas, background=(), locator_ll=atlas.locator_ll.iloc[:0])
    return _made("atlas", {"wanted": bare, "leaves": leaves}, files)


def draw(function: str, **wanted: Any) -> bytes:  # noqa: ANN401 - values that travel
    """Have a file drawn; called where files are made for downloads.

    Parameters
    ----------
    function
        Of `sheets.drawing_tasks`.
    wanted
        Its arguments.

    Raises
    ------
    DataError
        If it cannot be drawn, a bound is met, or others keep the children busy for too long.
    """
    return _made(function, wanted, {})


def _made(function: str, wanted: Mapping[str, Any], files: Files) -> bytes:
    """Have a file made; a child that dies is replaced once: it may have been another's doing."""
    task = Task(f"sheets.drawing_tasks:{function}", wanted, _SUBJECT, classes(DrawnFile))
    try:
        try:
            drawn = _asked(task, files)
        except WorkEndedError as error:
            if error.why != "died":
                raise
            drawn = _asked(task, files)
    except WorkEndedError as error:
        raise DataError(_WORDS.get(error.why, _BROKEN)) from error
    except OSError as error:
        raise DataError(f"绘制进程无法启动：{reason(error)}") from error
    finally:
        deferred_downloads.waiting("")
        _tidy_later()
    if drawn.trace:
        _log.error("unforeseen in %s:\n%s", function, drawn.trace)
        raise DataError(_BROKEN)
    return drawn.content


def _asked(task: Task, files: Files) -> DrawnFile:
    watch = ProgressListener(_tell_place)
    made: DrawnFile = studio().call(task, files, owner=_OWNER, ceiling=CEILING, watch=watch)
    return made


def prepare() -> None:
    """Start a child in the background where none is there: whoever opens the form will draw."""
    if deferred_downloads.is_installed() and studio().idle() and _starting.acquire(blocking=False):
        Thread(target=_start, name="drawing-warm", daemon=True).start()


def _start() -> None:
    try:
        draw("ready")
    except PlanMapError:
        _log.exception("no child could be started to draw")
    finally:
        _starting.release()


def _tell_place(_share: float, words: str) -> None:
    """Say how many are before; a drawing that nobody waits for any more is ended."""
    if deferred_downloads.is_given_up():
        raise DataError(deferred_downloads.SLOW)
    deferred_downloads.waiting(words if words.startswith(_QUEUED) else "")


def _tidy_later() -> None:
    """See to it that children end that have waited long enough; one thread does, while any is."""
    if _tidying.acquire(blocking=False):
        Thread(target=_tidy, name="drawing-tidy", daemon=True).start()


def _tidy() -> None:
    try:
        while not studio().idle():
            time.sleep(_TIDY_S)
            studio().tidy()
    finally:
        _tidying.release()
