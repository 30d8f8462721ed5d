"""Which state of the plan's data something was made of."""

from datetime import date
from hashlib import blake2b
from typing import NamedTuple


class Versions(NamedTuple):
    """Which edition of the folder, which state of the ledger (0 where it says nothing), told when.

    From day to day what a ledger says is another thing: more of it is overdue.
    """

    folder: int
    ledger: int
    day: date | None = None

    @property
    def number(self) -> int:
        """Number that is another one as soon as either is."""
        if not self.ledger:
            return self.folder
        told = f"{self.folder} {self.ledger} {self.day or ''}".encode()
        return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")
