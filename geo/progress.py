"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Called with the stage in Chinese words and the share of the whole work done, 0 to 1."""


def silent(_stage: str, _share: float) -> None:
    """Tell nobody."""
