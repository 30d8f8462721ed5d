"""某日的状态: a session may look at the plan as its ledger stood at the end of a day, and no more.

Everything on its pages follows: `views.edition` tells editions of then from those of now, and
`views.writer` lets nobody write.
"""

from datetime import UTC, date, datetime, time, timedelta

from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.plan_data import PlanData
from views.local_time import zone
from views.state.ledger import AS_OF


def day() -> date | None:
    """Return the day that is looked at, None for now; where no session is, now."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return AS_OF.get()


def at() -> datetime | None:
    """Return the end of that day on the reader's clock, None for now."""
    chosen = day()
    if chosen is None:
        return None
    return datetime.combine(chosen + timedelta(days=1), time(), zone()).astimezone(UTC)


def words() -> str:
    """Return what has to be said of everything that is shown of a day of the past, "" for now."""
    chosen = day()
    return f"台账截至 {chosen.isoformat()}" if chosen else ""


def told(plan: PlanData) -> str:
    """Return to which day the ledger of a plan is told, in words; "" where it says nothing."""
    return words() or plan.ledger_words


def back() -> None:
    """Look at the plan as it is now."""
    AS_OF.drop()
