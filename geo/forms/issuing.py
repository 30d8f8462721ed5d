"""Forms of a store: given out now, and taken back."""

from collections.abc import Iterator
from datetime import date, datetime

from geo.exporting.model import File
from geo.forms.bases import month_of
from geo.forms.comparing import compare_form
from geo.forms.comparison import FormComparison
from geo.forms.figures import Figures, figures_of
from geo.forms.making import FormRequest, all_forms, make_form
from geo.forms.model import SentForm, identity_of, last_day
from geo.plan_data import PlanData
from geo.store import PlanStore


def issue(store: PlanStore, asked: FormRequest, at: datetime) -> File:
    """Return a form of a store; raises as `geo.forms.making.make_form`, and for an odd month."""
    return make_form(known_of(store, store.read(), asked), asked, at, last_change(store))


def issue_all(store: PlanStore, asked: FormRequest, at: datetime) -> Iterator[File]:
    """Give the form of every unit; see `geo.forms.making.all_forms`."""
    yield from all_forms(known_of(store, store.read(), asked), asked, at, last_change(store))


def returned_form(store: PlanStore, form: SentForm) -> FormComparison:
    """Compare a filled form with a store; see `geo.forms.comparing.compare_form`."""
    return compare_form(form, figures_of(store, store.read(), month_day(form)), store.ledger)


def known_of(store: PlanStore, plan: PlanData, asked: FormRequest) -> Figures:
    """Return what a form tells: the figures of its month, else the present ones.

    `plan` is as it is now.
    """
    return figures_of(store, plan, last_day(asked.month) if asked.month else None)


def month_day(form: SentForm) -> date | None:
    """Return the last day of the month of a filled 月报, None for any other form."""
    month = month_of(identity_of(form.about))
    return last_day(month) if month else None


def last_change(store: PlanStore) -> tuple[int, str]:
    """Return number and uid of the ledger's last change, 0 and "" for none."""
    found = store.ledger.history(most=1) if store.ledger else []
    return (found[0].seq, found[0].uid) if found else (0, "")
