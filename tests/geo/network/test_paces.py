"""Walking speeds come with their sources."""

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.network.pace import Pace
from geo.network.paces import load_paces

DATA = Path(__file__).parents[3] / "data"


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
