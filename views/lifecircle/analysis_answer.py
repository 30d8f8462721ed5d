"""What a case says about the question on the page, ready for map, words and tables."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.crs import to_lonlat
from geo.has_geometry import has_geometry
from geo.lifecircle.case import Case
from geo.lifecircle.gaps import MET, NEWLY, UNMET, GapResult
from geo.lifecircle.question import LifeCircleSettings
from geo.lifecircle.scores import missing, worst_first
from geo.lifecircle.services import matching
from views.lifecircle import cached_analysis

T = TypeVar("T")

_MOST_LACKING = 4


@dataclass(frozen=True, eq=False)
class LifeCircleAnswer(Case):
    """A case as the page shows it."""

    @property
    def reach_m(self) -> float:
        """Metres on foot of the chosen rule, 0 where all kinds are asked."""
        return 0.0 if self.rule is None else float(self.rule["radius_m"])

    def rows(self, result: GapResult) -> DataFrame:
        """Rows of the chosen rule, by demand id."""
        table = result.table
        return table[table["rule_id"] == self.settings.question.rule_id].set_index("demand_id")

    def services(self) -> GeoDataFrame:
        """Services of the chosen kind, or of every kind of the preset, with a place."""
        frame = self.supply.facilities_m
        terms = self.rules["matches"] if self.rule is None else [self.rule["matches"]]
        counted = np.any([matching(frame, matches).to_numpy() for matches in terms], axis=0)
        return frame[counted & has_geometry(frame).to_numpy()]

    def statuses(self) -> Series:
        """Status of each demand point for the chosen rule, newly met ones told apart."""
        now = self.rows(self.now)["status"].astype(str)
        if not self.settings.compares:
            return now
        before = self.rows(self.base)["status"].astype(str).reindex(now.index)
        return now.where((now != MET) | (before == MET), NEWLY)

    def lacks(self) -> Series:
        """How many required kinds each demand point lacks, as text; "" where none is evaluated."""
        scores = worst_first(self.now)
        counts = missing(self.now).map(len).clip(upper=_MOST_LACKING).astype(str)
        return counts.where(scores["evaluated"].reindex(counts.index) > 0, "")

    def points_ll(self) -> GeoDataFrame:
        """Demand points with `status` (one rule) or `lack` (all), EPSG:4326."""
        points = to_lonlat(self.demand_m)
        column = "lack" if self.rule is None else "status"
        values = self.lacks() if self.rule is None else self.statuses()
        return points.assign(**{column: values.reindex(points.index.astype(str)).to_numpy()})

    def counts(self) -> dict[str, int]:
        """Demand points by status of the chosen rule."""
        return {str(key): int(value) for key, value in self.statuses().value_counts().items()}

    def unmet(self) -> DataFrame:
        """Rows of the chosen rule that are not met, the farthest first."""
        rows = self.rows(self.now)
        return rows[rows["status"] == UNMET].sort_values("distance_m", ascending=False)


def answer(settings: LifeCircleSettings) -> LifeCircleAnswer:
    """Work the question out, or take it from what is remembered."""
    return LifeCircleAnswer(**vars(cached_analysis.parts().case(settings)))


def once(make: Callable[[LifeCircleAnswer], T]) -> Callable[[LifeCircleAnswer], T]:
    """Remember what an answer's question, ways and supply decide."""

    @wraps(make)
    def found(answer: LifeCircleAnswer) -> T:
        settings = answer.settings
        key = (settings.question, settings.ways, settings.supply)
        return cached_analysis.part(make.__name__, key, lambda: make(answer))

    return found
