"""The plan with the words its cards and tables show, worked out once when it is read."""

from geo.crs import to_metric
from geo.derived import with_derived
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES


def dressed(plan: PlanData) -> PlanData:
    """Return the plan with the columns that its tables derive (`geo.derived`)."""
    zones_m = to_metric(plan.zones)
    frames = {
        name: with_derived(frame, PLAN_TABLES[name], zones_m)
        for name, frame in plan.frames().items()
    }
    return plan.with_frames(frames)
