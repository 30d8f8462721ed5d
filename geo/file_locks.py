"""A lock on an open file; the system takes it off when the file is closed or its process ends."""

import sys
from typing import IO


def lock(file: IO[bytes]) -> bool:
    """Lock a file for this process alone; return False, at once, where another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there on Windows alone

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
