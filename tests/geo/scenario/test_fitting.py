"""A scenario whose facilities are no longer all there."""

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.scenario.edits import Edit, Scenario, apply_edits
from geo.scenario.fitting import fitting

SPOT = {"lon": 115.92, "lat": 28.62}


@pytest.fixture
def facilities():
    columns = {"name": ["甲", "乙"], "kind": "幼儿园", "stage": "", "accuracy_m": 0.0}
    shapes = [Point(392_000, 3_168_000), Point(392_100, 3_168_000)]
    frame = GeoDataFrame(columns, geometry=shapes, index=["a", "b"], crs=4548)
    return frame.assign(origin="现状")


def test_edits_of_what_is_there_are_kept(facilities):
    edits = (
        Edit("停用", "a"),
        Edit("增加", "方案-1", name="新", kind="幼儿园", **SPOT),
        Edit("移动", "方案-1", **SPOT),
    )
    scenario = Scenario("甲", edits)
    assert fitting(scenario, facilities) == (scenario, ())


def test_edits_of_what_is_gone_are_told_apart(facilities):
    edits = (
        Edit("移动", "导入-1", **SPOT),
        Edit("停用", "a"),
        Edit("移动", "a", **SPOT),
        Edit("停用", "b"),
    )
    kept, left = fitting(Scenario("甲", edits), facilities)
    assert kept.edits == (edits[1], edits[3])
    assert left == (edits[0], edits[2])
    assert apply_edits(facilities, kept).empty


def test_no_facilities_and_no_edits(facilities):
    assert fitting(Scenario("甲"), facilities) == (Scenario("甲"), ())
    kept, left = fitting(Scenario("甲", (Edit("停用", "a"),)), facilities.iloc[:0])
    assert (kept.edits, len(left)) == ((), 1)
