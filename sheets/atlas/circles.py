"""How schools reach estates, as a planner chose it."""

from dataclasses import dataclass

from pandas import DataFrame

from geo.distance import DistanceModel
from geo.reach import Reach


@dataclass(frozen=True, eq=False)
class Circles:
    """The rings around schools and how distance is measured.

    Parameters
    ----------
    reach
        The rings, with where each comes from.
    model
        How distance is measured.
    plan_services
        From `geo.lifecircle.planned.load_plan_services`: which projects are schools.
    kinds
        Kinds of facilities that stand and get a page.
    """

    reach: Reach
    model: DistanceModel
    plan_services: DataFrame
    kinds: tuple[str, ...] = ("学校",)
