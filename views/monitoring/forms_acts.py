"""What the page does with filled forms: read, compared, written by whoever may."""

from collections.abc import Sequence
from hashlib import sha256

from geo.forms.comparing import compare_form
from geo.forms.comparison import FormComparison, FormDifference
from geo.forms.figures import figures_of
from geo.forms.issuing import month_day
from geo.forms.merging import merge_form
from geo.forms.model import SentForm
from geo.ledger import Change
from views import cache, writer
from views.edition import STORE, ledger_edition, look_again
from views.ledger import acts
from views.reading_progress import waiting
from views.state.monitoring_forms import FilledForm


def read(content: bytes, name: str) -> FilledForm:
    """Read a filled form in a child, and compare it."""
    from geo.guarded import reading  # noqa: PLC0415 - readers are known when a file comes

    with waiting("正在读取填报表", sha256(content).hexdigest()[:16]) as by:
        return compared(name, reading.form(reading.Sent(content, name), by))


def compared(name: str, sent: SentForm) -> FilledForm:
    """Compare a form with the ledger as it is now."""
    edition = ledger_edition()
    known = figures_of(STORE, cache.plan(), month_day(sent))
    return FilledForm(name, sent, compare_form(sent, known, STORE.ledger), edition)


@writer.editing
def take(
    comparison: FormComparison, chosen: Sequence[FormDifference], why: str, document: str
) -> list[Change]:
    """Write what somebody accepts of a form, all or none.

    Raises
    ------
    ConflictError
        If a field was changed since the form was compared.
    UnchangedError
        If everything holds already.
    DataError
        If one may not be written.
    """
    made = merge_form(STORE, comparison, chosen, acts.told(why, document))
    look_again()
    return made
