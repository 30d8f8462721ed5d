"""收发表单 of the page 台账: which form goes out, and the filled one that was taken back."""

from typing import Final, NamedTuple

from geo.forms.comparison import FormComparison
from geo.forms.model import LEDGER, MONTHLY, SentForm
from views.state.model import Choice, Key, KeyFamily

_UNSAVED: Final = "还没有并入的填报表"
_ASKED: Final = "只是下载时的选择"

EVERYBODY: Final = ""
"""In the place of a unit: a form of all items."""

UNIT = Key("forms-unit", EVERYBODY, not_kept=_ASKED)
KIND = Choice[str]("forms-kind", (LEDGER, MONTHLY), not_kept=_ASKED)
YEAR = Key("forms-year", 0, not_kept=_ASKED)
MONTH = Key("forms-month", 0, not_kept=_ASKED)
FUNDS = Key("forms-funds", start=False, not_kept=_ASKED)


class FilledForm(NamedTuple):
    """A filled form: its file's name, what was read, how it compares, and with which ledger."""

    name: str
    sent: SentForm
    comparison: FormComparison
    edition: int


FORM = Key[FilledForm | None]("forms-in", None)
TURN = Key("forms-turn", 0)
WHY = Key("forms-why", "", not_kept=_UNSAVED)
MARKED = KeyFamily[bool | None]("forms-all-", None, not_kept=_UNSAVED)
"""Whether all or none of a verdict were marked last; None for those that nothing is said of."""

ROUND = KeyFamily("forms-round-", 0)
"""How often that was done: its table begins anew."""
