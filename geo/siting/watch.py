"""How a long run tells how far it is, and hears that nobody waits for it."""

from collections.abc import Callable
from typing import NamedTuple


class Watch(NamedTuple):
    """Two optional callbacks; both are called often and should be quick."""

    progress: Callable[[float, str], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def tell(self, share: float, words: str) -> None:
        """Report the share done (0 to 1) with words for the planner."""
        if self.progress is not None:
            self.progress(share, words)

    def stopped(self) -> bool:
        """Tell whether the caller gave up."""
        return self.cancelled is not None and self.cancelled()


SILENT = Watch()
"""Nobody listens, nobody gives up."""
