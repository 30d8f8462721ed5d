"""A child process that ends itself when the parent is gone: its input is closed then.

The parent gives the child a pipe as standard input, writes nothing to it, and holds the other end.
"""

import os
import sys
import time
from contextlib import suppress
from threading import Thread

_TICK_S = 0.5


def end_with_parent() -> None:
    """Watch the standard input from now on; leave at once when nobody holds its other end.

    On Linux the kernel is asked to end the process, so that long work outside the interpreter does
    not put it off; elsewhere a thread looks. The input is looked at, never read: on Windows a
    thread that waits for a pipe blocks others that only ask what it is.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # no pipe
            _end_by_signal()
    Thread(target=_watch, name="lifeline", daemon=True).start()


def _end_by_signal() -> None:
    """Have SIGIO sent when the pipe is closed; nobody handles it, so it ends the process.

    PR_SET_PDEATHSIG would end the child with the *thread* that started it, which for a page of
    Streamlit is the run of a script.
    """
    import fcntl  # noqa: PLC0415 - not there on Windows

    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _watch() -> None:
    while not parent_gone():
        time.sleep(_TICK_S)
    os._exit(3)


def parent_gone() -> bool:
    """Return whether the other end of the standard input, a pipe, is closed."""
    if sys.platform == "win32":
        import _winapi  # noqa: PLC0415 - there on Windows alone
        import msvcrt  # noqa: PLC0415

        try:
            _winapi.PeekNamedPipe(msvcrt.get_osfhandle(0), 0)
        except OSError:
            return True
        return False
    import select  # noqa: PLC0415 - for pipes not there on Windows

    readable, _, _ = select.select([0], [], [], 0)
    return bool(readable) and not os.read(0, 1)
