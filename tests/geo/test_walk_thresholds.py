"""Walking distances by level, speed or metres, and the detour."""

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.walk_thresholds import WalkThresholds, by_levels, by_metres, by_speed, load_levels

LEVELS = """\
level,minutes,distance_m,clause,source,checked
十五分钟生活圈居住区,15,1000,x,GB 50180-2018,已读来源
五分钟生活圈居住区,5,300,x,GB 50180-2018,未核对
"""
REAL = Path(__file__).parents[2] / "data"


@pytest.fixture
def levels(tmp_path):
    (tmp_path / "levels.csv").write_text(LEVELS, encoding="utf-8")
    return load_levels(tmp_path)


def test_levels_are_distances_of_the_standard(levels):
    reach = by_levels(levels, [15, 5])
    assert reach.walks_m == (300, 1000)
    assert reach.radii_m == (300, 1000)
    assert reach.labels == ("5 分钟 (GB 50180-2018)", "15 分钟 (GB 50180-2018)")


def test_the_file_of_the_project_holds_the_three_levels():
    levels = load_levels(REAL)
    found = dict(zip(levels["minutes"], levels["distance_m"], strict=True))
    assert found == {5: 300, 10: 500, 15: 1000}


def test_the_levels_are_checked_at_the_door(tmp_path):
    path = tmp_path / "levels.csv"
    path.write_text(LEVELS.replace("未核对", "大概").replace("1000", "一公里"), encoding="utf-8")
    with pytest.raises(DataError, match='第 2 行 distance_m 列: 值 "一公里".*\n.*第 3 行 checked'):
        load_levels(tmp_path)


def test_an_unknown_level_is_refused_with_the_choice(levels):
    with pytest.raises(DataError, match="没有 7 分钟这一级; 可选: 5、15 分钟"):
        by_levels(levels, [5, 7])


def test_speed_times_minutes():
    reach = by_speed(60, [15, 5])
    assert reach.walks_m == (300, 900)
    assert reach.labels[0] == "5 分钟 × 60 米/分"


def test_the_detour_shortens_the_radius_not_the_walk():
    reach = by_metres([650, 1300], detour_factor=1.3)
    assert reach.walks_m == (650, 1300)
    assert reach.radii_m == pytest.approx((500, 1000))


def test_equal_distances_count_once_and_none_is_none():
    assert by_metres([500, 300, 500]).walks_m == (300, 500)
    assert by_metres([]) == WalkThresholds((), ())


@pytest.mark.parametrize("metres", [0, -1, float("nan"), float("inf"), 20_001])
def test_a_distance_out_of_range_is_refused(metres):
    with pytest.raises(DataError, match="步行距离"):
        by_metres([metres])


@pytest.mark.parametrize("factor", [0, 0.9, 3.1, float("nan")])
def test_a_detour_out_of_range_is_refused(factor):
    with pytest.raises(DataError, match="绕行系数 .* 应在 1–3 之间"):
        by_metres([300], detour_factor=factor)
