"""Differences of a form that somebody accepts, written into the ledger: all of them or none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from geo.errors import DataError
from geo.forms.bases import month_of
from geo.forms.comparison import UNREAD, FormComparison, FormDifference
from geo.forms.model import ITEMS, REPORT_DAY, last_day
from geo.ledger import Act, Change, Edit
from geo.ledger.model import Value
from geo.store import PlanStore

Of = tuple[str, str]


def usual_why(comparison: FormComparison) -> str:
    """Return why a form is merged, where nobody says it otherwise."""
    return comparison.identity.description if comparison.identity else "并入填报表"


def merge_form(
    store: PlanStore, comparison: FormComparison, chosen: Iterable[FormDifference], act: Act
) -> list[Change]:
    """Write what cells of a form say, as one transaction; return the changes.

    Figures of a 月报 belong to the last day of its month; each item that has a row in it is marked
    as reported, also where nothing is new. What the ledger knows of a later day stays its last
    word (`geo.ledger.Ledger.write_all`); matters are as they are told last. A form that comes twice
    changes nothing.

    Parameters
    ----------
    store
        Where to.
    comparison
        As it was shown.
    chosen
        Differences of it that a person accepts; of a new matter one stands for all.
    act
        Who, when, why, by which document.

    Raises
    ------
    ConflictError
        If a field was changed since the form was compared.
    DataError
        If one cannot be read, or may not be written, or there is nothing to write.
    """
    told: dict[Of, list[FormDifference]] = defaultdict(list)
    for each in _whole(comparison, chosen):
        if each.verdict == UNREAD:
            raise DataError(f"{each.cell} 读不懂，不能采纳：{each.wrong}")
        told[each.table, each.item].append(each)
    reporting = dict(comparison.reporting)
    for item in reporting:  # also those of which nothing is new
        told.setdefault((ITEMS, item), [])
    if not told:
        raise DataError("没有选定要采纳的差异")
    month = month_of(comparison.identity)
    of_month = act._replace(as_of=last_day(month)) if month else act
    edits = [
        edit
        for of, differences in told.items()
        for edit in _edits(of, differences, of_month if of[0] == ITEMS else act, reporting)
    ]
    return store.write_all(edits, kind="merge")


def _edits(
    of: Of, told: Sequence[FormDifference], act: Act, reporting: Mapping[str, int]
) -> Iterator[Edit]:
    """Give what is written of one item: as a rule one edit."""
    values: dict[str, Value] = {each.field: each.theirs for each in told}
    seen = {each.field: each.seq for each in told}
    if of[0] == ITEMS and of[1] in reporting and act.as_of:
        values[REPORT_DAY], seen[REPORT_DAY] = act.as_of.isoformat(), reporting[of[1]]
    if values:
        yield Edit(*of, values, act, seen)


def _whole(
    comparison: FormComparison, chosen: Iterable[FormDifference]
) -> Iterator[FormDifference]:
    """What is chosen, new matters with all of their fields."""
    picked = list(chosen)
    new = {(each.table, each.item) for each in picked if each.is_new}
    yield from (each for each in picked if not each.is_new)
    yield from (each for each in comparison.differences if (each.table, each.item) in new)
