"""Siting questions made of arrays, and brute force over every choice of sites."""

from itertools import combinations

import numpy as np
import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import Point

from geo.nearest_places import Pairs
from geo.siting.problem import SiteProblem


def frame(number, letter):
    ids = Index([f"{letter}{n}" for n in range(number)], dtype="str")
    columns = {"name": ids.to_numpy()}
    return GeoDataFrame(columns, geometry=[Point(0, 0)] * number, index=ids, crs="EPSG:4548")


@pytest.fixture(scope="session")
def question():
    """Question from a (demand, candidates) matrix of metres; inf where out of reach."""

    def ask(metres, existing_m, weights, *, radius_m=50.0, k=1, cutoff_m=100.0):
        metres = np.asarray(metres, dtype=float)
        existing_m = np.asarray(existing_m, dtype=float)
        point, place = np.nonzero(metres <= max(radius_m, cutoff_m))
        return SiteProblem(
            demand_m=frame(len(existing_m), "d"),
            weights=np.asarray(weights, dtype=float),
            candidates_m=frame(metres.shape[1], "c"),
            covered=existing_m <= radius_m,
            existing_distance_m=existing_m,
            pairs=Pairs(point, place, metres[point, place]),
            radius_m=radius_m,
            cutoff_m=cutoff_m,
            k=k,
            label="手工距离",
        )

    return ask


def covered_by(metres, existing_m, weights, sites, radius_m):
    reached = np.min(metres[:, sites], axis=1, initial=np.inf) <= radius_m
    return weights[reached | (existing_m <= radius_m)].sum()


def walked_with(metres, existing_m, weights, sites, cutoff_m):
    nearest = np.minimum(existing_m, np.min(metres[:, sites], axis=1, initial=np.inf))
    return (weights * np.minimum(nearest, cutoff_m)).sum()


@pytest.fixture(scope="session")
def best_of_all():
    """(most weight covered, least walking) over all choices of k sites."""

    def search(metres, existing_m, weights, *, radius_m=50.0, k=1, cutoff_m=100.0):
        choices = [list(sites) for sites in combinations(range(metres.shape[1]), k)]
        given = metres, existing_m, weights
        return (
            max(covered_by(*given, sites, radius_m) for sites in choices),
            min(walked_with(*given, sites, cutoff_m) for sites in choices),
        )

    return search
