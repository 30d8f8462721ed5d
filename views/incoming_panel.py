"""In: layers another office sends, and those that are there already."""

from typing import Final

from geo.plan_data import PlanData
from views import import_form, incoming_report, own_list

PLACE: Final = "in"


def show(plan: PlanData) -> None:
    """Draw the form, and the layers that are there already."""
    import_form.show(plan, import_form.Place(PLACE, lambda _: None))
    incoming_report.show(PLACE)
    own_list.show()
