"""Coverage on two 1 000 m squares, with values worked out by hand."""

import math

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame, Series
from shapely import Point, Polygon, box

from geo.coverage import (
    PLANNED,
    Surroundings,
    analyse,
    combined,
    count_by_kind,
    covered_by_zone,
    undecided,
)
from geo.crs import METRIC, to_lonlat
from geo.distance import StraightLine
from geo.errors import DataError, UnexpectedCRSError

DISC_300 = math.pi * 300**2
ROUGH = DataFrame(
    {"distance_m": [440.0, 560.0, 390.0, math.inf, math.nan, 500.0]}, index=list("abcdef")
)
ACCURACY = Series(100.0, index=list("abcdefg"))


def areas(frame, reaches):
    return frame.assign(reach_m=reaches)


def row(table, zone, reach_m=300.0):
    chosen = table[(table["zone_id"] == zone) & (table["reach_m"] == reach_m)]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_a_box_over_both_squares(zones_m, shapes_at):
    # 600 m x 500 m in west, 200 m x 500 m in east, and a part outside both
    area = areas(shapes_at(box(400, 500, 1200, 1000), box(0, -500, 100, 0)), [300.0, 300.0])
    table = covered_by_zone(zones_m, area, [300.0])
    assert table["zone_id"].tolist() == ["west", "east", "district"]
    assert table["covered_area_m2"].tolist() == pytest.approx([300_000, 100_000, 400_000])
    assert table["share"].tolist() == pytest.approx([0.3, 0.1, 0.2])
    assert table["zone_area_m2"].tolist() == pytest.approx([1e6, 1e6, 2e6])


def test_overlaps_within_one_reach_count_once_and_reaches_are_apart(zones_m, shapes_at):
    same = box(0, 0, 500, 1000)
    table = covered_by_zone(
        zones_m, areas(shapes_at(same, same, same), [3.0, 3.0, 5.0]), [3.0, 5.0]
    )
    assert row(table, "west", 3.0)["share"] == pytest.approx(0.5)
    assert row(table, "west", 5.0)["share"] == pytest.approx(0.5)


def test_nothing_covered_and_no_zone(zones_m, shapes_at):
    none = areas(shapes_at(), [])
    assert covered_by_zone(zones_m, none, [300.0])["share"].tolist() == [0, 0, 0]
    assert covered_by_zone(zones_m.iloc[:0], none, [300.0])["share"].tolist() == [0]
    assert covered_by_zone(zones_m, none, []).empty


def test_columns_are_of_one_kind_however_many_reaches(zones_m, shapes_at):
    """Texts and numbers, and not what happens to be in them."""
    area = areas(shapes_at(box(0, 0, 9, 9)), [3.0])
    for reaches in ([], [3.0], [3.0, 5.0]):
        kinds = covered_by_zone(zones_m, area, reaches).dtypes
        assert kinds.pop("zone_id") == "str"
        assert set(kinds) == {np.dtype(float)}


def test_degrees_are_refused(zones_m, shapes_at):
    with pytest.raises(UnexpectedCRSError, match="^zones_m"):
        covered_by_zone(to_lonlat(zones_m), areas(shapes_at(), []), [300.0])
    with pytest.raises(UnexpectedCRSError, match="^areas_m"):
        covered_by_zone(zones_m, to_lonlat(areas(shapes_at(), [])), [300.0])


def test_rows_are_numbered_through_and_a_zone_without_area_has_no_share(shapes_at):
    flat = shapes_at(Polygon([(0, 0), (100, 0), (50, 0)]), box(0, 0, 1, 0.5))
    table = covered_by_zone(flat, areas(shapes_at(box(-9, -9, 999, 999)), [3.0]), [3.0, 5.0])
    assert table.index.tolist() == [0, 1, 2, 3, 4, 5]
    assert table["share"].tolist() == pytest.approx([0, 1, 1, 0, 0, 0])


def test_kinds_stand_in_the_order_in_which_they_appear():
    table = DataFrame({"kind": ["乙", "甲", "乙", "丙"], "distance_m": [9, 1, 2, 400]})
    counts = count_by_kind(table, [300])
    assert (counts.index.tolist(), counts.index.name) == (["乙", "甲", "丙"], "kind")
    assert counts[300].tolist() == [2, 1, 0]
    assert count_by_kind(table.iloc[:0], [300])[300].dtype == int
    assert count_by_kind(table, []).index.tolist() == ["乙", "甲", "丙"]


def test_estates_at_the_same_distance_keep_their_order(zones_m, at):
    """Of 40 estates the even ones stand 100 m east of the origin, the odd ones 60 m north."""
    spots = [(600, 500) if number % 2 == 0 else (500, 560) for number in range(40)]
    around = Surroundings(
        zones_m, at(*spots, name=[str(n) for n in range(40)]), at(name=[], kind=[])
    )
    result = analyse(at((500, 500)), [50, 100], around, StraightLine())
    ordered = [str(n) for n in (*range(1, 40, 2), *range(0, 40, 2))]
    assert result.estates_inside(100)["name"].tolist() == ordered
    assert result.estates_outside(50)["name"].tolist() == ordered


def test_kinds_are_counted_at_each_reach():
    table = DataFrame(
        {"kind": ["学校", "公园", "学校", "学校"], "distance_m": [300, 900, 301, math.nan]}
    )
    counts = count_by_kind(table, [300, 1000])
    assert counts.to_dict("index") == {"学校": {300: 1, 1000: 2}, "公园": {300: 0, 1000: 1}}
    assert count_by_kind(table.iloc[:0], [300]).empty


@pytest.fixture
def around(zones_m, at):
    return Surroundings(
        zones_m=zones_m,
        estates_m=at((500, 500), (500, 900), (1500, 500), None, name=["甲", "乙", "丙", "丁"]),
        facilities_m=at((600, 500), (1000, 500), name=["校", "园"], kind=["学校", "公园"]),
    )


def test_one_origin_in_the_middle_of_west(around, at):
    result = analyse(at((500, 500)), [500, 300], around, StraightLine())
    assert result.label == "直线距离筛查"
    assert result.reaches_m == (300, 500)
    assert row(result.zones, "west")["covered_area_m2"] == pytest.approx(DISC_300, rel=0.001)
    assert row(result.zones, "east", 500.0)["covered_area_m2"] == pytest.approx(0, abs=1)
    assert row(result.zones, "district")["share"] == pytest.approx(DISC_300 / 2e6, rel=0.001)
    assert result.estates_inside(300)["name"].tolist() == ["甲"]
    assert result.estates_outside(300)["name"].tolist() == ["乙", "丙"]
    assert result.estates_outside(400)["name"].tolist() == ["丙"]
    assert result.estates_outside(300)["distance_m"].tolist() == [400, 1000]
    assert result.facilities_inside(500)["name"].tolist() == ["校", "园"]
    assert result.by_kind.to_dict("index") == {"学校": {300: 1, 500: 1}, "公园": {300: 0, 500: 1}}


def test_with_a_detour_fewer_are_inside(around, at):
    result = analyse(at((500, 500)), [500], around, StraightLine(detour_factor=1.3))
    assert result.estates_inside(500)["name"].tolist() == ["甲"]  # 400 m straight is 520 m on foot
    assert result.areas_m["radius_m"].tolist() == pytest.approx([500 / 1.3])
    disc = math.pi * (500 / 1.3) ** 2
    assert row(result.zones, "west", 500.0)["covered_area_m2"] == pytest.approx(disc, rel=0.001)


def test_no_origin_serves_nobody(around, at):
    result = analyse(at(), [300], around, StraightLine())
    assert result.estates_inside(300).empty
    assert len(result.estates_outside(300)) == 3
    assert result.by_kind[300].tolist() == [0, 0]
    assert result.zones["share"].tolist() == [0, 0, 0]


def test_nothing_around(around, at):
    empty = Surroundings(*(frame.iloc[:0] for frame in around))
    result = analyse(at((0, 0)), [300], empty, StraightLine())
    assert result.estates.empty
    assert result.by_kind.empty


def test_a_reach_that_is_no_distance_is_refused(around, at):
    with pytest.raises(DataError, match="半径 -1 米无效"):
        analyse(at((0, 0)), [-1], around, StraightLine())


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(-200, 2200), st.integers(-200, 1200)), max_size=5),
    st.tuples(st.integers(50, 1500), st.integers(0, 500)),
)
def test_shares_grow_with_reach_and_zones_add_up_to_the_district(offsets, reach):
    squares = [box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)]
    zones = GeoDataFrame(geometry=squares, index=["w", "e"], crs="EPSG:4548")
    origins = GeoDataFrame(geometry=[Point(offset) for offset in offsets], crs="EPSG:4548")
    reaches = [float(reach[0]), float(sum(reach))]
    table = covered_by_zone(zones, StraightLine().area(origins, reaches), reaches)
    near, far = table.iloc[:3], table.iloc[3:6]
    assert table["share"].between(0, 1 + 1e-9).all()
    assert (near["share"].to_numpy() <= far["share"].to_numpy() + 1e-9).all()
    covered = near["covered_area_m2"].tolist()
    assert covered[0] + covered[1] == pytest.approx(covered[2], abs=1e-3)


def test_what_is_nearer_to_the_edge_than_its_accuracy_is_in_doubt():
    assert list(undecided(ROUGH, ACCURACY, 500).index) == ["f", "a", "b"]


def test_a_place_that_is_exact_is_never_in_doubt():
    assert undecided(ROUGH, ACCURACY * 0, 500).empty


def test_no_rows_no_doubt():
    assert undecided(ROUGH.iloc[:0], ACCURACY, 500).empty


@given(st.floats(0, 2000), st.floats(0, 500), st.floats(0, 500), st.floats(1, 1500))
def test_worse_accuracy_never_settles_a_doubt(distance, accuracy, more, reach):
    table = DataFrame({"distance_m": [distance]}, index=["x"])
    rough = undecided(table, Series([accuracy + more], index=["x"]), reach)
    fine = undecided(table, Series([accuracy], index=["x"]), reach)
    assert len(rough) >= len(fine)


def named(*rows, crs=METRIC):
    columns = {"name": [row[0] for row in rows], "kind": [row[1] for row in rows]}
    return GeoDataFrame(columns, geometry=[row[2] for row in rows], crs=crs)


def test_pooled_plan_items_are_marked_and_the_unplaced_left_out():
    standing = named(("甲校", "学校", Point(0, 0)))
    planned = named(("乙校新建", "学校", Point(1, 1)), ("丙校新建", "学校", None))
    pooled = combined(standing, planned)
    assert list(pooled["kind"]) == ["学校", f"{PLANNED}学校"]
    assert list(pooled["name"]) == ["甲校", "乙校新建"]
    assert pooled.crs == standing.crs


def test_either_of_what_is_pooled_may_be_empty():
    one, none = named(("甲校", "学校", Point(0, 0))), named()
    assert len(combined(one, none)) == len(combined(none, one)) == 1
    assert len(combined(none, none)) == 0


def test_degrees_are_not_pooled():
    degrees = named(("甲校", "学校", Point(115.9, 28.6)), crs="EPSG:4326")
    with pytest.raises(UnexpectedCRSError):
        combined(degrees, named())
