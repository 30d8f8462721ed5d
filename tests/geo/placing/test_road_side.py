"""Strips beside a road: sides of the compass, bends, carriageways."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, box

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.questions import RoadSide


@pytest.mark.parametrize(
    ("side", "strip"), [("以南", box(-100, -200, 1100, 0)), ("北侧", box(-100, 0, 1100, 200))]
)
def test_a_strip_on_one_side(grid, local, side, strip):
    found = answer(RoadSide("一纬路", side, 200), grid)
    assert local(found.geometry).equals(strip)
    assert found.basis.startswith(f"一纬路以{side.strip('以侧')} 200 米以内；线位据")
    assert found.accuracy_m == 20


def test_a_strip_between_two_streets(grid, local):
    found = answer(RoadSide("一经路", "西", 80, "一纬路", "二纬路"), grid)
    assert local(found.geometry).equals(box(-80, 0, 0, 600))
    assert "一经路以西 80 米以内，一纬路至二纬路之间；" in found.basis


@pytest.mark.parametrize("turned", [False, True])
def test_the_side_is_the_compass_however_the_line_was_drawn(streets, local, turned):
    places = [(0, 0), (500, 100), (1000, 0)]
    ground = streets({"弯路": places[::-1] if turned else places})
    found = local(answer(RoadSide("弯路", "南", 50), ground).geometry)
    assert found.contains(shapely.Point(500, 60))
    assert not found.contains(shapely.Point(500, 120))


def test_a_diagonal_road_has_four_sides(streets, local):
    ground = streets({"斜路": [(0, 0), (1000, 1000)]})
    strips = {
        side: local(answer(RoadSide("斜路", side, 100), ground).geometry)
        for side in ("东", "南", "西", "北", "东南", "西北")
    }
    assert strips["东"].equals(strips["南"])
    assert strips["东"].equals(strips["东南"])
    assert strips["西"].equals(strips["北"])
    assert strips["东"].contains(shapely.Point(550, 450))
    assert strips["西北"].contains(shapely.Point(450, 550))
    assert strips["东"].area == pytest.approx(100 * np.hypot(1000, 1000), rel=1e-4)


@pytest.mark.parametrize("side", ["东", "以西"])
def test_a_road_that_runs_there_has_no_such_side(grid, side):
    with pytest.raises(DataError, match="一纬路在此大致东西走向，没有明确的"):
        answer(RoadSide("一纬路", side, 200), grid)


def test_a_road_that_turns_back_is_told(streets):
    ground = streets({"折路": [(0, 0), (1000, 0), (1000, 400), (700, 400)]})
    found = answer(RoadSide("折路", "南", 50), ground)
    assert found.warnings == ("折路沿线走向变化，部分路段的这一侧不在南面；请核对范围",)


def test_of_two_carriageways_the_outer_one_counts(streets, local):
    ground = streets({"大道": [[(0, 0), (1000, 0)], [(1000, 30), (0, 30)]]})
    assert local(answer(RoadSide("大道", "南", 100), ground).geometry).equals(box(0, -100, 1000, 0))
    north = local(answer(RoadSide("大道", "北", 100), ground).geometry)
    assert north.equals(box(0, 30, 1000, 130))


def test_a_strip_of_a_road_in_two_parts_has_two(streets, local):
    ground = streets({"路": [[(0, 0), (300, 0)], [(700, 0), (1000, 0)]]})
    found = answer(RoadSide("路", "南", 100), ground)
    assert local(found.geometry).equals(box(0, -100, 300, 0).union(box(700, -100, 1000, 0)))
    assert [gap.metres for gap in found.gaps] == [pytest.approx(400)]


@pytest.mark.parametrize("within_m", [0, -5, float("nan"), float("inf"), 1e9])
def test_a_width_that_is_none_is_refused(grid, within_m):
    with pytest.raises(DataError, match="宽度 .* 米无效"):
        answer(RoadSide("一纬路", "南", within_m), grid)


def test_a_direction_that_is_none_is_refused(grid):
    with pytest.raises(DataError, match="不认识方位“左”；可用：北、东北、东"):
        answer(RoadSide("一纬路", "左", 100), grid)


BENDS = st.lists(st.integers(-80, 80), min_size=3, max_size=7)


@settings(max_examples=30)
@given(BENDS, st.integers(20, 300), st.booleans())
def test_both_sides_make_what_lies_around_the_road(streets_made, bends, within_m, turned):
    streets, local = streets_made
    places = [(300 * at, bend) for at, bend in enumerate(bends)]
    ground = streets({"路": places[::-1] if turned else places})
    south, north = (local(answer(RoadSide("路", s, within_m), ground).geometry) for s in "南北")
    around = LineString(places).buffer(within_m, cap_style="flat", quad_segs=16)
    assert south.intersection(north).area < 1
    assert south.union(north).symmetric_difference(around).area < 1
    for (x, y), (u, v) in zip(places, places[1:], strict=False):
        assert south.contains(shapely.Point((x + u) / 2, (y + v) / 2 - 1))
