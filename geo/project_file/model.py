"""What a project file holds, as plain data, and how much of one is read."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

FORMAT = "qingyunpu-plan-map-project"
"""Says of a file that it is one of ours."""

VERSION = 1
"""Of the layout that is written."""

MOST_LETTERS = 200
"""Of the name of a column."""

Role = Literal["layer", "demand", "capacity", "candidates", "network"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a layer is used for: shown, demand, services with a capacity, sites, edges of a network."""

Kind = Literal["text", "integer", "number", "yesno", "time", "instant"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Types of an attribute; `time` has no zone, `instant` is UTC, both to the microsecond."""


@dataclass(frozen=True)
class ProjectLimits:
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


USUAL = ProjectLimits()
"""Of the app."""


class StoredColumn(NamedTuple):
    """An attribute and its type."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class StoredLayer:
    """A layer as text; `geo.project_file.store` makes it, `frame_of` gives the frame back.

    Parameters
    ----------
    name
        What the planner calls it: words, never a path.
    role
        What it is used for.
    source
        Chinese words on where it comes from: file, reference system, datum, what was shifted.
    index
        Name ("" for none) and type (text or integer) of the ids.
    columns
        Attributes in their order.
    features
        GeoJSON features, one text each, WGS 84 longitude and latitude; geometry may be null.
    look
        How it is drawn: plain values by name, whose meaning the page knows. May be empty.
    """

    name: str
    role: Role
    source: str
    index: StoredColumn
    columns: tuple[StoredColumn, ...]
    features: tuple[str, ...]
    look: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredNetwork:
    """A walking network, or its name alone where it was left out.

    Parameters
    ----------
    label
        Words that stand beside every figure made with it.
    note
        Why it was left out and what to do; "" where it is there.
    lines
        Edges with their node numbers; None where left out.
    lines_read, tolerance_m, dropped
        How it was made: lines of the source, metres, lines left out by reason.
    """

    label: str
    note: str = ""
    lines: StoredLayer | None = None
    lines_read: int = 0
    tolerance_m: float = 1.0
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Project:
    """The whole state of a planner's work.

    Parameters
    ----------
    app
        Version of the app that wrote it.
    saved
        Day it was written, ISO 8601.
    choices
        Plain values by key of the session, whose meaning the page knows.
    layers, networks
        What the planner brought. May be empty.
    warnings
        Chinese sentences on what was left out or mended on reading; not written.
    """

    app: str
    saved: str
    choices: dict[str, Any] = field(default_factory=dict)
    layers: tuple[StoredLayer, ...] = ()
    networks: tuple[StoredNetwork, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
