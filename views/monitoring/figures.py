"""What the ledger's figures are for the page: read once for each state of it."""

from dataclasses import replace
from datetime import datetime

from geo.district import DISTRICT
from geo.filtering import Criteria
from geo.monitoring.held_series import HeldSeries
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import Standing, standing
from views import as_of, cache
from views.edition import STORE, by_edition
from views.state.monitoring_boards import YEAR

_HELD = HeldSeries("projects")
"""For all sessions: after a change only what is new is read."""


def moment() -> Moment:
    """Return the day that is looked at, the year whose plan is judged, and what was known."""
    day = cache.plan().day
    if day is None:
        day = datetime.now().astimezone().date()
    return Moment(day, int(YEAR.get()) if YEAR.get() else year_of_now(), as_of.at())


def year_of_now() -> int:
    """Return the year of the day that is looked at; the nearest of the plan's, where it has any."""
    day = cache.plan().day or datetime.now().astimezone().date()
    years = DISTRICT.plan.years
    return min(max(day.year, years[0]), years[-1]) if years else day.year


def of_all() -> Standing:
    """Return how all items stand."""
    return _standing(moment())


def of(criteria: Criteria, besides: str = "") -> Standing:
    """Return how those items stand that pass a filter, leaving out one criterion of it."""
    kept = cache.left(without(criteria, besides)).ids
    whole = of_all()
    return replace(whole, rows=whole.rows[whole.rows.index.isin(kept)])


def without(criteria: Criteria, field_: str) -> Criteria:
    """Return a filter without one criterion: a column, or `zones`."""
    if field_ == "zones":
        return replace(criteria, zones=())
    return replace(criteria, values=tuple(each for each in criteria.values if each[0] != field_))


@by_edition(most=8)
def _standing(at: Moment) -> Standing:
    return standing(cache.plan(), series(), at)


@by_edition()
def series() -> FigureSeries:
    """Return every entry of the plan's items, those too that a day looked at did not know."""
    return _HELD.read(STORE)
