"""The work of a session as one file, and a session from such a file."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.errors import DataError
from geo.plan_data import PlanData
from geo.project_file import Project, dump, pick, store_network
from geo.project_file.fields import NETWORK
from geo.schema import FILTERED
from layers import LAYERS
from layers.features import features_of
from planmap import __version__
from views import access, own_project, shelf
from views.circles import uses
from views.filter_keys import KEYS
from views.reading import waiting

if TYPE_CHECKING:
    from geo.project_file.opening import OpenedProject

_PENDING = "project-choices"
_NOTES = "project-notes"
OPENED = "project-opened"
"""Session key: a file was opened, and nothing has been done since."""

_OWN = re.compile(r"(on|alpha)-own-")
"""Keys that name a layer by the token it had on another day; its record holds what they say."""


def state() -> dict[str, Any]:
    """What the session holds, for `save`: a download runs where no session is."""
    return {str(key): value for key, value in st.session_state.items()}


def save(state: dict[str, Any]) -> str:
    """Return the work of a session as the text of a project file."""
    token = str(state.get(NETWORK) or "")
    project = Project(
        app=__version__,
        saved=date.today().isoformat(),
        choices=pick(state | {uses.KEY: uses.numbered(state)}).choices,
        layers=tuple(own_project.stored(state)),
        networks=(store_network(shelf.get(token)),) if token else (),
    )
    return dump(project)


@access.writing
def open_file(content: bytes) -> None:
    """Take a project file in; its choices are set before the next run draws its widgets.

    Raises
    ------
    DataError
        If it is not a project file, or damaged; the message names the place.
    """
    project = _opened(content)
    notes = list(project.warnings)
    own = own_project.restore(project.layers)
    network = ""
    for stored in project.networks:
        if stored.network is None:
            notes.append(stored.note)
        else:
            network = shelf.put(stored.network)
    kept = {key: value for key, value in project.choices.items() if not _OWN.match(key)}
    records = st.session_state["own-layers"]
    own[uses.KEY] = uses.named(kept.get(uses.KEY, []), [each["token"] for each in records])
    st.session_state[_PENDING] = kept | own | {NETWORK: network}
    st.session_state[OPENED] = True
    st.session_state[_NOTES] = [f"已打开 {project.saved} 保存的工程。", *notes]


def _opened(content: bytes) -> "OpenedProject":
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    with waiting("正在打开工程文件……") as by:
        return guarded.project(guarded.Sent(content, "工程文件.json"), by)


def apply_pending(plan: PlanData) -> None:
    """Set what a project file chose; call before any widget of the page is drawn."""
    choices = st.session_state.pop(_PENDING, None)
    if choices is None:
        return
    for key, value in _fitting(plan, choices).items():
        st.session_state[key] = value
    st.session_state["lc-rules-turn"] = st.session_state.get("lc-rules-turn", 0) + 1


def notes() -> list[str]:
    """What opening a project file left to say; said once."""
    told: list[str] = st.session_state.pop(_NOTES, [])
    return told


def _fitting(plan: PlanData, choices: dict[str, Any]) -> dict[str, Any]:
    """Choices that this plan can still offer; values it no longer has are left out."""
    projects = plan.projects
    known = {
        **{each.filter: set(projects[each.name]) for each in FILTERED},
        KEYS["zones"].key: set(plan.zones.index),
        **{
            spec.pick_key: set(features_of(plan, spec)[spec.class_column])
            for spec in LAYERS
            if spec.pick_key
        },
        "ring-origin": set(_origins()),
    }
    fitted = dict(choices)
    for key, offered in known.items():
        if key in fitted:
            fitted[key] = [value for value in fitted[key] if value in offered]
    if fitted.get("rings"):
        rings = fitted["rings"]
        tuples = {name: tuple(rings[name]) for name in ("origins", "walks_m")}
        fitted["rings"] = {**rings, **tuples}
    return fitted


def _origins() -> tuple[str, ...]:
    from views.ring_state import choices_of_origins  # noqa: PLC0415 - it imports the choices

    return choices_of_origins()


def refused(content: bytes) -> str:
    """Open a project file; return why it cannot be, "" where it can."""
    try:
        open_file(content)
    except DataError as error:
        return str(error)
    return ""
