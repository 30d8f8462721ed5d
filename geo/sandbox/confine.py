"""What a child process gives up before it reads anything: memory without bound, network, files.

Linux: no new privileges, Landlock (reads Python and this package, writes its own folder) and a
seccomp filter (no sockets, no other programs, no signals to others). Other POSIX systems: limits
of the process. Windows has none of these here: there the parent's watch, the drivers and the
settings stand alone. All of it before a thread is started: what a thread gives up is its own.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from geo.sandbox import landlock, seccomp
from geo.sandbox.ceiling import MB

_SLACK_S = 2
"""Seconds of processor time beyond the ceiling, for the parent to notice first."""

_SLACK_BYTES = 256 * MB
"""Stacks of threads, which are counted whole, and what the parent notices too late."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 38, 4


class Confinement(NamedTuple):
    """Which walls stand: the system may lack some."""

    files: bool
    network: bool


def confine(folder: Path, readable: Sequence[Path], listed: Sequence[Path]) -> Confinement:
    """Give up what reading needs not.

    Parameters
    ----------
    folder
        The one folder in which files may be made.
    readable
        Files and folders that may be read, with all below them.
    listed
        Folders whose names may be read, not what is in the files.
    """
    _limit_files()
    if not sys.platform.startswith("linux"):
        return Confinement(files=False, network=False)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no other process of this user looks into it
    walls = landlock.restrict(libc, folder, readable, listed)
    return Confinement(files=walls, network=seccomp.restrict(libc))


def _limit_files() -> None:
    """No core dumps: they would hold what was sent."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX alone

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow(memory_mb: int, cpu_s: int, file_mb: int) -> None:
    """Set the bounds of the next piece of work, on top of what the process has taken so far."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX alone

    spent = resource.getrusage(resource.RUSAGE_SELF)
    used_s = int(spent.ru_utime + spent.ru_stime) + 1
    _soft(resource.RLIMIT_CPU, used_s + cpu_s + _SLACK_S)
    _soft(resource.RLIMIT_FSIZE, file_mb * MB)
    if taken := _taken():
        _soft(resource.RLIMIT_DATA, taken + memory_mb * MB + _SLACK_BYTES)


def _soft(which: int, value: int) -> None:
    """Set the soft bound: the hard one could not be raised again for the next piece of work."""
    import resource  # noqa: PLC0415 - POSIX alone

    hard = resource.getrlimit(which)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (most, hard))


def _taken() -> int:
    """Bytes of memory of its own that the process may write; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
