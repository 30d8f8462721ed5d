"""The part of the plan that a report is about: the district, or a zone."""

from dataclasses import dataclass

import numpy as np
from geopandas import GeoDataFrame

from geo.filtering import apply
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers.features import with_derived_columns
from sheets.arguments import filter_words
from sheets.report.request import ReportRequest
from sheets.report.wording import clean
from sheets.request import Bounds, bounds_of


@dataclass(frozen=True, eq=False)
class Scope:
    """What a report is about; `zone` is "" for the district, `plan` is dressed.

    `projects`: those of the scope; of a zone, those placed that touch it. `unplaced`: all of the
    plan without a place, since none can be said to lie outside a zone. Both hold what passes the
    filter that `filter_text` tells, "" where none is in force.
    """

    plan: PlanData
    zone: str
    title: str
    zones: GeoDataFrame
    projects: GeoDataFrame
    unplaced: GeoDataFrame
    filter_text: str = ""

    @property
    def here(self) -> str:
        """Word for the scope in a sentence."""
        return "本分区" if self.zone else "全区"

    def extent_ll(self) -> Bounds:
        """West, south, east, north in degrees."""
        return bounds_of(self.zones if self.zone else self.plan.boundary)


def scope_of(request: ReportRequest) -> Scope:
    """Return what a report is about."""
    whole, zone = with_derived_columns(request.plan), request.zone_id()
    plan = whole.with_frames({"projects": apply(whole.projects, request.criteria)})
    there = has_geometry(plan.projects).to_numpy()
    touching = np.array([zone in each for each in plan.projects["zones_touched"]], dtype=bool)
    return Scope(
        plan=plan,
        zone=zone,
        title=clean(plan.zones["name"][zone]) if zone else "全区",
        zones=plan.zones.loc[[zone]] if zone else plan.zones,
        projects=plan.projects[touching] if zone else plan.projects,
        unplaced=plan.projects[~there],
        filter_text=clean(filter_words(request.criteria)),
    )
