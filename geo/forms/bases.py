"""What a form was given out with: each value by the change that its hidden sheet names."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from geo.district import DISTRICT
from geo.errors import DataError
from geo.forms.figures import Figures
from geo.forms.model import MONTHLY, FormIdentity, SentForm, identity_of
from geo.ledger import Change, Ledger
from geo.ledger.model import Value

_LOST = "按台账现值对照，发表后别人改过的看不出来；请逐条核对"


class Base(NamedTuple):
    """A value that stood in a form; `known` tells whether that can be said."""

    value: Value
    known: bool = True


class Bases:
    """Bases of a form's cells, as far as its hidden sheet and the ledger agree.

    Parameters
    ----------
    form
        As it was read.
    known
        What the ledger says now.
    ledger
        None where there is none.

    Raises
    ------
    DataError
        If the form is of another plan.
    """

    def __init__(self, form: SentForm, known: Figures, ledger: Ledger | None) -> None:
        self._seen, self._known, self._ledger = form.seen, known, ledger
        self.identity = identity_of(form.about)
        self._changes: dict[int, Change | None] = {}
        self.forged: list[str] = []
        plan = form.about.get("plan", "")
        if plan and plan != DISTRICT.plan.title:
            raise DataError(f"表格属于另一份规划（{plan[:60]}）；请核对文件")
        self.note = self._trouble(intact=form.intact)
        self.trusted = not self.note

    def _trouble(self, *, intact: bool) -> str:
        """Why nothing can be said of what the form was given out with, "" where it can."""
        if self.identity is None:
            return f"表格的身份（隐藏的工作表）已丢失，不知发给谁、何时发出；{_LOST}"
        if not intact:
            return f"表格的身份（隐藏的工作表）被改动过；{_LOST}"
        if self.identity.change:
            found = self._change(self.identity.change)
            if found is None or found.uid != self.identity.uid:
                return f"表格不是从本台账发出的，或台账后来从备份恢复；{_LOST}"
        return ""

    @cached_property
    def items(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """Items that the form was given out with, by table; nothing where that is not known."""
        return self._seen if self.trusted else {}

    def of(self, table: str, item: str, field: str) -> Base:
        """Return what stood in a cell; what the ledger says now where nothing is known of it."""
        figure = self._known.figure(table, item, field)
        if not self.trusted or item not in self.items.get(table, {}):
            return Base(figure.value, known=False)
        seq = self.items[table][item].get(field, 0)
        if seq == figure.seq:
            return Base(figure.value)
        if not seq:
            return Base(None)
        change = self._change(seq)
        told = {} if change is None else {each.field: each.after for each in change.fields}
        if change is None or (change.table, change.item) != (table, item) or field not in told:
            self.forged.append(item)
            return Base(figure.value, known=False)
        return Base(told[field])

    def _change(self, seq: int) -> Change | None:
        if seq not in self._changes:
            try:
                self._changes[seq] = self._ledger.change(seq) if self._ledger else None
            except DataError:
                self._changes[seq] = None
        return self._changes[seq]


def month_of(identity: FormIdentity | None) -> str:
    """Return the month of a 月报, "" for any other form."""
    return identity.month if identity and identity.kind == MONTHLY else ""
