"""An office adds roads to the reference lines; the plan's own words then find a place."""

from pathlib import Path

import pandas as pd
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import LineString, box

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.ground import NamedFeatures, ground_of
from geo.placing.plan_words import proposals
from geo.plan_data import load_plan

DATA = Path(__file__).parents[3] / "data"
ADDED = {
    "昌安路": [(115.9290, 28.6180), (115.9520, 28.6185)],
    "溪桥南路": [(115.9290, 28.6230), (115.9520, 28.6235)],
    "高新大道": [(115.9470, 28.6100), (115.9475, 28.6300)],
}
"""Where these roads run is not known: they are drawn across the one that is, for the test."""


@pytest.fixture(scope="module")
def plan():
    return load_plan(DATA)


@pytest.fixture(scope="module")
def added():
    told = {
        "name": list(ADDED),
        "grade": "C",
        "basis": "某局来函",
        "accuracy_m": 30,
        "source": "函",
    }
    ids = pd.Index([f"n{at}" for at in range(3)], name="road_id")
    lines = [LineString(each) for each in ADDED.values()]
    return GeoDataFrame(told, geometry=lines, index=ids, crs="EPSG:4326")


def park_of(plan):
    (row,) = plan.projects.index[plan.projects["name"] == "城南体育公园"]
    return plan.projects.loc[row, "location"]


def test_missing_roads_are_told_then_added_and_bound_the_park(plan, added):
    before = ground_of(plan)
    (proposal,) = proposals(park_of(plan), before)
    assert proposal.lacking == tuple(f"参考线中没有道路“{name}”" for name in ADDED)
    with pytest.raises(DataError, match="没有道路“昌安路”.*先把这条路补入主要道路"):
        answer(proposal.question, before)
    roads = GeoDataFrame(pd.concat([plan.roads, added]), crs=plan.roads.crs)
    after = ground_of(plan.with_frames({"roads": roads}))
    (proposal,) = proposals(park_of(plan), after)
    assert proposal.lacking == ()
    found = answer(proposal.question, after, "城南体育公园")
    assert found.geometry.is_valid
    assert found.accuracy_m == 60  # of 佛塔路
    assert found.warnings == ()
    assert box(115.930, 28.6179, 115.948, 28.6236).contains(found.geometry)
    edge = found.geometry.exterior
    used = [LineString(each) for each in ADDED.values()]
    used += list(plan.roads.geometry[plan.roads["name"] == "佛塔路"])
    assert edge.difference(shapely.union_all(used).buffer(1e-6)).is_empty


def test_a_layer_of_ones_own_adds_roads_too(plan, added):
    own = NamedFeatures("来函道路", added.to_crs("EPSG:4548"))
    ground = ground_of(plan, [own])
    found = answer(proposals(park_of(plan), ground)[0].question, ground)
    assert "线位据来函道路、主要道路：" in found.basis
    assert {part.layer for part in found.parts} == {"来函道路", "主要道路"}
