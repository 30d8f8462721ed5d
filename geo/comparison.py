"""The same reach measured in several ways, side by side."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.distance import DistanceModel


class SideBySide(NamedTuple):
    """One reach by several models.

    `figures`: indexed by the models' names: label, area_m2 (of the area drawn), points (within
    reach). `distances_m`: (n, models) metres on foot by each, indexed as the points. `areas_m`:
    columns model, reach_m, geometry, METRIC.
    """

    figures: DataFrame
    distances_m: DataFrame
    areas_m: GeoDataFrame

    def only_by(self, one: str, other: str, reach_m: float) -> Series:
        """(n,) bools: within reach by the one model and not by the other."""
        near = self.distances_m <= reach_m
        return near[one] & ~near[other]


def side_by_side(
    points_m: GeoDataFrame,
    places_m: GeoDataFrame,
    reach_m: float,
    models: Mapping[str, DistanceModel],
) -> SideBySide:
    """Measure who is within a reach of any place, by each model.

    Parameters
    ----------
    points_m
        (n,) demand points, METRIC. May be empty.
    places_m
        (m,) facilities, METRIC. May be empty.
    reach_m
        Metres on foot, > 0.
    models
        Distance models by the names they are to carry.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If the reach is not a number above 0.
    """
    distances = DataFrame(
        {name: model.nearest(points_m, places_m) for name, model in models.items()},
        index=points_m.index,
    )
    areas = {name: model.area(places_m, [reach_m]) for name, model in models.items()}
    near = distances <= reach_m
    figures = DataFrame(
        {
            "label": [model.label for model in models.values()],
            "area_m2": [float(area.area.sum()) for area in areas.values()],
            "points": near.sum().to_numpy(),
        },
        index=list(models),
    )
    drawn = [
        area.assign(model=name)[["model", "reach_m", "geometry"]] for name, area in areas.items()
    ]
    return SideBySide(figures, distances, GeoDataFrame(pd.concat(drawn, ignore_index=True)))
