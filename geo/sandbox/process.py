"""The parent's side of one child process: started, asked, watched, ended whole."""

import json
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Semaphore, Thread
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, cast

import psutil

from geo import temporary_folders
from geo.disk_space import reason
from geo.errors import DataError
from geo.sandbox.ceiling import MB
from geo.sandbox.confine import Confinement
from geo.sandbox.parcel import Most, Parcel, TooLarge, receive, send

ROOT = Path(__file__).parents[2]
_KEPT = ("LANG", "LC_", "TZ", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "OPENBLAS_", "COMSPEC")
"""Beginnings of names in the environment that a child gets: no secrets, no proxies."""

_SMALL = Most(16_384, 16_384, 0)
"""What is taken of a parcel that only says that the child is there, or how far the work is."""

_TEXT, _BLOBS, _WORDS = 16 * MB, 50_000, 20_000
"""Most bytes of the JSON of an answer, most blobs; most parcels that say how far one work is."""

START_S = 60.0
"""Seconds after which a child that is not there yet is given up."""

_GRACE_S = 5.0


class Kit(NamedTuple):
    """What a child brings along: packages of ours it may read, modules imported beforehand.

    `variables` are added to its environment.
    """

    packages: tuple[str, ...]
    preload: tuple[str, ...]
    variables: Mapping[str, str] = MappingProxyType({})


class Event(NamedTuple):
    """A parcel of the child, or its end: the letter is b"" then, `flood` if it sent too much."""

    kind: bytes
    parcel: Parcel
    flood: bool = False


class Usage(NamedTuple):
    """What a process takes: MB of memory, seconds of processor time."""

    memory_mb: float
    cpu_s: float


class Child:
    """One child process with a folder of its own; call `end`, whatever happens."""

    def __init__(self, kit: Kit) -> None:
        self.folder = temporary_folders.make("child").resolve()
        self.held: Confinement | None = None
        self.work, self.sent = self.folder / "work", self.folder / "sent"
        for each in (self.work, self.sent):
            each.mkdir()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._told: Event | None = None
        self._most, self._words, self._asked = 0, _WORDS, Semaphore(1)
        places = {"work": str(self.work), "sent": str(self.sent)}
        about = {**places, "readable": kit.packages, "preload": kit.preload}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "geo.sandbox.child", json.dumps(about)],
                cwd=ROOT,
                env={**_environment(), **kit.variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            temporary_folders.remove(self.folder)
            raise DataError(f"无法启动读取进程：{reason(error)}") from error
        self._seen = psutil.Process(self._process.pid)
        self._listener = Thread(target=self._listen, name="sandbox-child", daemon=True)
        self._listener.start()

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    @property
    def usable(self) -> bool:
        """Whether it can be given work: it is there, and so are its folders.

        A system that clears its folder for temporary files takes those of a server that has been
        idle for days; a new folder would not do, for the walls of the child stand around the old.
        """
        return self.alive and self.work.is_dir() and self.sent.is_dir()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def ready(self, seconds: float = START_S) -> bool | None:
        """Wait until the child has imported what it brings, and says which walls stand (`held`).

        Return whether it is there; None where that is not known after these seconds.
        """
        event = self.event(seconds)
        if event is None:
            return None
        told = event.parcel.tree
        if event.kind == b"r" and isinstance(told, list) and len(told) == 2:
            self.held = Confinement(told[0] is True, told[1] is True)
        return self.held is not None

    def ask(self, parcel: Parcel, answer_mb: int) -> None:
        """Send work.

        Raises
        ------
        OSError
            If the child is gone.
        """
        self._told, self._most, self._words = None, answer_mb * MB, _WORDS
        self._asked.release()
        send(cast("BinaryIO", self._process.stdin), b"a", parcel)

    def event(self, seconds: float) -> Event | None:
        """Return what the child sends within some seconds, None where it sends nothing."""
        with suppress(queue.Empty):
            return self._events.get(timeout=seconds)
        return None

    def told(self) -> Event | None:
        """Return how far the child said last that it is, None where it said nothing new."""
        told, self._told = self._told, None
        return told

    def usage(self) -> Usage:
        """Return what it takes now; nothing once it is gone."""
        try:
            with self._seen.oneshot():
                times = self._seen.cpu_times()
                return Usage(self._seen.memory_info().rss / MB, times.user + times.system)
        except psutil.Error:
            return Usage(0.0, 0.0)

    def end(self) -> None:
        """End the process with all it started, and take its folder away."""
        if self.alive:
            if sys.platform != "win32":
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            with suppress(OSError):
                self._process.kill()
        self._process.wait()
        self._asked.release()
        self._listener.join(_GRACE_S)  # a number of a pipe closed under it would soon be another's
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        temporary_folders.remove(self.folder)

    def words_of_end(self) -> str:
        """Return how the process ended, for the log."""
        return f"code {self._process.poll()}"

    def _listen(self) -> None:
        """Pass on what the child sends; what says how far it is replaces what it said before.

        After an answer nothing is taken until something is asked again.
        """
        self._asked.acquire()
        for event in self._parcels():
            if event.kind == b"t":
                self._told = event
                continue
            self._events.put(event)
            if not event.kind:
                return
            self._asked.acquire()

    def _parcels(self) -> Iterator[Event]:
        pipe = cast("BinaryIO", self._process.stdout)
        while True:
            try:
                got = receive(pipe, self._taken)
            except TooLarge:
                yield Event(b"", Parcel(None), flood=True)
                return
            except Exception:  # whatever it sent, it is no parcel; told as the end of the child
                got = None
            if got is None:
                yield Event(b"", Parcel(None))
                return
            yield Event(*got)

    def _taken(self, kind: bytes) -> Most:
        """What is taken of a parcel that begins with a letter."""
        if kind == b"t":
            self._words -= 1
        if self._words < 0:
            raise TooLarge
        if kind in (b"r", b"t"):
            return _SMALL
        return Most(self._most, min(self._most, _TEXT), _BLOBS)


def _environment() -> Mapping[str, str]:
    """What the child's environment holds: where Python looks for modules, and little else."""
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(_KEPT)}
    paths = [path for path in sys.path if path and Path(path).is_dir()]
    few = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "4"}
    return {**kept, **few, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
