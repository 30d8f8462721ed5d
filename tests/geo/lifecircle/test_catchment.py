"""Two-step floating catchments by hand; supply is conserved whatever the decay."""

import math

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.errors import DataError, MissingColumnError, UnexpectedCRSError
from geo.lifecircle.catchment import Catchment, Decay, two_step

BY_NUMBER = Catchment(1000.0, "people", "seats")


def test_two_schools_share_the_middle(at):
    """West school 100 seats for 100 + 100 people, east 300 for 100 + 200: ratios 1/2 and 1."""
    demand = at((0, 0), (1000, 0), (2000, 0), (9000, 0), None, people=[100, 100, 200, 50, 60])
    schools = at((0, 0), (2000, 0), (50_000, 0), seats=[100, 300, 70])
    found = two_step(demand, schools, StraightLine(), BY_NUMBER)
    assert found.ratio.tolist()[:2] == [0.5, 1.0]
    assert math.isnan(found.ratio.iloc[2])
    assert found.access.tolist()[:4] == [0.5, 1.5, 1.0, 0.0]
    assert math.isnan(found.access.iloc[4])
    assert found.access.index.equals(demand.index)
    assert found.ratio.index.equals(schools.index)
    assert found.label == "直线距离筛查，不衰减（2SFCA）"
    assert (found.access.name, found.ratio.name) == ("access", "ratio")


def test_linear_decay_by_hand(at):
    """500 m of 1 000 m weighs 1/2: 90 seats over 100 x 1 + 100 x 1/2 = 150, ratio 0.6."""
    demand = at((0, 0), (500, 0), people=[100, 100])
    linear = Catchment(1000.0, "people", "seats", Decay.LINEAR)
    found = two_step(demand, at((0, 0), seats=[90]), StraightLine(), linear)
    assert found.ratio.tolist() == pytest.approx([0.6])
    assert found.access.tolist() == pytest.approx([0.6, 0.3])


@pytest.mark.parametrize(
    ("decay", "expected"),
    [
        (Decay.UNIFORM, [1, 1, 1]),
        (Decay.LINEAR, [1, 0.5, 0]),
        (Decay.INVERSE, [1, 2 / 3, 0.5]),
        (Decay.GAUSSIAN, [1, (math.exp(-1 / 8) - math.exp(-0.5)) / (1 - math.exp(-0.5)), 0]),
    ],
)
def test_weights_at_the_middle_and_the_rim(decay, expected):
    assert decay.weights(np.array([0.0, 400.0, 800.0]), 800.0) == pytest.approx(expected)


def test_half_a_person_asks_too(at):
    found = two_step(at((0, 0), people=[0.5]), at((0, 0), seats=[9]), StraightLine(), BY_NUMBER)
    assert (found.ratio.tolist(), found.access.tolist()) == ([18], [18])


def test_facilities_nobody_asks_for_serve_nobody(at):
    for people in ([0], []):
        demand = at(*[(0, 0)] * len(people), people=people)
        found = two_step(demand, at((0, 0), seats=[9]), StraightLine(), BY_NUMBER)
        assert found.ratio.isna().tolist() == [True]
        assert found.access.tolist() == [0] * len(people)


def test_no_facilities(at):
    found = two_step(at((0, 0), people=[3]), at(seats=[]), StraightLine(), BY_NUMBER)
    assert found.access.tolist() == [0]
    assert found.ratio.empty


def test_the_missing_column_is_named(at):
    demand, schools = at((0, 0), people=[1]), at((0, 0), seats=[1])
    with pytest.raises(MissingColumnError, match=r'不能计算供需比: 设施图层缺少列 "seats" \(学位'):
        two_step(demand, at((0, 0)), StraightLine(), BY_NUMBER)
    with pytest.raises(
        MissingColumnError, match=r'需求点图层缺少列 "people" \(人数或户数\); 设施图层缺少列'
    ):
        two_step(at((0, 0)), at((0, 0)), StraightLine(), BY_NUMBER)
    with pytest.raises(MissingColumnError, match='需求点图层缺少列 "人口"'):
        two_step(demand, schools, StraightLine(), Catchment(500, "人口", "seats"))


def test_bad_values_are_refused(at):
    demand, schools = at((0, 0), people=[1]), at((0, 0), seats=[1])
    with pytest.raises(DataError, match=r'"seats" 列有 1 行为空 \(编号 p0\)'):
        two_step(demand, schools.assign(seats=math.nan), StraightLine(), BY_NUMBER)
    blank = at(*[(0, 0)] * 11, seats=[math.nan] * 11)
    ids = "、".join(f"p{number}" for number in range(10))
    with pytest.raises(DataError, match=rf'"seats" 列有 11 行为空 \(编号 {ids}\)'):
        two_step(demand, blank, StraightLine(), BY_NUMBER)
    with pytest.raises(DataError, match='"people" 列有不能作权重的值: 编号 p0: "-1"'):
        two_step(demand.assign(people=-1), schools, StraightLine(), BY_NUMBER)
    with pytest.raises(UnexpectedCRSError, match="^demand_m"):
        two_step(to_lonlat(demand), schools, StraightLine(), BY_NUMBER)
    with pytest.raises(UnexpectedCRSError, match="^facilities_m"):
        two_step(demand, to_lonlat(schools), StraightLine(), BY_NUMBER)
    for radius_m in (0, -1, math.nan, math.inf):
        with pytest.raises(DataError, match="服务半径"):
            Catchment(radius_m, "people", "seats")


PLACES = st.lists(
    st.tuples(st.integers(0, 999), st.integers(0, 999), st.integers(0, 500)), max_size=8
)


def frame(places, column):
    shapes = [Point(x, y) for x, y, _ in places]
    amounts = {column: [amount for *_, amount in places]}
    return GeoDataFrame(amounts, geometry=shapes, crs="EPSG:4548")


@given(PLACES, PLACES, st.integers(1, 1200), st.sampled_from(Decay))
@settings(max_examples=100)
def test_supply_is_conserved(here, there, radius_m, decay):
    demand, schools = frame(here, "people"), frame(there, "seats")
    catchment = Catchment(float(radius_m), "people", "seats", decay)
    found = two_step(demand, schools, StraightLine(), catchment)
    given_out = (found.access * demand["people"]).sum()
    used = schools["seats"][found.ratio.notna()].sum()
    assert given_out == pytest.approx(used, rel=1e-9, abs=1e-9)
    reached = [any(math.dist(a[:2], b[:2]) < radius_m and a[2] > 0 for a in here) for b in there]
    assert all(found.ratio.notna().to_numpy() >= np.array(reached, dtype=bool))


@given(PLACES, PLACES)
@settings(max_examples=50)
def test_the_order_of_facilities_changes_nothing(here, there):
    demand, schools = frame(here, "people"), frame(there, "seats")
    one = two_step(demand, schools, StraightLine(), BY_NUMBER).access
    other = two_step(demand, schools.iloc[::-1], StraightLine(), BY_NUMBER).access
    assert one.to_numpy() == pytest.approx(other.to_numpy())
