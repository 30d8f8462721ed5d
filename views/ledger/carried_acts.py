"""What comes in from elsewhere is written by these alone, which ask at that moment who may."""

from collections.abc import Sequence

from geo.exchange.accepting import accept
from geo.exchange.change_file import ChangeFile
from geo.exchange.comparing import Difference
from geo.exchange.conflicts import OpenConflict
from geo.exchange.deciding import decide
from geo.exchange.taking import Taken, take
from geo.ledger import Change
from views import writer
from views.access_settings import settings
from views.edition import STORE, look_again
from views.ledger import acts


@writer.editing
def accept_differences(differences: Sequence[Difference], why: str) -> list[Change]:
    """Write theirs of the differences, all or none.

    Raises
    ------
    DataError
        If ours is no longer what was shown, or a value may not be written.
    """
    made = accept(STORE, differences, acts.told(why))
    look_again()
    return made


@writer.administering
def take_in(file: ChangeFile, why: str) -> Taken:
    """Take in a file of changes of another store.

    Raises
    ------
    DataError
        If it is of another plan, or the store refuses.
    """
    taken = take(STORE, file, acts.told(why), others_only=settings().others_only)
    look_again()
    return taken


@writer.administering
def decide_conflicts(
    theirs: Sequence[OpenConflict], ours: Sequence[OpenConflict], why: str
) -> list[Change]:
    """Decide conflicts of carried changes: theirs are taken, ours are kept.

    Raises
    ------
    DataError
        If something has changed since they were shown.
    """
    act = acts.told(why)
    made = decide(STORE, theirs, "theirs", act) if theirs else []
    if ours:
        decide(STORE, ours, "ours", act)
    look_again()
    return made
