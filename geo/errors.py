"""The errors this project raises; each is also the builtin a caller would expect."""


class PlanMapError(Exception):
    """Root of every error raised on purpose."""


class DataError(PlanMapError, ValueError):
    """A value from outside is not usable; the message names it and says what to do."""


class ManyLayersError(DataError):
    """A file holds several layers, and which is meant is not said; `layers` are their names."""

    def __init__(self, message: str, layers: tuple[str, ...]) -> None:
        super().__init__(message)
        self.layers = layers


class MissingColumnError(DataError):
    """A table lacks a column it needs."""


class UnexpectedCRSError(DataError):
    """A frame is in another reference system than the function measures in."""
