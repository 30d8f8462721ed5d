"""A child that starts: waited for by whoever wants it, and given up when it does not come."""

import time

from geo.errors import DataError
from geo.sandbox.process import START_S, Child, Kit
from geo.sandbox.progress import SILENT, ProgressListener

_TICK_S = 0.1


def started(kit: Kit) -> Child:
    """Start a child and wait until it is there; `DataError` if it does not come."""
    child = Child(kit)
    try:
        awaited(child, SILENT)
    except BaseException:
        child.end()
        raise
    return child


def awaited(child: Child, watch: ProgressListener) -> None:
    """Wait for a child that starts, whoever watches being told; `DataError` if it does not come."""
    since = time.monotonic()
    while (there := child.ready(_TICK_S)) is None and time.monotonic() - since < START_S:
        if time.monotonic() - since > watch.quiet_s:
            watch.tell(0.0, "正在启动读取进程……")
    if not there:
        raise DataError("读取进程未能启动；请稍后重试，若仍出错请联系管理员")
