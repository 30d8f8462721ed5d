"""How much of a project file is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes above which a file is refused.

    `brackets` are the lists and objects of the whole file, which take some 100 bytes of memory
    each; `features` are of all layers together; `cells` are attributes times features of a layer;
    `letters` are of one attribute.
    """

    megabytes: float = 100.0
    brackets: int = 8_000_000
    layers: int = 24
    features: int = 300_000
    columns: int = 200
    cells: int = 6_000_000
    letters: int = 100_000


USUAL = Limits()
"""Of the app."""
