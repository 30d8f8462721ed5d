"""A work opened in a session: of the address, of the list, or again after it was let go."""

from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any, Final

import streamlit as st

from geo.errors import DataError
from geo.project_file import Project, dump
from geo.works.model import MOST_NAME, NOBODY, GoneError, Work
from planmap import __version__
from views import layer_registry, layer_store, project_files
from views.state import (
    lifecircle,
    monitoring,
    monitoring_boards,
    monitoring_timeline,
    plan_map,
)
from views.state.model import Key
from views.state.scan import SCAN
from views.works import desks, owner, place, scan_part
from views.works.saver import SAVER

PARAMETER: Final = "workid"
"""Of the address: id of a work, or of its read-only link."""

_PATIENCE_S: Final = 10.0
"""Longest wait for a work that is still being saved."""

_KEYS: Final[tuple[Key[Any], ...]] = (
    *plan_map.FILTER.values(),
    *plan_map.CLASSES.values(),
    plan_map.PLACED,
    plan_map.TEXT,
    plan_map.PALETTE,
    plan_map.BACKGROUND,
    plan_map.PANEL,
    lifecircle.STANDARD,
    lifecircle.RULE,
    lifecircle.METHOD,
    monitoring.SECTION,
    monitoring_boards.BY,
    monitoring_boards.YEAR,
    monitoring_timeline.BY,
)
_BOUND: Final = frozenset(key.name for key in _KEYS)
_BOUND_STARTS: Final = (plan_map.VISIBLE.prefix, plan_map.OPACITY.prefix)


def take_up() -> None:
    """Open what the address names where a session begins; else see what could be gone on with.

    Call before the choices of a project file are set (`project_files.apply_pending`).
    """
    desk = desks.mine()
    asked = st.query_params.get(PARAMETER, "")[:80]
    if not desk.begun:
        desk.begun = True
        _begin(desk, asked)
    elif is_let_go():
        _open(desk, desk.held.work, in_address)
    put_in_address(desk)


def put_in_address(desk: desks.Desk) -> None:
    """Let the address name the work of the session, or the link whose view it shows."""
    named = desk.held.work or (desk.viewed.share if desk.viewed else "") or ""
    if st.query_params.get(PARAMETER, "") == named:
        return
    if named:
        st.query_params[PARAMETER] = named
    else:
        del st.query_params[PARAMETER]


def open_work(work: str) -> None:
    """Open a work of the list in this session; what is open is saved before.

    Raises
    ------
    DataError
        If it is not there, is somebody else's, or cannot be opened.
    """
    desk = desks.mine()
    SAVER.flush(desk.held.work or "-", _PATIENCE_S)
    _read(desk, work, lambda _key: False)


def begin_empty() -> None:
    """Save what is open, and begin with nothing made; what the address says stays."""
    desk = desks.mine()
    SAVER.flush(desk.held.work or "-", _PATIENCE_S)
    project_files.take_in(dump(Project(__version__, "2000-01-01")).encode())
    desk.held, desk.viewed = desks.Held(), None


def open_or_say(work: str) -> None:
    """Open a work; why it cannot be is said on the page."""
    try:
        open_work(work)
    except DataError as error:
        project_files.say([str(error)])


def begin_copy() -> None:
    """Let what the page holds be a work of its own from its next save on."""
    desk = desks.mine()
    if desk.held.work:
        desk.held = desks.Held(name=f"{desk.held.name[: MOST_NAME - 3]} 副本")
    desk.viewed = None


def new_id() -> str:
    """Return an id that nobody can guess."""
    return token_urlsafe(18)


def in_address(key: str) -> bool:
    """Whether the address keeps a choice, which is then newer than the saved one."""
    if key.startswith(_BOUND_STARTS):
        return "own-" not in key
    return key in _BOUND


def is_let_go() -> bool:
    """Whether layers of this session were let go that its work has."""
    if not desks.mine().held.is_kept:
        return False
    network = lifecircle.NETWORK.get()
    tokens = [each.token for each in layer_registry.records()] + ([network] if network else [])
    tokens += [scanned["token"]] if (scanned := SCAN.get()) else []
    return not all(map(layer_store.holds, tokens))


def _begin(desk: desks.Desk, asked: str) -> None:
    if asked:
        _open(desk, asked, in_address)
        return
    mine = owner.here()
    if mine is not None:
        try:
            listed = place.works().of(mine.key)
        except DataError:  # the store is away: the list says so when it is asked for
            return
        desk.offered = next((each for each in listed if each.deleted is None), None)


def _open(desk: desks.Desk, work: str, passed_over: "project_files.PassedOver") -> None:
    try:
        _read(desk, work, passed_over)
    except DataError as error:
        desk.held = desks.Held()
        project_files.say([f"未能打开地址中的工作：{error}"])


def _read(desk: desks.Desk, work: str, passed_over: "project_files.PassedOver") -> None:
    SAVER.flush(work, _PATIENCE_S)
    found = place.works().read(work)
    known, mine = found.work, owner.here()
    if not found.viewed and not _is_of(known, mine):
        whose = f"是{known.owner_name}的" if known.owner_name else "是别人的"
        raise GoneError(f"这个工作{whose}，只有本人能打开；请本人在“我的工作”中分享只读链接")
    for key in [each for each in st.query_params if each.startswith(("on-own-", "alpha-own-"))]:
        del st.query_params[key]  # layers had other names then
    lost: list[str] = []
    taken = project_files.take_in(
        found.content,
        passed_over,
        lambda: scan_part.brought_or_said(found.scan, lost.append),
    )
    told = [*taken.told, *lost]
    if found.viewed:
        desk.held, desk.viewed, desk.offered = (
            desks.Held(name=f"{known.name[: MOST_NAME - 3]} 副本"),
            known,
            None,
        )
    else:
        desk.hold(known)
    project_files.say([f"已打开“{known.name}”，保存于 {when(known.saved)}。", *told])


def _is_of(work: Work, mine: owner.Owner | None) -> bool:
    return mine is not None and work.owner in (NOBODY, mine.key)


def when(moment: datetime) -> str:
    """Return a moment as people here tell it: the time alone where it is of today."""
    local = moment.astimezone()
    today = datetime.now(UTC).astimezone().date()
    day = "" if local.date() == today else f"{local.month}月{local.day}日 "
    year = "" if local.year == today.year else f"{local.year}年"
    return f"{year}{day}{local:%H:%M}"
