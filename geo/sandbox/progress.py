"""How a long piece of work tells how far it is."""

from collections.abc import Callable
from typing import NamedTuple


class ProgressListener(NamedTuple):
    """A callback told the share done (0 to 1) and words; what it raises ends the work.

    `quiet_s`: seconds for which nothing is told, since most work is done by then.
    """

    told: Callable[[float, str], None] | None = None
    quiet_s: float = 0.4

    def tell(self, share: float, words: str) -> None:
        """Report."""
        if self.told is not None:
            self.told(share, words)


SILENT = ProgressListener()
"""Nobody listens."""
