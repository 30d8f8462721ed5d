"""Why work in a child did not come to its end."""

from typing import Literal

from geo.errors import DataError

Why = Literal["died", "memory", "time", "answer", "busy", "unforeseen"]


class WorkEndedError(DataError):
    """A bound was met, the child died, or others kept all children busy; `why` says which."""

    def __init__(self, message: str, why: Why) -> None:
        super().__init__(message)
        self.why: Why = why
