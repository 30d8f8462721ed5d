"""Of the ledger at the page: forms that are open, what is typed in them, what of the history."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from geo.exchange.attachments import KeptFile
from geo.exchange.change_file import ChangeFile
from geo.exchange.qgis_return import Returned
from geo.ledger.model import Conflict, Edit, Value
from geo.project_file.checks import named, number, record, text, whole
from views.state.model import Choice, Key, KeyFamily

_UNSAVED: Final = "还没有保存的填报"
_LOOKED_AT: Final = "只是查看时的选择"


def plain_value(value: object, where: str) -> Value:
    """Value of a field, as a project file may hold it."""
    if value is None or isinstance(value, str):
        return None if value is None else str(text(20_000)(value, where))
    return float(number(-1e15, 1e15)(value, where))


class Begun(NamedTuple):
    """What a form began with: the values shown, and of which change each is."""

    values: Mapping[str, Value]
    seen: Mapping[str, int]


Source = Literal["entry", "placing", "history"]
"""Which form wrote: 填报, 落图, or 留痕 that takes back and puts back."""


class Clash(NamedTuple):
    """An edit that met other changes, with both values of each field."""

    edit: Edit
    conflicts: tuple[Conflict, ...]
    source: Source


ENTRIES = Key[dict[str, Begun]]("entry-forms", {})
"""Open forms, by table and id of their item."""

UNSAVED = Key[dict[str, dict[str, Any]]](
    "entry-unsaved",
    {},
    named(
        record(values=named(plain_value), seen=named(whole(0, 2**53)), typed=named(text(20_000)))
    ),
)
"""Forms in which something was typed, by table and id: what they began with, and what is typed."""

HELD = Key[dict[str, dict[str, Any]] | None]("entry-held", None)
"""The same as it was written here last: another one was opened with a work."""

TYPED = KeyFamily("entry-typed-", "", not_kept=_UNSAVED)
"""What stands in a form, by item and field; why and document among the fields."""

SEVERAL_UNITS = KeyFamily[list[str]]("entry-several-", [], not_kept=_UNSAVED)
"""Names chosen in a box of several units, by item and field; what is kept is their text."""

ADDED_FUNDS = KeyFamily[list[str]]("entry-funds-", [])
ADDED_FUND = KeyFamily[str | None]("entry-fund-", None, not_kept=_LOOKED_AT)
"""Sources of funds that a form shows besides those in use, by item; which one is being added."""

CLASH = Key[Clash | None]("ledger-clash", None)
CLASH_TAKES = KeyFamily[str | None]("ledger-take-", None, not_kept=_UNSAVED)
"""Whose value is taken, by field."""

SETTLED = Key[tuple[Source, str, str] | None]("ledger-settled", None)
"""Which form of which item, by table and id, was settled, for that form to close."""

ATTACHED = KeyFamily[list[KeptFile]]("attach-kept-", [])
"""What is kept and goes with the next act, by the place of its box."""

ATTACH_TURN = KeyFamily("attach-turn-", 0)
ATTACH_WRONG = KeyFamily("attach-wrong-", "")
WITHDRAWING = Key("attach-withdrawing", "")
"""Attachment whose withdrawal is about to be told why, by its uid."""

WITHDRAW_WHY = Key("attach-withdraw-why", "", not_kept=_UNSAVED)

DONE = Key("ledger-done", "")
"""What was written last, to be said once."""

ALL, CHOSEN, WAITING, EXCHANGE = SCOPES = ("全部", "所选", "待审", "交换")
SCOPE = Choice[str]("history-of", SCOPES, not_kept=_LOOKED_AT)
EVERYBODY: Final = "全部填报人"
PERSON = Key("history-by", EVERYBODY, not_kept=_LOOKED_AT)
EVER, TODAY, WEEK, MONTH, YEAR, DAYS = WHENS = (
    "全部时间", "今天", "近 7 天", "近 30 天", "今年", "选日期",
)  # fmt: skip
WHEN = Choice[str]("history-when", WHENS, not_kept=_LOOKED_AT)
FIRST_DAY = Key("history-from", "", not_kept=_LOOKED_AT)
LAST_DAY = Key("history-to", "", not_kept=_LOOKED_AT)
MOST = Key("history-most", 20)
"""Changes that are listed."""

Act = Literal["undo", "redo", "accept", "return"]


class Intent(NamedTuple):
    """What is about to be done to a change, while the word for it is asked."""

    seq: int
    act: Act


ASKED = Key[Intent | None]("history-asked", None)
WORD = KeyFamily("history-word-", "", not_kept=_UNSAVED)
"""The word for it, by change."""

AS_OF = Key[date | None]("as-of", None)
"""Day whose state is looked at, None for now."""

THEN_DAY = Key("as-of-day", "", not_kept=_LOOKED_AT)
THEN_STEP = Key("as-of-step", "", not_kept=_LOOKED_AT)
"""Where the slider of the days stands."""

THEN_TURN = Key("as-of-turn", 0)
"""How often a day was chosen: its box closes."""

COMPARED = Key("history-compared", 0)
"""Change whose place before and after the map shows, 0 for none."""


class Brought(NamedTuple):
    """A file that was brought: a copy of QGIS as it was compared, or a file of changes."""

    name: str
    copy: Returned | None = None
    file: ChangeFile | None = None


INCOMING = Key[Brought | None]("carry-in", None)
CARRY_TURN = Key("carry-turn", 0)
CARRY_WHY = Key("carry-why", "", not_kept=_UNSAVED)
DIFFERING = Key[list[str]]("carry-differing", [])
"""Names of the differences that are offered."""

ACCEPTED = KeyFamily("carry-accept-", start=False, not_kept=_UNSAVED)
"""Whether a difference is accepted, by its name."""

DECIDED = KeyFamily[str | None]("carry-decide-", None, not_kept=_UNSAVED)
"""Whose value a waiting conflict takes, by item and field."""

DECIDE_WHY = Key("carry-decide-why", "", not_kept=_UNSAVED)
