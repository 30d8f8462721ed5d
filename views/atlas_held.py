"""The atlas of one session: drawn, watched and bound by the server, kept until it is fetched."""

import logging
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING

from geo import temporary_folders
from geo.errors import DataError, PlanMapError
from views import drawing_pool

if TYPE_CHECKING:
    from sheets.atlas.binding import Bound
    from sheets.atlas.job import AtlasJob, AtlasProgress

KEPT_S, KEPT_FETCHED_S = 3_600.0, 600.0
"""Seconds that a finished atlas is kept, and after it was fetched."""

TICK_S = 0.5

EXPIRED = "上次的图册已过保留时间（绘成后 60 分钟，下载后 10 分钟），请重新绘制。"

VANISHED = "图册文件已不在服务器的临时目录；请重新绘制"

_log = logging.getLogger(__name__)


@dataclass
class HeldAtlas:
    """The atlas of a session: its pages, the work on it, the file made of it, what is to be said.

    `job` is there while children draw or the file is being bound. `size`: bytes of the file.
    `until`: when what is finished goes, seconds of the monotonic clock.
    """

    folder: Path = field(default_factory=lambda: temporary_folders.make("atlas"))
    job: "AtlasJob | None" = None
    progress: "AtlasProgress | None" = None
    bound: "Bound | None" = None
    size: int = 0
    note: str = ""
    fetched: bool = False
    until: float = float("inf")
    guard: RLock = field(default_factory=RLock)
    ended: Event = field(default_factory=Event)

    @property
    def running(self) -> bool:
        """Whether pages are being drawn or bound."""
        return self.job is not None

    @property
    def unfetched(self) -> bool:
        """Whether an atlas is being drawn, or is finished and was never fetched."""
        return self.running or (self.bound is not None and not self.fetched)

    def home(self) -> Path:
        """Return the folder for pages, another where a cleaner of the system took it away."""
        with self.guard:
            if not self.folder.is_dir():
                self.folder = temporary_folders.make("atlas")
            return self.folder

    def begin(self, job: "AtlasJob") -> None:
        """Draw, with a thread that sees to the children whoever looks."""
        self.stop()
        with self.guard:
            if self.bound is not None:
                temporary_folders.remove(self.bound.path.parent)
            self.bound, self.progress, self.note, self.until = None, None, "", float("inf")
            self.fetched = False
            job.start()
            self.job, self.ended = job, Event()
        Thread(target=_tend, args=(self, job), name="atlas", daemon=True).start()

    def stop(self, note: str = "") -> None:
        """End the work; the finished pages stay."""
        with self.guard:
            if self.job is not None:
                self.job.stop()
                self.job, self.note = None, note
            self.ended.set()

    def content(self) -> bytes:
        """Return the file; it has been fetched then, and is kept a shorter time.

        Raises
        ------
        DataError
            If it is gone.
        """
        with self.guard:
            if self.bound is None:
                raise DataError(self.note or EXPIRED)
            try:
                content = self.bound.path.read_bytes()
            except OSError:
                self.bound, self.note = None, VANISHED
                raise DataError(VANISHED) from None
            self.until = min(self.until, time.monotonic() + KEPT_FETCHED_S)
            self.fetched = True
            return content

    def expire(self, now: float) -> None:
        """Remove what is finished when its time is over."""
        with self.guard:
            if self.bound is not None and now > self.until:
                self.bound, self.note = None, EXPIRED
                temporary_folders.remove(self.folder)

    def close(self) -> None:
        """End the work and forget the pages."""
        self.stop()
        with self.guard:
            self.bound = None
            temporary_folders.remove(self.folder)


def _tend(own: HeldAtlas, job: "AtlasJob") -> None:
    """See to the children until all is drawn, then bind; whatever happens, the place is free."""
    note = "绘制图册出错，已写入服务器日志；请再点“绘制图册”，若仍出错请联系管理员。"
    try:
        if _drawn(own, job):
            _bind(own, job)
        note = ""
    except (PlanMapError, OSError) as error:
        note = f"图册未绘成：{words_of(error)}"
    except Exception:  # a thread nobody waits for: logged whole, told in words
        _log.exception("unexpected error in an atlas")
    finally:
        with own.guard:
            if own.job is job:
                own.stop(note)


def words_of(error: Exception) -> str:
    """Say what is wrong as a planner reads it: nothing of the server's own folders."""
    if isinstance(error, PlanMapError):
        return str(error)
    return "服务器的临时目录写不进（磁盘可能已满）；请联系管理员腾出空间后再试"


def _drawn(own: HeldAtlas, job: "AtlasJob") -> bool:
    """Wait until all is drawn; False where the work was stopped."""
    ended = own.ended
    while not ended.is_set():
        with own.guard:
            if own.job is not job:
                return False
            own.progress = now = job.progress()
        if now.finished:
            return True
        ended.wait(TICK_S)
    return False


def _bind(own: HeldAtlas, job: "AtlasJob") -> None:
    ending = "pdf" if job.atlas.style.file_format == "pdf" else "zip"
    place = Path(mkdtemp(prefix="bound-", dir=own.folder))  # the one before may yet be written
    bound = job.finish(place / f"图册.{ending}", drawing_pool.bound)
    with own.guard:
        if own.job is job:
            own.size, own.until = bound.path.stat().st_size, time.monotonic() + KEPT_S
            own.bound = bound
