"""A child process that ends itself when the parent is gone: its input is closed then.

The parent gives the child a pipe as standard input, writes nothing to it, and holds the other end.
`python -m geo.exit_with_parent a.module its arguments` watches before the module is imported, which
for one that draws takes seconds.
"""

import os
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

STARTED: Final = ("-m", "geo.exit_with_parent")
"""What Python is told before the name of a module that is to end with its parent."""

_TICK_S = 0.5


def end_with_parent() -> None:
    """Watch the standard input from now on; leave at once when nobody holds its other end.

    On Linux the kernel is asked to end the process, so that long work outside the interpreter does
    not put it off; elsewhere a thread looks. The input is looked at, never read: on Windows a
    thread that waits for a pipe blocks others that only ask what it is.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # no pipe
            _end_by_signal(0)
    Thread(target=_watch, args=(Event(),), name="lifeline", daemon=True).start()


@contextmanager
def while_silent(handle: int) -> Iterator[None]:
    """Leave at once when the other end of a pipe is closed, as long as nothing is sent on it.

    On Linux by the kernel alone: a thread begun before the walls of a child would stand outside.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not there on Windows

        flags = fcntl.fcntl(handle, fcntl.F_GETFL)
        _end_by_signal(handle)
        _leave_if_ended(handle)
        try:
            yield
        finally:
            fcntl.fcntl(handle, fcntl.F_SETFL, flags)
        return
    over = Event()
    watching = Thread(target=_watch, args=(over, handle), name="lifeline", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _end_by_signal(handle: int) -> None:
    """Have SIGIO sent when the pipe is closed; nobody handles it, so it ends the process.

    PR_SET_PDEATHSIG would end the child with the *thread* that started it, which for a page of
    Streamlit is the run of a script.
    """
    import fcntl  # noqa: PLC0415 - not there on Windows

    fcntl.fcntl(handle, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(handle, fcntl.F_SETFL, fcntl.fcntl(handle, fcntl.F_GETFL) | os.O_ASYNC)


def _watch(over: Event, handle: int = 0) -> None:
    while not over.is_set():
        _leave_if_ended(handle)
        over.wait(_TICK_S)


def _leave_if_ended(handle: int) -> None:
    if ended(handle):
        os._exit(3)


def ended(handle: int) -> bool:
    """Return whether nobody holds the other end of a pipe on which nothing is sent."""
    if sys.platform == "win32":
        import _winapi  # noqa: PLC0415 - there on Windows alone
        import msvcrt  # noqa: PLC0415

        try:
            _winapi.PeekNamedPipe(msvcrt.get_osfhandle(handle), 0)
        except OSError:
            return True
        return False
    import select  # noqa: PLC0415 - for pipes not there on Windows

    return bool(select.select([handle], [], [], 0)[0])


def _main() -> None:
    end_with_parent()
    sys.argv[:] = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
