"""Rings: exact on the ellipsoid, merged and separate."""

import math

import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point, box

from geo.buffers import merged_rings, separate_rings
from geo.crs import to_lonlat, to_metric
from geo.errors import DataError, UnexpectedCRSError

GEOD = Geod(ellps="WGS84")
OFFSETS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=6)


@pytest.mark.parametrize("place", [(115.87, 28.58), (115.91, 28.62), (115.96, 28.67)])
@pytest.mark.parametrize("radius_m", [100, 300, 500, 1000, 3000])
def test_a_ring_is_the_ellipsoidal_ring_to_two_permille(place, radius_m):
    origin = GeoDataFrame(geometry=[Point(place)], crs="EPSG:4326")
    ring = to_lonlat(separate_rings(to_metric(origin), [radius_m])).geometry.iloc[0]
    edge = [*ring.exterior.coords]
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(edge, edge[1:], strict=False)]
    for lon, lat in edge + middles:
        assert GEOD.inv(*place, lon, lat)[2] == pytest.approx(radius_m, rel=0.002)
    area_m2 = abs(GEOD.geometry_area_perimeter(ring)[0])
    assert area_m2 == pytest.approx(math.pi * radius_m**2, rel=0.002)


def test_a_disc_for_each_feature_and_radius(at):
    rings = separate_rings(at((0, 0), None, (50, 0)), [500, 300, 300])
    assert rings["radius_m"].tolist() == [300, 300, 500, 500]
    assert rings["feature_id"].tolist() == ["p0", "p2", "p0", "p2"]
    assert list(rings.columns) == ["radius_m", "feature_id", "geometry"]
    assert rings.area.iloc[2] == pytest.approx(math.pi * 500**2, rel=0.001)


def test_merged_discs_far_apart_add_up_and_one_on_another_counts_once(at):
    apart = merged_rings(at((0, 0), (5000, 0)), [300])
    assert apart.area.iloc[0] == pytest.approx(2 * math.pi * 300**2, rel=0.001)
    same = merged_rings(at((0, 0), (0, 0)), [300])
    assert same.area.iloc[0] == pytest.approx(math.pi * 300**2, rel=0.001)
    assert same["feature_id"].tolist() == [""]


def test_lines_and_polygons_have_rings_too(shapes_at):
    rings = separate_rings(shapes_at(LineString([(0, 0), (1000, 0)]), box(0, 0, 100, 100)), [100])
    disc = math.pi * 100**2
    assert rings.area.tolist() == pytest.approx(
        [2 * 100 * 1000 + disc, 100**2 + 4 * 100 * 100 + disc], rel=0.001
    )


@pytest.mark.parametrize("make", [separate_rings, merged_rings])
def test_nothing_in_nothing_out(make, at):
    for rings in (make(at(), [300]), make(at(None), [300]), make(at((0, 0)), [])):
        assert rings.empty
        assert rings.crs.to_epsg() == 4548
        assert list(rings.columns) == ["radius_m", "feature_id", "geometry"]


@pytest.mark.parametrize("make", [separate_rings, merged_rings])
@pytest.mark.parametrize("radius_m", [0, -5, float("nan"), float("inf")])
def test_a_radius_that_is_no_distance_is_refused(make, at, radius_m):
    with pytest.raises(DataError, match="半径 .* 米无效"):
        make(at((0, 0)), [radius_m])


@pytest.mark.parametrize("make", [separate_rings, merged_rings])
def test_degrees_are_refused(make, at):
    with pytest.raises(UnexpectedCRSError, match="call geo.crs.to_metric first"):
        make(to_lonlat(at((0, 0))), [300])


@settings(max_examples=30)
@given(OFFSETS, st.lists(st.integers(50, 1500), min_size=2, max_size=3, unique=True))
def test_merged_area_grows_with_the_radius_and_never_exceeds_the_sum(offsets, radii):
    origins = GeoDataFrame(geometry=[Point(offset) for offset in offsets], crs="EPSG:4548")
    merged = merged_rings(origins, radii)
    assert merged.area.is_monotonic_increasing
    sums = separate_rings(origins, radii).assign(area=lambda f: f.area).groupby("radius_m")["area"]
    assert (merged.area.to_numpy() <= sums.sum().to_numpy() * (1 + 1e-9)).all()
    smaller, larger = merged.geometry.iloc[:2]
    assert shapely.difference(smaller, larger).area == pytest.approx(0, abs=1e-6)


@settings(max_examples=20)
@given(OFFSETS)
def test_the_order_of_features_does_not_matter(offsets):
    there = GeoDataFrame(geometry=[Point(offset) for offset in offsets], crs="EPSG:4548")
    merged = [merged_rings(frame, [400]).area.iloc[0] for frame in (there, there.iloc[::-1])]
    assert merged[0] == pytest.approx(merged[1])
