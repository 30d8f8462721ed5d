"""What waiting is worth in metres, which paces people walk at, and where speeds come from."""

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.network.pace import Pace, load_paces

DATA = Path(__file__).parents[3] / "data"


@pytest.mark.parametrize(
    ("speed", "wait_s", "metres"),
    [(60, 30, 30), (90, 30, 45), (45, 20, 15), (120, 180, 360), (60, 0, 0)],
)
def test_waiting_is_worth_what_could_have_been_walked_at_that_speed(speed, wait_s, metres):
    """90 m/min are 1.5 m a second, so 30 s are worth 45 m; at 45 m/min 20 s are worth 15 m."""
    assert Pace(speed, wait_s).delay_m == pytest.approx(metres)


def test_the_usual_pace_is_that_of_the_standard_without_waiting():
    assert (Pace().speed_m_per_min, Pace().delay_m) == (60, 0)


def test_the_limits_themselves_are_paces():
    assert [Pace(speed).speed_m_per_min for speed in (20, 120)] == [20, 120]
    assert [Pace(60, wait).junction_delay_s for wait in (0, 180)] == [0, 180]


@pytest.mark.parametrize("speed", [19.9, 120.1, float("nan")])
def test_a_speed_beyond_the_limits_is_refused_with_the_usual_one(speed):
    with pytest.raises(DataError, match=rf"^步行速度 {speed} 米/分无效.*20–120 之间（常用 60）"):
        Pace(speed)


@pytest.mark.parametrize("wait_s", [-0.1, 180.1, float("nan")])
def test_a_wait_beyond_the_limits_is_refused(wait_s):
    with pytest.raises(DataError, match=rf"^路口等候 {wait_s} 秒无效，应在 0–180 之间"):
        Pace(60, wait_s)


def test_a_pace_without_waiting_does_not_speak_of_it():
    assert Pace(67.5).description == "步行 67.5 米/分"
    assert Pace(67.5, 0.5).description == "步行 67.5 米/分，每个路口等候 0.5 秒"


def test_every_speed_is_one_that_can_be_walked_and_names_its_source():
    paces = load_paces(DATA)
    assert paces["speed_m_per_min"].iloc[0] == Pace().speed_m_per_min
    assert [Pace(speed).speed_m_per_min for speed in paces["speed_m_per_min"]]
    assert paces["source"].str.len().min() > 10


def test_a_speed_nobody_walks_is_refused(tmp_path):
    (tmp_path / "paces.csv").write_text(
        "pace,speed_m_per_min,source,checked\n跑,300,无,未核对\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="300"):
        load_paces(tmp_path)
