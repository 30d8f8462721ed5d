"""Straight line, detour and network side by side: a street and a back lane worked out by hand."""

import math

import pytest
from shapely import LineString

from geo.comparison import side_by_side
from geo.distance import StraightLine
from geo.network.build import build_network
from geo.network.walking import Walking

MODELS = ("直线", "绕行", "路网")


@pytest.fixture
def models(shapes_at):
    """A street and one lane off its far end that comes back beside it."""
    lane = LineString([(1000, 0), (1000, 200), (0, 200)])
    lines = shapes_at(LineString([(0, 0), (1000, 0)]), lane)
    walking = Walking(build_network(lines, label="试"))
    return dict(zip(MODELS, (StraightLine(), StraightLine(1.3), walking), strict=True))


def test_the_straight_line_counts_those_who_must_go_round(at, models):
    estates = at((400, 0), (450, 0), (0, 200), (900, 0))
    seen = side_by_side(estates, at((0, 0)), 500, models)
    assert seen.figures["points"].to_dict() == {"直线": 3, "绕行": 1, "路网": 2}
    assert seen.distances_m.loc["p2"].tolist() == [200, 260, 2200]
    assert seen.only_by("直线", "路网", 500).to_dict() == {
        "p0": False,
        "p1": False,
        "p2": True,
        "p3": False,
    }
    assert seen.only_by("绕行", "路网", 500).sum() == 1


def test_areas_are_those_of_each_model(at, models):
    seen = side_by_side(at((0, 0)), at((0, 0)), 500, models)
    disc = math.pi * 500**2
    assert seen.figures["area_m2"]["直线"] == pytest.approx(disc, rel=1e-3)
    assert seen.figures["area_m2"]["绕行"] == pytest.approx(disc / 1.69, rel=1e-3)
    assert seen.figures["area_m2"]["路网"] == pytest.approx(500 * 80 + math.pi * 40**2, rel=0.02)
    assert seen.areas_m["model"].tolist() == list(MODELS)
    assert seen.areas_m.crs.to_epsg() == 4548


def test_nobody_and_nothing(at, models):
    assert side_by_side(at(), at((0, 0)), 500, models).figures["points"].tolist() == [0, 0, 0]
    nothing = side_by_side(at((0, 0)), at(), 500, models)
    assert nothing.figures["points"].tolist() == [0, 0, 0]
    assert nothing.figures["area_m2"].tolist() == [0, 0, 0]
    assert nothing.areas_m.empty
