"""Child processes that draw pages: begun, heard, ended. What they say needs no disk."""

import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import IO, Final

from geo.exit_with_parent import STARTED
from sheets.atlas.folder import ROOT, Store

NO_ROOM: Final = 4
"""Exit code of a worker that cannot write into its folder: no other could."""

_HEARD: Final = 20
"""Lines of a child's last words that are kept."""


@dataclass(eq=False)
class DrawingChild:
    """A worker: its number, its process, when it began, and its last words."""

    number: int
    process: "subprocess.Popen[bytes]"
    since: float = field(default_factory=time.time)
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=_HEARD))
    listener: Thread | None = None

    def ended(self) -> bool:
        """Whether its process has ended."""
        return self.process.poll() is not None

    def end(self) -> None:
        """End it at once; let go of its pipes."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        if self.listener is not None:
            self.listener.join(1.0)

    def why(self) -> str:
        """Return why an ended child has ended."""
        code, last = self.process.returncode, self.lines[-1][:200] if self.lines else ""
        if code == NO_ROOM and last:
            return last
        told = f"代码 {code}：{last}" if last else f"代码 {code}"
        return f"绘图进程意外结束（{told}）"


def begin(module: str, store: Store, number: int) -> DrawingChild:
    """Start a worker on a store."""
    process = subprocess.Popen(
        [sys.executable, *STARTED, module, str(store.folder), store.run.name, str(number)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    child = DrawingChild(number, process)
    if process.stderr is not None:
        hear = Thread(target=_hear, args=(process.stderr, child.lines), daemon=True)
        child.listener = hear
        hear.start()
    return child


def _hear(said: IO[bytes], lines: deque[str]) -> None:
    """Keep the last words of a child until it falls silent: a full pipe would hold it up."""
    with said:
        for line in said:
            if words := line.decode("utf-8", "replace").strip():
                lines.append(words)
