"""The work of a session as one file, and a session from such a file."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import DataError
from geo.lifecircle.rules import rules_csv
from geo.plan_data import PlanData
from geo.project_file import Project, dump, store_network
from geo.schema import FILTERED
from layers import LAYERS
from layers.features import features_of
from planmap import __version__
from views import access, imported_project, layer_registry, layer_store
from views.buffer_state import choices_of_origins
from views.filter_form import NO_ZONE
from views.lifecircle import layer_roles
from views.placing import scan
from views.reading_progress import waiting
from views.state import kept, placing, work
from views.state.lifecircle import NETWORK, RULES, RULES_TURN, USES
from views.state.model import Key, State, put, snapshot
from views.state.plan_map import CLASSES, FILTER, RING_ORIGINS, RINGS

if TYPE_CHECKING:
    from geo.guarded.reading import By
    from geo.project_file.opening import OpenedProject

OPENED = Key("project-opened", start=False)
"""A file was opened, and nothing has been done since."""

FROM_FILE = Key("project-from-file", start=False)
"""It was a file that somebody brought, and no work of this server."""

_PENDING = Key[dict[str, Any] | None]("project-choices", None)
_NOTES = Key[list[str]]("project-notes", [])
_MOST_NOTES = 50

_OWN = re.compile(r"(on|alpha)-own-")
"""Keys that name a layer by the token it had on another day; its record holds what they say."""


def save(state: State) -> str:
    """Return the work of a session as the text of a project file."""
    token = NETWORK.of(state)
    project = Project(
        app=__version__,
        saved=date.today().isoformat(),
        choices=kept.pick({**state, USES.name: layer_roles.numbered(state)}).values,
        layers=tuple(imported_project.stored(state)),
        networks=(store_network(layer_store.get(token)),) if token else (),
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
    saved, told = take_in(content)
    FROM_FILE.set(True)
    _NOTES.set([f"已打开 {saved} 保存的工程。", *told])


PassedOver = Callable[[str], bool]
"""Tells of a key whether what is opened leaves it as it is."""


class TakenIn(NamedTuple):
    """When what was opened was saved, and what is to be said of it."""

    saved: str
    told: list[str]


def take_in(
    content: bytes,
    passed_over: PassedOver = lambda _key: False,
    beside: Callable[[], dict[str, Any]] = dict,
) -> TakenIn:
    """Open the content of a project file for this session, as `open_file` does, silently.

    Choices of keys that are `passed_over` stay as they are; `beside` brings what no file holds.

    Raises
    ------
    DataError
        If it is not a project file, or damaged; the message names the place.
    """
    project, found, brought = _opened(content)
    notes = _shortened([*found.left_out, *brought.left_out, *project.warnings])
    notes += [each.note for each in project.networks if each.network is None]
    kept_networks = [each.network for each in project.networks if each.network is not None]
    network = layer_store.put(kept_networks[-1]) if kept_networks else ""
    try:
        own = imported_project.restore(brought.layers)
    except DataError:
        layer_store.drop(network)
        raise
    layer_store.drop(NETWORK.get())
    chosen = work.undone(snapshot()) | found.values
    chosen = {k: v for k, v in chosen.items() if not (_OWN.match(k) or passed_over(k))}
    tokens = [each.token for each in layer_registry.records()]
    notes += placing_words(chosen)
    own[USES.name] = layer_roles.named([*USES.of(chosen), *brought.uses], tokens)
    _PENDING.set(chosen | own | {NETWORK.name: network} | scan.dropped() | beside())
    OPENED.set(True)
    return TakenIn(project.saved, notes)


def placing_words(chosen: State) -> list[str]:
    """Say what is half done of placing in what was opened: the ledger does not have it."""
    edit = placing.EDIT.of(chosen)
    if edit:
        return [f"“{edit['title']}”落图画到一半的图形也在，尚未存入台账。"]
    typed = tuple(family.prefix for family in placing.TYPED)
    half = any(value for key, value in chosen.items() if key.startswith(typed))
    return ["“落图”里填了一半的内容也在，尚未存入台账。"] if half else []


def say(told: list[str]) -> None:
    """Have sentences said on the page that comes."""
    _NOTES.set([*_NOTES.get(), *told])


def _opened(
    content: bytes,
) -> "tuple[OpenedProject, kept.Checked, imported_project.RestoredLayers]":
    """Read a project file in a child; check here what only the page knows."""
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    with waiting("正在打开工程文件……") as by:
        project = guarded.project(guarded.Sent(content, "工程文件.json"), by)
        found, brought = kept.choices(project.choices), imported_project.restored(project.layers)
        rules = _rules(RULES.of(found.values), by)
    values = found.values | ({RULES.name: rules} if rules else {})
    return project, found._replace(values=values), brought


def _rules(text: str, by: "By") -> str:
    """Return the planner's table of rules as the app writes it; a child reads it."""
    from geo.guarded import reading as guarded  # noqa: PLC0415

    sent = guarded.Sent(text.encode(), f"项目文件 choices.{RULES.name}")
    return rules_csv(guarded.rules(sent, by)) if text else ""


def _shortened(told: list[str]) -> list[str]:
    rest = len(told) - _MOST_NOTES
    return [*told[:_MOST_NOTES], f"另有 {rest} 条"] if rest > 0 else told


def apply_pending(plan: PlanData) -> None:
    """Set what a project file chose; call before any widget of the page is drawn."""
    choices = _PENDING.take()
    if choices is None:
        return
    put(_fitting(plan, choices))
    RULES_TURN.set(RULES_TURN.get() + 1)


def notes() -> list[str]:
    """What opening a project file left to say; said once."""
    return _NOTES.take()


def _fitting(plan: PlanData, choices: dict[str, Any]) -> dict[str, Any]:
    """Choices that this plan can still offer; values it no longer has are left out."""
    projects = plan.projects
    known = {
        **{FILTER[each.name].name: set(projects[each.name]) for each in FILTERED},
        FILTER["zones"].name: {*plan.zones.index, NO_ZONE},
        **{
            CLASSES[spec.layer_id].name: set(features_of(plan, spec)[spec.class_column])
            for spec in LAYERS
            if spec.layer_id in CLASSES
        },
        RING_ORIGINS.name: set(choices_of_origins()),
    }
    fitted = dict(choices)
    for key, offered in known.items():
        if key in fitted:
            fitted[key] = [value for value in dict.fromkeys(fitted[key]) if value in offered]
    if rings := RINGS.of(fitted):
        tuples = {name: tuple(rings[name]) for name in ("origins", "walks_m")}
        fitted[RINGS.name] = rings | tuples
    return fitted


def refused(content: bytes) -> str:
    """Open a project file; return why it cannot be, "" where it can."""
    try:
        open_file(content)
    except DataError as error:
        return str(error)
    return ""
