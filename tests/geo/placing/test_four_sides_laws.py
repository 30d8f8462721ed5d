"""四至: laws, and the roads of the plan."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopandas import GeoSeries
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon

from geo.crs import to_metric
from geo.placing.answering import answer
from geo.placing.ground import ground_of
from geo.placing.questions import BoundedBy, BoundSide
from geo.plan_data import load_plan

DATA = Path(__file__).parents[3] / "data"


def bounded(*names):
    return BoundedBy(tuple(map(BoundSide, names)))


SHIFT = st.integers(-120, 120)


@settings(max_examples=25)
@given(st.lists(SHIFT, min_size=8, max_size=8), st.permutations(range(4)), st.booleans())
def test_the_edge_lies_on_the_roads_in_any_order_and_direction(streets_made, shifts, order, turned):
    """A block with slanting sides; its corners are worked out by the crossing of two lines."""
    a, b, c, d, e, f, g, h = shifts
    drawn = {
        "南": [(-500, a), (1500, b)],
        "北": [(-500, 900 + c), (1500, 900 + d)],
        "西": [(e, -500), (f, 1500)],
        "东": [(1000 + g, -500), (1000 + h, 1500)],
    }
    if turned:
        drawn = {name: places[::-1] for name, places in drawn.items()}
    ground, local = streets_made
    names = list(drawn)
    found = local(answer(bounded(*(names[at] for at in order)), ground(drawn)).geometry)
    corners = [crossing(drawn[x], drawn[y]) for x in ("南", "北") for y in ("西", "东")]
    wanted = Polygon([corners[0], corners[1], corners[3], corners[2]])
    assert found.symmetric_difference(wanted).area < 0.01 * found.length


def crossing(one, other):
    """Where two lines cross, by Cramer's rule."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    left = np.array([[bx - ax, cx - dx], [by - ay, cy - dy]])
    step = np.linalg.solve(left, [cx - ax, cy - ay])[0]
    return ax + step * (bx - ax), ay + step * (by - ay)


def is_round(four, meet):
    """Whether each of four meets two others."""
    pairs = meet & set(combinations(four, 2))
    return all(sum(name in pair for pair in pairs) == 2 for name in four)


@pytest.fixture(scope="module")
def plan_ground():
    return ground_of(load_plan(DATA))


def test_real_roads_bound_blocks_that_lie_on_them(plan_ground):
    """Of all sets of four whole roads that cross each other in a round, each bounds a block."""
    names = [road.name for road in plan_ground.roads.values() if len(road.parts) == 1]
    shapes = {road.name: road.shape for road in plan_ground.roads.values()}
    meet = {pair for pair in combinations(names, 2) if shapes[pair[0]].intersects(shapes[pair[1]])}
    rounds = [four for four in combinations(names, 4) if is_round(four, meet)]
    assert len(rounds) > 10
    for four in rounds:
        found = answer(bounded(*four), plan_ground)
        edge = to_metric(GeoSeries([found.geometry], crs=4326)).iloc[0].exterior
        lines = shapely.union_all([shapes[name] for name in four])
        pieces = to_metric(GeoSeries([gap.piece for gap in found.gaps], crs=4326))
        assert edge.difference(lines.buffer(0.5).union(pieces.buffer(0.5).union_all())).is_empty
        again = answer(bounded(*four[::-1]), plan_ground)
        assert again.geometry.equals(found.geometry)
        assert found.accuracy_m >= max(part.accuracy_m for part in found.parts)
