"""A program of its own for the cases, so that one that hangs or dies is found by its number."""

from multiprocessing import get_context
from types import TracebackType

from bench.fuzzing.trying import Case, Tried, answer

_SEVERAL = 30
"""A case may be several files."""


class Sandbox:
    """Tries cases within limits of seconds and MB a file; used in a `with`."""

    def __init__(self, limit_s: float, limit_mb: float) -> None:
        """Hold each file to `limit_s` seconds and `limit_mb` MB."""
        self._limit_s, self._limit_mb = limit_s, limit_mb
        self._start()

    def __enter__(self) -> "Sandbox":
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        self._program.kill()
        self._program.join()

    def tried(self, case: Case) -> Tried:
        """Try a case; beyond the limits it counts as broken."""
        self._line.send(case)
        found = self._heard()
        if found.crash:
            self._restart()
        return found

    def _heard(self) -> Tried:
        if not self._line.poll(self._limit_s * _SEVERAL):
            return Tried(0, 0, self._limit_s * _SEVERAL, 0, "did not end")
        try:
            found: Tried = self._line.recv()
        except (EOFError, ConnectionError):
            self._program.join()
            return Tried(0, 0, 0, 0, f"the program died, code {self._program.exitcode}")
        return found._replace(crash=found.crash or self._beyond(found))

    def _beyond(self, found: Tried) -> str:
        if found.slowest_s > self._limit_s:
            return f"took {found.slowest_s:.1f} s"
        return f"took {found.grown_mb:.0f} MB more" if found.grown_mb > self._limit_mb else ""

    def _restart(self) -> None:
        self.__exit__(None, None, None)
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._program = context.Process(target=answer, args=(theirs,), daemon=True)
        self._program.start()
        theirs.close()
