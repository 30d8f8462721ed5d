"""Capacities that the office reported serve the two-step floating catchment."""

import geopandas
import pandas as pd
import pytest
from shapely import Point, box

from geo.crs import METRIC
from geo.distance import StraightLine
from geo.lifecircle.catchment import Catchment, Decay, two_step
from geo.lifecircle.planned_capacity import REPORTED, planned_capacity

X, Y = 392_000.0, 3_168_000.0
NAN = float("nan")


@pytest.fixture
def projects():
    shapes = [Point(X, Y), box(X + 990, Y - 10, X + 1010, Y + 10), None, Point(X, Y), Point(X, Y)]
    told = {"name": list("甲乙丙丁戊"), "capacity": [600.0, 300.0, 900.0, NAN, 50.0]}
    return geopandas.GeoDataFrame(told, geometry=shapes, index=list("abcde"), crs=METRIC)


@pytest.fixture
def services():
    stages = ["小学", "小学", "小学", "小学", ""]
    kinds = ["学校"] * 4 + ["公园"]
    return pd.DataFrame({"kind": kinds, "stage": stages}, index=list("abcde"))


def test_only_what_is_placed_reported_chosen_and_asked_for_counts(projects, services):
    found = planned_capacity(projects, services, "abcde", "学校:小学")
    assert found[REPORTED].to_dict() == {"a": 600.0, "b": 300.0}
    assert set(found.geom_type) == {"Point"}
    assert list(planned_capacity(projects, services, "b", "学校:小学").index) == ["b"]
    for chosen, matches in (("", "学校:小学"), ("abcd", "学校:初中"), ("abcde", "")):
        assert planned_capacity(projects, services, chosen, matches).empty


def test_places_are_shared_among_those_in_reach(projects, services):
    estates = geopandas.GeoDataFrame(
        {"户数": [200.0, 100.0]}, geometry=[Point(X + 100, Y), Point(X + 900, Y)],
        index=["近", "远"], crs=METRIC,
    )  # fmt: skip
    found = planned_capacity(projects, services, "abcde", "学校:小学")
    asked = Catchment(500.0, "户数", REPORTED, Decay.UNIFORM)
    access = two_step(estates, found, StraightLine(), asked).access
    # each school is alone in reach of one estate: 600 / 200 households, 300 / 100
    assert access.to_dict() == {"近": 3.0, "远": 3.0}
