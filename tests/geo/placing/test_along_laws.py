"""Laws of a stretch along a road, and roads of the plan."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from geopandas import GeoSeries
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString
from shapely.ops import substring

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.ground import ground_of
from geo.placing.questions import AlongRoad, AtJunction
from geo.plan_data import load_plan

DATA = Path(__file__).parents[3] / "data"
BENDS = st.lists(st.integers(-60, 60), min_size=4, max_size=8)


@settings(max_examples=30)
@given(BENDS, st.lists(st.booleans(), min_size=8, max_size=8), st.booleans())
def test_a_road_in_pieces_drawn_any_way_gives_the_same(streets_made, bends, turned, swapped):
    """The whole road cut at its bends, each piece turned or not; cross streets at x 150 and 750."""
    streets, local = streets_made
    places = [(300 * at, bend) for at, bend in enumerate(bends)]
    pieces = [
        [end, start] if back else [start, end]
        for start, end, back in zip(places, places[1:], turned, strict=False)
    ]
    cross = {"甲": [(150, -200), (150, 200)], "乙": [(750, 200), (750, -200)]}
    ends = ("乙", "甲") if swapped else ("甲", "乙")
    found = answer(AlongRoad("路", *ends), streets({"路": pieces, **cross}))
    middle = [places[1], places[2]]
    first = (150, (bends[0] + bends[1]) / 2)
    last = (750, (bends[2] + bends[3]) / 2)
    wanted = LineString([first, *middle, last])
    assert local(found.geometry).hausdorff_distance(wanted) < 0.01
    assert found.gaps == ()


def test_along_an_arc_the_length_is_that_of_the_arc(streets, local):
    """A quarter of a circle of 500 m between two spokes at 30 and 60 degrees: 500 * pi / 6."""
    angles = np.radians(np.arange(0, 90.01, 0.5))
    arc = list(zip(500 * np.cos(angles), 500 * np.sin(angles), strict=True))
    spokes = {
        name: [(0, 0), (800 * np.cos(np.radians(at)), 800 * np.sin(np.radians(at)))]
        for name, at in (("甲", 30), ("乙", 60))
    }
    found = answer(AlongRoad("弧路", "甲", "乙"), streets({"弧路": arc, **spokes}))
    assert local(found.geometry).length == pytest.approx(500 * np.pi / 6, rel=1e-4)


@pytest.fixture(scope="module")
def plan_ground():
    return ground_of(load_plan(DATA))


def test_real_roads_between_two_others(plan_ground):
    """Each road that meets two others once: the stretch is what shapely cuts between them."""
    roads = [road for road in plan_ground.roads.values() if len(road.parts) == 1]
    done = 0
    for road in roads:
        line = road.parts[0]
        crossing = {
            other.name: line.intersection(other.shape)
            for other in roads
            if other is not road and line.intersection(other.shape).geom_type == "Point"
        }
        for one, other in combinations(crossing, 2):
            low, high = sorted(line.project(crossing[name]) for name in (one, other))
            if high - low < 100:
                continue
            found = answer(AlongRoad(road.name, one, other, tolerance_m=0), plan_ground)
            shape = to_metric(GeoSeries([found.geometry], crs=4326)).iloc[0]
            assert shape.hausdorff_distance(substring(line, low, high)) < 0.01
            at = answer(AtJunction(road.name, one, tolerance_m=0), plan_ground).geometry
            place = to_lonlat(GeoSeries([crossing[one]], crs=4548)).iloc[0]
            assert at.distance(place) < 1e-8
            done += 1
    assert done > 50


@pytest.mark.parametrize(
    "parts",
    [
        [[(0, 0), (500, 0)], [(500, 0), (990, 0)], [(500, 0), (500, 60)]],  # a fork beyond it
        [[(0, 0), (500, 0)], [(520, 0), (990, 0)]],  # a break beyond it
        [[(0, 0), (470, 0)], [(990, 0), (475, 0)], [(470, 0), (440, -40)]],  # both before it
    ],
)
def test_a_stretch_begins_at_the_junction_not_at_a_fork_or_break_nearby(streets, local, parts):
    cross = {"甲": [(480, -99), (480, 99)], "乙": [(900, -99), (900, 99)]}
    found = answer(AlongRoad("路", "甲", "乙"), streets({"路": parts, **cross}))
    assert local(found.geometry).equals(LineString([(480, 0), (900, 0)]))


def test_where_all_between_two_streets_is_a_gap_there_is_no_line(streets):
    parts = [[(0, 0), (300, 0)], [(700, 0), (990, 0)]]
    cross = {"甲": [(300, -99), (300, 99)], "乙": [(700, -99), (700, 99)]}
    with pytest.raises(DataError, match="路在这两路之间没有线位；请先补画"):
        answer(AlongRoad("路", "甲", "乙"), streets({"路": parts, **cross}))
