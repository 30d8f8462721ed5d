"""Nearest facility, distance and status of every demand point and rule, worked out by hand."""

import math
import time
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from scipy.spatial.distance import cdist
from shapely import Point

from geo.crs import to_lonlat, to_metric
from geo.distance import StraightLine
from geo.errors import DataError, UnexpectedCRSError
from geo.lifecircle.gaps import MET, NO_DATA, NO_PLACE, OFF_NETWORK, UNMET, analyse_gaps
from geo.lifecircle.rules import load_rules, preset_rules
from geo.lifecircle.services import existing, matching
from geo.plan_data import load_plan

DATA = Path(__file__).parents[3] / "data"

COLUMNS = [
    *("demand_id", "demand_name", "rule_id", "kind", "level_min", "radius_m", "required"),
    *("facility_id", "facility_name", "distance_m", "walk_min", "straight_m", "status"),
    "undecided",
]


class Island(StraightLine):
    """Straight lines, but nothing east of the limit is connected to anything."""

    LIMIT = 395_000.0

    def connected(self, points_m):
        return super().connected(points_m) & (points_m.geometry.x < self.LIMIT)

    def closest(self, points_m, places_m):
        on = self.connected(points_m)
        table = super().closest(points_m, places_m[self.connected(places_m)])
        table.loc[~on, ["place_id", "distance_m"]] = ["", math.inf]
        return table


def test_two_estates_two_rules(at, make_facilities, make_rules):
    """3-4-5: the school lies 500 m from p0; 600 m east of p1 the same school is 300 m away."""
    demand = at((0, 0), (0, 400), name=["甲苑", "乙苑"])
    schools = make_facilities(
        (300, 400, "学校", "小学"), (0, 2000, "学校", "小学"), (0, 0, "公园", "")
    )
    rules = make_rules({}, {"kind": "公园", "matches": "公园", "radius_m": 100.0})
    result = analyse_gaps(demand, schools, rules, StraightLine(), speed_m_per_min=50)
    table = result.table
    assert list(table.columns) == COLUMNS
    assert table["demand_id"].tolist() == ["p0", "p0", "p1", "p1"]
    assert table["demand_name"].tolist() == ["甲苑", "甲苑", "乙苑", "乙苑"]
    assert table["rule_id"].tolist() == ["r0", "r1", "r0", "r1"]
    assert table["kind"].tolist() == ["小学", "公园"] * 2
    assert table["facility_id"].tolist() == ["f0", "f2", "f0", "f2"]
    assert table["facility_name"].tolist() == ["学校0", "公园2", "学校0", "公园2"]
    assert table["distance_m"].tolist() == [500, 0, 300, 400]
    assert table["walk_min"].tolist() == [10, 0, 6, 8]
    assert table["status"].tolist() == [MET, MET, MET, UNMET]
    assert not table["undecided"].any()
    assert (result.label, result.speed_m_per_min) == ("直线距离筛查", 50)


def test_the_detour_is_walked_and_the_straight_line_stands_beside(at, make_facilities, make_rules):
    schools = make_facilities((400, 0, "学校", "小学"))
    table = analyse_gaps(at((0, 0)), schools, make_rules({}), StraightLine(1.3)).table
    assert table["distance_m"].tolist() == pytest.approx([520])
    assert table["straight_m"].tolist() == [400]
    assert table["walk_min"].tolist() == pytest.approx([520 / 60])
    assert table["status"].tolist() == [UNMET]


def test_without_a_layer_there_is_no_verdict(at, make_facilities, make_rules):
    """No matching kind, no matching stage, nothing placed, nothing to match: all the same."""
    rules = make_rules({"matches": "公园"}, {"kind": "b", "matches": ""}, {"kind": "c"})
    for facilities in (
        make_facilities((0, 0, "学校", "初中")),
        make_facilities((None, None, "公园", "")),
        make_facilities(),
    ):
        table = analyse_gaps(at((0, 0), None), facilities, rules, StraightLine()).table
        assert set(table["status"]) == {NO_DATA}
        assert table[["distance_m", "walk_min", "straight_m"]].isna().all(axis=None)
        assert table["straight_m"].dtype == float
        assert set(table["facility_id"]) == {""}


def test_no_place_and_off_the_network(at, make_facilities, make_rules):
    facilities = make_facilities((0, 0, "学校", "小学"), (5000, 0, "学校", "小学"))
    demand = at((0, 10), None, (5000, 10))
    result = analyse_gaps(demand, facilities, make_rules({}), Island())
    table = result.table
    assert table["status"].tolist() == [MET, NO_PLACE, OFF_NETWORK]
    assert table["facility_id"].tolist() == ["f0", "", ""]
    assert np.isnan(table["distance_m"]).tolist() == [False, True, True]
    assert table["straight_m"].tolist()[2] == 10
    assert result.off_network == ("f1",)


def test_facilities_off_the_network_serve_nobody_and_prove_no_gap(at, make_facilities, make_rules):
    facilities = make_facilities((5000, 0, "学校", "小学"), (5000, 0, "公园", ""))
    result = analyse_gaps(at((0, 0)), facilities, make_rules({}), Island())
    assert result.table["status"].tolist() == [OFF_NETWORK]
    assert result.off_network == ("f0",)


class Cut(StraightLine):
    """All is connected to something, but no way leads from anywhere to anywhere."""

    def closest(self, points_m, places_m):
        return super().closest(points_m, places_m.iloc[:0])


def test_what_cannot_be_reached_is_a_gap(at, make_facilities, make_rules):
    facilities = make_facilities((0, 10, "学校", "小学"), accuracy_m=9999.0)
    table = analyse_gaps(at((0, 0)), facilities, make_rules({}), Cut()).table
    assert table["status"].tolist() == [UNMET]
    assert table["distance_m"].tolist() == [math.inf]
    assert table["facility_id"].tolist() == [""]
    assert table["straight_m"].tolist() == [10]
    assert not table["undecided"].any()


@pytest.mark.parametrize(
    ("north", "unsure"), [(429, False), (431, True), (500, True), (569, True), (570, False)]
)
def test_verdicts_within_both_accuracies_are_undecided(
    at, make_facilities, make_rules, north, unsure
):
    """40 m and 30 m: anything less than 70 m from the radius of 500 m."""
    demand = at((0, 0), accuracy_m=[40.0])
    school = make_facilities((0, north, "学校", "小学"), accuracy_m=30.0)
    table = analyse_gaps(demand, school, make_rules({}), StraightLine()).table
    assert table["undecided"].tolist() == [unsure]


@pytest.mark.parametrize(("north", "unsure"), [(469.5, False), (480, True), (530, False)])
def test_unknown_accuracy_counts_as_none(at, make_facilities, make_rules, north, unsure):
    """30 m at one end alone: less than 30 m from the radius of 500 m."""
    for here, there in ((30.0, math.nan), (math.nan, 30.0)):
        school = make_facilities((0, north, "学校", "小学"), accuracy_m=there)
        found = analyse_gaps(at((0, 0), accuracy_m=[here]), school, make_rules({}), StraightLine())
        assert found.table["undecided"].tolist() == [unsure]


def test_names_may_be_absent_or_shared(at, make_facilities, make_rules):
    schools = make_facilities((0, 0, "学校", "小学"), (900, 0, "学校", "小学")).assign(name="同名")
    table = analyse_gaps(at((0, 0), (900, 0)), schools, make_rules({}), StraightLine()).table
    assert table["demand_name"].tolist() == ["p0", "p1"]
    assert table["facility_id"].tolist() == ["f0", "f1"]
    assert table["facility_name"].tolist() == ["同名", "同名"]


def test_nothing_asked_nothing_answered(at, make_facilities, make_rules):
    school = make_facilities((0, 0, "学校", "小学"))
    for demand, rules in ((at(), make_rules({})), (at((0, 0)), make_rules()), (at(), make_rules())):
        result = analyse_gaps(demand, school, rules, StraightLine())
        assert list(result.table.columns) == COLUMNS
        assert result.table.empty
        assert result.has(MET).shape == (len(demand), len(rules))


def test_bad_input_is_refused(at, make_facilities, make_rules):
    school, rules, model = make_facilities((0, 0, "学校", "小学")), make_rules({}), StraightLine()
    assert analyse_gaps(at((0, 0)), school, rules, model).rules is rules
    with pytest.raises(UnexpectedCRSError, match="^demand_m"):
        analyse_gaps(to_lonlat(at((0, 0))), school, rules, model)
    with pytest.raises(UnexpectedCRSError, match="^facilities_m"):
        analyse_gaps(at((0, 0)), to_lonlat(school), rules, model)
    twice = at((0, 0), (1, 0)).rename({"p1": "p0"})
    with pytest.raises(DataError, match="需求点的编号重复: p0"):
        analyse_gaps(twice, school, rules, model)
    with pytest.raises(DataError, match="设施的编号重复: f0"):
        analyse_gaps(at((0, 0)), school.iloc[[0, 0]], rules, model)


SPOTS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=8)


def points(spots, **columns):
    shapes = [Point(spot) for spot in spots]
    ids = [str(number) for number in range(len(spots))]
    return GeoDataFrame(columns, geometry=shapes, index=ids, crs="EPSG:4548")


def schools(spots):
    same = {"kind": "学校", "stage": "小学", "accuracy_m": 0.0, "origin": "现状"}
    return points(spots, name=[f"{spot}" for spot in spots]).assign(**same)


def rule(radius_m):
    columns = {"preset": "p", "kind": "小学", "level_min": 15.0, "required": True}
    columns |= {"matches": "学校:小学", "radius_m": float(radius_m)}
    return DataFrame(columns, index=["r"])


def met(demand, facilities, radius_m):
    return analyse_gaps(demand, facilities, rule(radius_m), StraightLine()).has(MET)[:, 0]


@given(SPOTS, SPOTS, st.tuples(st.integers(0, 99), st.integers(0, 99)), st.integers(1, 60))
@settings(max_examples=50)
def test_more_facilities_and_larger_radii_never_lower_what_is_met(here, there, more, radius_m):
    demand = points(here)
    before = met(demand, schools(there), radius_m)
    assert (met(demand, schools([*there, more]), radius_m) >= before).all()
    assert (met(demand, schools(there), radius_m + 7) >= before).all()


@given(SPOTS, SPOTS, st.integers(1, 60))
@settings(max_examples=50)
def test_verdicts_are_those_of_brute_force_in_any_order(here, there, radius_m):
    expected = [any(math.dist(a, b) <= radius_m for b in there) for a in here]
    for order in (there, there[::-1]):
        assert met(points(here), schools(order), radius_m).tolist() == expected


def test_the_district_agrees_with_all_distances_measured():
    plan, rules = load_plan(DATA), preset_rules(load_rules(DATA), "学位")
    demand, facilities = to_metric(plan.communities), existing(to_metric(plan.facilities))
    metres = cdist(*(shapely.get_coordinates(frame.geometry) for frame in (demand, facilities)))
    result = analyse_gaps(demand, facilities, rules, StraightLine())
    for column, (_, asked) in enumerate(rules.iterrows()):
        nearest = metres[:, matching(facilities, asked["matches"])].min(axis=1)
        assert np.allclose(result.wide("distance_m")[:, column], nearest)
        assert result.has(MET)[:, column].sum() == (nearest <= asked["radius_m"]).sum()


def test_a_large_layer_takes_little_beyond_the_distances():
    """Allowed 1.5 s of the processor for 200 000 points; a fourth of them here."""
    rng = np.random.default_rng(7)
    xy = rng.uniform(0, 20_000, (2, 50_000))
    demand = GeoDataFrame(geometry=[Point(spot) for spot in xy.T], crs="EPSG:4548")
    facilities = schools(rng.uniform(0, 20_000, (1000, 2)))
    start = time.process_time()
    StraightLine().closest(demand, facilities)
    model_s = time.process_time() - start
    analyse_gaps(demand, facilities, rule(500), StraightLine())
    assert time.process_time() - start - 2 * model_s < 1.5
