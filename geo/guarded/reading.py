"""What can be read of a file that was sent, each in a child; same answers as without one.

Each raises the `DataError` of the function that it names, or one that tells that a ceiling was met.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pandas import DataFrame

from geo.exchange import change_file
from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.change_file import ChangeFile
from geo.exchange.qgis_copy import CopyRow, QgisCopy
from geo.forms import layout
from geo.forms.model import SENT, SentForm
from geo.guarded.children import INSIDE, pool
from geo.importing.layer_reading import AS_FOUND
from geo.importing.layer_requirement import LayerRequirement, Sought
from geo.importing.model import (  # fmt: skip
    Asked,
    CoordinateColumns,
    Guess,
    Incoming,
    Issue,
    Layer,
    Peek,
    ReadingChoices,
    RepairReport,
    Sample,
)
from geo.network.build import TOLERANCE_M
from geo.network.graph import BuildReport, WalkNetwork
from geo.placing.scan_model import ScanPicture
from geo.placing.sent_places import SentPlaces, SentQuestion
from geo.project_file.opening import OpenedLayer, OpenedNetwork, OpenedProject
from geo.sandbox.asking import Sent, Task
from geo.sandbox.ceiling import PAGE, Ceiling
from geo.sandbox.codec import classes
from geo.sandbox.progress import SILENT, ProgressListener

__all__ = [
    "Asked", "By", "Sent",
    "attachment", "changes", "form", "layer", "network", "peek", "places", "pool", "project",
    "qgis_copy", "read", "rules",
]  # fmt: skip

_INCOMING = (Incoming, RepairReport, Issue, ReadingChoices, CoordinateColumns)
_NETWORK = (WalkNetwork, BuildReport)
_ANSWERS = {
    "peeked": classes(Peek, Layer, Sample, Guess, ReadingChoices, CoordinateColumns),
    "read": classes(*_INCOMING),
    "layer": classes(Sought, *_INCOMING),
    "network": classes(*_NETWORK),
    "rules": classes(),
    "places": classes(SentPlaces),
    "attachment": classes(CheckedAttachment),
    "form": classes(*SENT),
    "changes": classes(*change_file.CARRIED),
    "picture": classes(ScanPicture),
    "qgis_copy": classes(QgisCopy, CopyRow),
    "project": classes(OpenedProject, OpenedLayer, OpenedNetwork, *_NETWORK),
}
"""Classes that an answer may hold, by the name of the function in `geo.guarded.inside`."""

_TELLING = ("read", "network")
"""Functions that say how far they are."""


class By(NamedTuple):
    """For whom a file is read: a session's name, what it may take, who is told how far it is.

    `owner` is "" for a command: one child serves one owner.
    """

    owner: str = ""
    ceiling: Ceiling = PAGE
    watch: ProgressListener = SILENT


def peek(sent: Sent, asked: Asked, by: By) -> Peek:
    """Look at a file; see `geo.importing.inspection.peek`."""
    seen: Peek = _call("peeked", sent, {"name": sent.name, "asked": asked}, by)
    return seen


def read(sent: Sent, asked: Asked, by: By) -> Incoming:
    """Read a layer; see `geo.importing.layer_reading.read`."""
    done: Incoming = _call("read", sent, {"name": sent.name, "asked": asked}, by)
    return done


def layer(sent: Sent, wanted: LayerRequirement, asked: Asked, by: By) -> Sought:
    """Read the one layer that work needs; see `geo.importing.layer_requirement.read_one`."""
    found: Sought = _call("layer", sent, {"name": sent.name, "wanted": wanted, "asked": asked}, by)
    return found


def network(
    sent: Sent,
    by: By,
    choices: ReadingChoices = AS_FOUND,
    *,
    tolerance_m: float = TOLERANCE_M,
    lines: bool = True,
) -> WalkNetwork:
    """Read a walking network; see `geo.network.network_sources.read_network`."""
    asked = {"choices": choices, "tolerance_m": tolerance_m, "lines": lines}
    found: WalkNetwork = _call("network", sent, asked, by)
    return found


def rules(sent: Sent, by: By) -> DataFrame:
    """Read a table of the standard; see `geo.lifecircle.rules.parse_rules`."""
    table: DataFrame = _call("rules", sent, {"name": sent.name}, by)
    return table


def places(sent: Sent, question: SentQuestion, by: By) -> SentPlaces:
    """Read the places of a file; see `geo.placing.sent_places.read_places`."""
    found: SentPlaces = _call("places", sent, {"name": sent.name, "question": question}, by)
    return found


def attachment(sent: Sent, by: By) -> CheckedAttachment:
    """Say what an attachment is; see `geo.exchange.attachment_check.check`."""
    told: CheckedAttachment = _call("attachment", sent, {"name": sent.name}, by)
    return told


def form(sent: Sent, by: By) -> SentForm:
    """Read a form that somebody filled in; see `geo.forms.reading.read_form`."""
    wanted = layout.wanted()
    filled: SentForm = _call("form", sent, {"name": sent.name, "wanted": wanted}, by)
    return filled


def changes(sent: Sent, by: By) -> ChangeFile:
    """Read a file of changes; see `geo.exchange.change_text.parsed`."""
    told: ChangeFile = _call("changes", sent, {"name": sent.name}, by)
    return told


def picture(sent: Sent, by: By) -> ScanPicture:
    """Make a scanned plan anew; see `geo.placing.scan_picture.read_picture`."""
    made: ScanPicture = _call("picture", sent, {"name": sent.name}, by)
    return made


def qgis_copy(sent: Sent, by: By) -> QgisCopy:
    """Read a copy that was edited in QGIS; see `geo.exchange.qgis_copy.read_copy`."""
    copy: QgisCopy = _call("qgis_copy", sent, {"name": sent.name}, by)
    return copy


def project(sent: Sent, by: By) -> OpenedProject:
    """Open a project file; see `geo.project_file.opening.open_project`."""
    opened: OpenedProject = _call("project", sent, {}, by)
    return opened


def _call(name: str, sent: Sent, arguments: Mapping[str, Any], by: By) -> Any:  # noqa: ANN401
    told = "tell" if name in _TELLING else ""
    task = Task(f"{INSIDE}:{name}", arguments, sent.name, _ANSWERS[name], told)
    return pool().call(task, {"path": sent}, owner=by.owner, ceiling=by.ceiling, watch=by.watch)
