"""The work of a session handed to the saver whenever it has changed."""

from geo.errors import DataError
from geo.works.model import MOST_NAME
from views import project_files
from views.deferred_downloads import this_fragment
from views.state import work
from views.state.model import State
from views.works import desks, drafting, opening, owner
from views.works.saver import SAVER


def follow(state: State, mark: str) -> None:
    """Hand the work over if it is another than before; begin one where there is none yet.

    `mark` is that of the state (`views.state.work.mark`), "" where there is no work in it.
    """
    desk = desks.mine()
    desk.page = this_fragment()
    if project_files.OPENED.take():
        _opened(desk, mark)
    _hand(desk, state, mark)


def hand(state: State) -> None:
    """Do so from within a part of the page that runs by itself."""
    _hand(desks.mine(), state, work.mark(state))


def _hand(desk: desks.Desk, state: State, mark: str) -> None:
    held = desk.held
    if mark == held.mark or held.behind:
        return
    held.mark = mark
    mine = owner.here()
    if mine is None or not (mark or held.work):
        return
    try:
        snapshot = drafting.take(state)
    except DataError:  # a layer has gone; the panel 导入 says so
        held.mark = ""
        return
    if not held.work:
        held.name = (held.name or drafting.first_name(snapshot))[:MOST_NAME]
        held.work = opening.new_id()
        desk.offered = desk.viewed = None
        opening.put_in_address(desk)
    SAVER.hand(desk, mine, snapshot)


def is_kept() -> bool:
    """Whether what this session holds is saved, or is about to be."""
    held = desks.mine().held
    return owner.here() is not None and not (held.failure or held.behind)


def _opened(desk: desks.Desk, mark: str) -> None:
    """Take what was opened for saved; a file that somebody brought begins another work."""
    if project_files.FROM_FILE.take():
        desk.held, desk.viewed = desks.Held(), None
    else:
        desk.held.mark = desk.held.kept = mark
