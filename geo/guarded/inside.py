"""What the children do: the readers, called with the path of what was sent. Never in the server."""

from pathlib import Path

from pandas import DataFrame

from geo.exchange.attachment_check import CheckedAttachment, check
from geo.exchange.carried_attachments import check_contents
from geo.exchange.change_file import ChangeFile
from geo.exchange.change_text import parsed
from geo.exchange.qgis_copy import QgisCopy, read_copy
from geo.forms.model import FormWanted, SentForm
from geo.forms.reading import read_form
from geo.importing import inspection, layer_reading
from geo.importing.layer_requirement import LayerRequirement, Sought, read_one
from geo.importing.model import Asked, Incoming, Peek, ReadingChoices
from geo.lifecircle.rules import parse_rules
from geo.network.graph import WalkNetwork
from geo.placing.scan_model import ScanPicture
from geo.placing.sent_places import SentPlaces, SentQuestion, read_places
from geo.progress import Progress
from geo.project_file.opening import OpenedProject, open_project


def peeked(path: Path, name: str, asked: Asked) -> Peek:
    """Look at a layer."""
    return inspection.peek(path, name, asked)


def read(path: Path, name: str, asked: Asked, tell: Progress) -> Incoming:
    """Read a layer, told in its stages."""
    return layer_reading.read(path, name, asked, tell)


def layer(path: Path, name: str, wanted: LayerRequirement, asked: Asked) -> Sought:
    """Read the one layer that a piece of work needs."""
    return read_one(path, name, wanted, asked)


def network(
    path: Path,
    choices: ReadingChoices,
    tolerance_m: float,
    lines: bool,
    tell: Progress,  # noqa: FBT001
) -> WalkNetwork:
    """Read a walking network."""
    from geo.network.network_sources import read_network  # noqa: PLC0415 - scipy, for networks alone

    return read_network(path, choices, tolerance_m=tolerance_m, lines=lines, progress=tell)


def rules(path: Path, name: str) -> DataFrame:
    """Read a table of the standard."""
    return parse_rules(path.read_bytes(), name)


def places(path: Path, name: str, question: SentQuestion) -> SentPlaces:
    """Read the places of a file."""
    return read_places(path, name, question)


def form(path: Path, name: str, wanted: FormWanted) -> SentForm:
    """Read a form that somebody filled in."""
    return read_form(path, name, wanted)


def changes(path: Path, name: str) -> ChangeFile:
    """Read a file of changes."""
    return check_contents(parsed(path.read_bytes(), name), name)


def attachment(path: Path, name: str) -> CheckedAttachment:
    """Say what an attachment is."""
    return check(path.read_bytes(), name)


def picture(path: Path, name: str) -> ScanPicture:
    """Make a scanned plan anew as a picture."""
    from geo.placing.scan_picture import read_picture  # noqa: PLC0415 - Pillow, for scans alone

    return read_picture(path, name)


def qgis_copy(path: Path, name: str) -> QgisCopy:
    """Read a copy that was edited in QGIS."""
    return read_copy(path.read_bytes(), name)


def project(path: Path) -> OpenedProject:
    """Open a project file."""
    return open_project(path.read_bytes())
