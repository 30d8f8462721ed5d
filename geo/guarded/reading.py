"""What can be read of a file that was sent, each in a child; same answers as without one."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pandas import DataFrame

from geo.guarded import answers
from geo.guarded.children import INSIDE, pool
from geo.incoming.model import Asked, Choices, Incoming, Peek
from geo.incoming.reading import AS_FOUND
from geo.incoming.wanting import Sought, Wanted
from geo.network.build import TOLERANCE_M
from geo.network.graph import WalkNetwork
from geo.project_file.opening import OpenedProject
from geo.sandbox.asking import Sent, Task
from geo.sandbox.ceiling import PAGE, Ceiling
from geo.sandbox.codec import Classes
from geo.sandbox.watch import SILENT, Watch


class _Work(NamedTuple):
    """Classes that an answer may hold, and whether the work says how far it is."""

    built: Classes = answers.NONE
    tells: bool = False


__all__ = [
    "Asked", "By", "Sent",
    "layer", "network", "peek", "pool", "project", "read", "rules",
]  # fmt: skip

_WORKS = {
    "peeked": _Work(answers.PEEK),
    "read": _Work(answers.INCOMING, tells=True),
    "layer": _Work(answers.SOUGHT),
    "network": _Work(answers.NETWORK, tells=True),
    "rules": _Work(),
    "project": _Work(answers.PROJECT),
}
"""By the name of the function in `geo.guarded.inside`."""


class By(NamedTuple):
    """For whom a file is read.

    Parameters
    ----------
    owner
        Name of the session, "" for a command: one child serves one owner.
    ceiling
        What the reading may take.
    watch
        Told how far it is.
    """

    owner: str = ""
    ceiling: Ceiling = PAGE
    watch: Watch = SILENT


def peek(sent: Sent, asked: Asked, by: By) -> Peek:
    """Look at a file; see `geo.incoming.peeking.peek`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    seen: Peek = _call("peeked", sent, {"name": sent.name, "asked": asked}, by)
    return seen


def read(sent: Sent, asked: Asked, by: By) -> Incoming:
    """Read a layer; see `geo.incoming.reading.read`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    done: Incoming = _call("read", sent, {"name": sent.name, "asked": asked}, by)
    return done


def layer(sent: Sent, wanted: Wanted, asked: Asked, by: By) -> Sought:
    """Read the one layer that a piece of work needs; see `geo.incoming.wanting.read_one`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    found: Sought = _call("layer", sent, {"name": sent.name, "wanted": wanted, "asked": asked}, by)
    return found


def network(
    sent: Sent,
    by: By,
    choices: Choices = AS_FOUND,
    *,
    tolerance_m: float = TOLERANCE_M,
    lines: bool = True,
) -> WalkNetwork:
    """Read a walking network; see `geo.network.sources.read_network`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    asked = {"choices": choices, "tolerance_m": tolerance_m, "lines": lines}
    found: WalkNetwork = _call("network", sent, asked, by)
    return found


def rules(sent: Sent, by: By) -> DataFrame:
    """Read a table of the standard; see `geo.lifecircle.rules.parse_rules`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    table: DataFrame = _call("rules", sent, {"name": sent.name}, by)
    return table


def project(sent: Sent, by: By) -> OpenedProject:
    """Open a project file; see `geo.project_file.opening.open_project`.

    Raises
    ------
    DataError
        As there, or that a ceiling was met.
    """
    opened: OpenedProject = _call("project", sent, {}, by)
    return opened


def _call(name: str, sent: Sent, arguments: Mapping[str, Any], by: By) -> Any:  # noqa: ANN401
    work = _WORKS[name]
    told = "tell" if work.tells else ""
    task = Task(f"{INSIDE}:{name}", arguments, sent.name, work.built, told)
    return pool().call(task, {"path": sent}, owner=by.owner, ceiling=by.ceiling, watch=by.watch)
