"""Which fields of an item a form offers, what they hold now, and what is wrong with what is typed.

All of it comes from `geo.schema`: a column that is described there stands in the form.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from geo.entering.values import read_value, text_of
from geo.errors import DataError
from geo.ledger import Value
from geo.ledger.values import same
from geo.overlay import PLACEMENT
from geo.overlay.checking import check_edit, writable
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.schema import Column
from views import cache
from views.state.ledger import Begun

_OF_SERVICES: Final = ("stage", "capacity")
"""Of items that are services alone."""


class Offered(NamedTuple):
    """Columns of a form: those that the office fills in, and those of the plan that it may mend."""

    own: tuple[Column, ...]
    plan: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all of them."""
        return tuple(each.name for each in (*self.own, *self.plan))


def offered(plan: PlanData, table: str, item: str) -> Offered:
    """Return the columns of an item's form; its place has a form of its own."""
    serves = table == "projects" and item in plan.services.index
    closed = _stated(plan, item) if serves else ()
    fields = [
        each
        for each in writable(table)
        if each.name not in (*PLACEMENT, *closed) and (serves or each.name not in _OF_SERVICES)
    ]
    own = tuple(each for each in fields if each.ledger)
    return Offered(own, tuple(each for each in fields if not each.ledger))


def _stated(plan: PlanData, item: str) -> tuple[str, ...]:
    """Fields of a service that the plan itself states: not to be filled in once more."""
    stage, own = plan.services.loc[item, "stage"], plan.projects.loc[item, "stage"]
    return ("stage",) if stage and stage != own else ()


def begun(plan: PlanData, table: str, item: str) -> Begun:
    """Return what the fields of an item hold now, and of which change each is."""
    fields = offered(plan, table, item).names
    return Begun(published_values(plan, table, item, fields), seen(table, item))


def seen(table: str, item: str) -> dict[str, int]:
    """Return by field the number of the change whose value the page shows; as published: none."""
    state = cache.states().get(table)
    if state is None or state.empty:
        return {}
    mine = state[state["item"] == item]
    return {str(field): int(seq) for field, seq in zip(mine["field"], mine["seq"], strict=True)}


class TypedValues(NamedTuple):
    """What is typed of the fields that do not stand as they began.

    `values` may be written as they are, unless `flaws` says by field what is wrong; `notes` says
    what became of what was typed.
    """

    values: dict[str, Value]
    flaws: dict[str, str]
    notes: dict[str, str]


def told(
    plan: PlanData, of: tuple[str, str], begun_with: Begun, typed: Mapping[str, str]
) -> TypedValues:
    """Return what is typed of an item, named by its table and id, each text read."""
    known = {each.name: each for each in _columns(plan, *of)}
    before = begun_with.values
    reads = {
        name: read_value(known[name], text)
        for name, text in typed.items()
        if text.strip() != text_of(before.get(name))
    }
    values = {
        name: read.value
        for name, read in reads.items()
        if read.wrong or not same(read.value, before.get(name))
    }
    wrong = {name: read.wrong for name, read in reads.items() if read.wrong}
    sound = {name: value for name, value in values.items() if name not in wrong}
    notes = {name: read.note for name, read in reads.items() if read.note}
    return TypedValues(values, {**flaws(plan, *of, sound), **wrong}, notes)


def _columns(plan: PlanData, table: str, item: str) -> tuple[Column, ...]:
    both = offered(plan, table, item)
    return (*both.own, *both.plan)


def in_groups(columns: Iterable[Column]) -> dict[str, list[Column]]:
    """Return columns by the heading of a form, that without one last."""
    found: dict[str, list[Column]] = {}
    for each in columns:
        found.setdefault(each.group, []).append(each)
    last = found.pop("", [])
    return {**found, "": last} if last else found


def flaws(plan: PlanData, table: str, item: str, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what is wrong by field, in words; empty where all may be written.

    A row that is being added is checked as a whole when it is written.
    """
    found: dict[str, str] = {}
    if item not in plan.rows(table).index:
        return found
    for name, value in values.items():
        try:
            check_edit(plan, table, item, {name: value})
        except DataError as error:
            found[name] = _without_name(str(error))
    return found


def _without_name(words: str) -> str:
    """A message without item and field, which stand above it."""
    return words.partition("：")[2] or words


def titles(columns: Iterable[Column]) -> dict[str, str]:
    """Return the label of each field, with its unit."""
    return {
        each.name: f"{each.title}（{each.unit}）" if each.unit else each.title for each in columns
    }
