"""What a siting question takes in, and what it refuses."""

import math

import pytest

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.errors import DataError, UnexpectedCRSError
from geo.siting.candidate_sites import from_points
from geo.siting.problem import Aim, pose


def asked(at, aim, *, demand=((0, 0), (100, 0), None), existing=((0, 50),), **columns):
    demand_m = at(*demand, name=[f"d{n}" for n in range(len(demand))], **columns)
    sites_m = from_points(at((0, 0), (200, 0)), prefix="c")
    return pose(demand_m, sites_m, at(*existing), StraightLine(), aim)


def test_distances_and_coverage_are_measured(at):
    problem = asked(at, Aim(60, 1, 120))
    assert problem.weights.tolist() == [1, 1, 1]
    assert problem.covered.tolist() == [True, False, False]
    assert problem.counted.tolist() == [True, True, False]
    assert problem.existing_distance_m[:2].tolist() == [50, math.hypot(100, 50)]
    assert list(zip(problem.pairs.point, problem.pairs.place, strict=True)) == [
        (0, 0), (1, 0), (1, 1)
    ]  # fmt: skip
    assert problem.label == StraightLine().label


def test_walks_beyond_the_cutoff_count_as_the_cutoff(at):
    """The walks are 50 m and 111.8 m today."""
    assert asked(at, Aim(60, 1, 120)).walks_m.tolist() == [50, math.hypot(100, 50), 0]
    assert asked(at, Aim(60, 1, 80)).walks_m.tolist() == [50, 80, 0]
    nothing = asked(at, Aim(60, 1, 80), existing=())
    assert nothing.existing_distance_m[:2].tolist() == [math.inf, math.inf]
    assert nothing.walks_m.tolist() == [80, 80, 0]


@pytest.mark.parametrize(
    ("aim", "pairs"),
    [
        (Aim(100, 1, 99), [(0, 0, 0), (1, 0, 100), (1, 1, 100)]),
        (Aim(99, 1, 100), [(0, 0, 0), (1, 0, 100), (1, 1, 100)]),
        (Aim(99, 1, 99), [(0, 0, 0)]),
        (Aim(200, 1, 1), [(0, 0, 0), (0, 1, 200), (1, 0, 100), (1, 1, 100)]),
    ],
)
def test_pairs_reach_as_far_as_the_larger_of_radius_and_cutoff(at, aim, pairs):
    found = asked(at, aim).pairs
    assert list(zip(found.point, found.place, found.distance_m, strict=True)) == pairs


def test_the_rim_of_the_radius_is_covered(at):
    assert asked(at, Aim(50, 1, 100)).covered.tolist() == [True, False, False]
    assert asked(at, Aim(49.9, 1, 100)).covered.tolist() == [False, False, False]


def test_degrees_are_refused(at):
    point = at((0, 0), name=["d"])
    sites = from_points(point, prefix="c")
    with pytest.raises(UnexpectedCRSError, match="^demand_m"):
        pose(to_lonlat(point), sites, point, StraightLine(), Aim(60, 1, 100))
    with pytest.raises(UnexpectedCRSError, match="^candidates_m"):
        pose(point, to_lonlat(sites), point, StraightLine(), Aim(60, 1, 100))


def test_as_many_sites_as_candidates_and_any_distance_above_nothing(at):
    problem = asked(at, Aim(0.5, 2, 0.5))
    assert (problem.k, problem.radius_m, problem.cutoff_m) == (2, 0.5, 0.5)


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (Aim(60, 0, 100), "数量 0 无效"),
        (Aim(60, 3, 100), "数量 3 多于候选点数 2"),
        (Aim(0, 1, 100), "服务半径 0 米"),
        (Aim(math.inf, 1, 100), "服务半径 inf 米"),
        (Aim(60, 1, math.nan), "^选址: 步行截断距离 nan 米"),
        (Aim(60, 1, 0), "步行截断距离 0 米"),
        (Aim(-1, 1, 100), "^选址: 服务半径 -1 米"),
    ],
)
def test_bad_aims_are_refused(at, aim, words):
    with pytest.raises(DataError, match=words):
        asked(at, aim)


def test_no_candidates_are_refused(at):
    nowhere = from_points(at(), prefix="c")
    with pytest.raises(DataError, match="^选址: 没有候选点; 请选择有要素的图层, 或加大网格范围$"):
        pose(at((0, 0), name=["d"]), nowhere, at(), StraightLine(), Aim(60, 1, 100))
