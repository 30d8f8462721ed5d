"""What is known of works, as plain frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from geo.errors import DataError
from geo.ledger.blobs import Packed

NOBODY: Final = ""
"""Owner of a work of somebody unknown: whoever holds its id; no list names it."""

MOST_NAME: Final = 60
"""Letters of a name."""

PartKind = Literal["layer", "network", "scan"]


class WorksLimits(NamedTuple):
    """How many works one owner may have, bytes of their project files, and how long they stay.

    Days count from when a work was last open; one that somebody has open never goes.
    """

    works: int = 200
    megabytes: float = 2000.0
    owned_days: int = 730
    nobodys_days: int = 14
    deleted_days: int = 30


class WorkPart(NamedTuple):
    """A layer or network: what stands before and after its features, and the name of these.

    `blob` is None where there are none. Of a scan `before` tells all but the picture, its `blob`.
    """

    kind: PartKind
    before: str
    after: str
    blob: str | None
    size: int = 0


@dataclass(frozen=True)
class Draft:
    """A work as it is to be saved.

    Parameters
    ----------
    work
        Its id, which nobody can guess.
    owner, owner_name
        Key of a person or of this machine (`NOBODY` for whoever holds the id), and what to call
        them.
    name
        What a new work is called; one that is there keeps its name.
    head
        How its project file begins (`geo.project_file.writing.head`).
    parts
        Layers, then networks, in their order, then the scan.
    new
        Contents that may not be kept yet.
    seen
        The version on which it rests, 0 for a new one.
    """

    work: str
    owner: str
    owner_name: str
    name: str
    head: str
    parts: tuple[WorkPart, ...]
    new: tuple[Packed, ...]
    seen: int


@dataclass(frozen=True)
class Work:
    """What a list says of a work; `size` is that of its project file in bytes."""

    work: str
    owner: str
    owner_name: str
    name: str
    version: int
    size: int
    made: datetime
    saved: datetime
    deleted: datetime | None = None
    share: str | None = None


class FoundScan(NamedTuple):
    """A scan that lies under the map: what is told of it as JSON, and its picture."""

    told: str
    content: bytes


class FoundWork(NamedTuple):
    """A work with the text of its project file; `viewed` where a read-only link led there.

    `scan`, which no project file holds, is None where there is none.
    """

    work: Work
    content: bytes
    viewed: bool
    scan: FoundScan | None = None


class GoneError(DataError):
    """There is no such work: it was deleted, or never was."""


class BehindError(DataError):
    """Somebody saved the work since it was opened here; `saved` is when."""

    def __init__(self, saved: datetime) -> None:
        super().__init__("此工作已在另一处改动并保存；这里的改动没有保存")
        self.saved = saved


DAY: Final = timedelta(days=1)
