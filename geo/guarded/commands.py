"""The guarded reader for commands: a higher ceiling, and progress beside the results."""

from collections.abc import Callable
from pathlib import Path

from geo.guarded.reading import By
from geo.sandbox.asking import Sent
from geo.sandbox.ceiling import COMMAND
from geo.sandbox.progress import ProgressListener


def given(path: Path) -> Sent:
    """Return a file that a command was given."""
    return Sent(path, path.name)


SILENTLY = By(ceiling=COMMAND)
"""For a command that says nothing but its results."""


def by_command(tell: Callable[[str, float], None]) -> By:
    """Return how a command reads; `tell` gets each new stage once, with the share done."""
    last: list[str] = []

    def told(share: float, words: str) -> None:
        if words not in last:
            last[:] = [words]
            tell(words, share)

    return By(ceiling=COMMAND, watch=ProgressListener(told, quiet_s=0.0))
