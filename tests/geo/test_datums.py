"""GCJ-02 and BD-09 against the services' own conversions, and there and back."""

import numpy as np
import pytest
from geopandas import GeoSeries
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point

from geo.datums import DATUMS, from_wgs84, shapes_from_wgs84, shapes_to_wgs84, to_wgs84
from geo.errors import DataError

PUBLISHED = [
    # Amap's own service, restapi.amap.com/v3/assistant/coordinate/convert?coordsys=gps: example of
    # its documentation; and two answers of it noted by users of the service.
    ("GCJ-02", (116.481499, 39.990475), (116.487585177952, 39.991754014757)),
    ("GCJ-02", (114.07, 22.62), (114.07513075, 22.61731092)),
    ("GCJ-02", (114.520212, 30.50848), (114.525421278212, 30.505929633247)),
    # Baidu's own service, api.map.baidu.com/geoconv/v1/?from=1&to=5: example of its documentation.
    ("BD-09", (114.21892734521, 29.575429778924), (114.2307519546763, 29.57908428837437)),
]
CENTRE = (115.91, 28.62)
LON, LAT = st.floats(75, 134), st.floats(5, 53)


@pytest.mark.parametrize(("datum", "wgs84", "published"), PUBLISHED)
def test_the_formulas_agree_with_the_services(datum, wgs84, published):
    (there,), (back,) = from_wgs84(np.array([wgs84]), datum), to_wgs84(np.array([published]), datum)
    within_m = 0.4 if datum == "GCJ-02" else 0.7  # the services round, each in its own way
    assert Geod(ellps="WGS84").inv(*there, *published)[2] < within_m
    assert Geod(ellps="WGS84").inv(*back, *wgs84)[2] < within_m


@pytest.mark.parametrize(
    ("datum", "shift_m", "azimuth"), [("GCJ-02", 604, 129), ("BD-09", 1148, 74)]
)
def test_the_shift_at_the_district(datum, shift_m, azimuth):
    (there,) = from_wgs84(np.array([CENTRE]), datum)
    forward, _, distance_m = Geod(ellps="WGS84").inv(*CENTRE, *there)
    assert distance_m == pytest.approx(shift_m, abs=1)
    assert forward == pytest.approx(azimuth, abs=1)


@given(st.lists(st.tuples(LON, LAT), max_size=20), st.sampled_from(DATUMS))
def test_there_and_back_is_the_same_place(places, datum):
    lonlat = np.array(places, dtype=float).reshape(-1, 2)
    assert to_wgs84(from_wgs84(lonlat, datum), datum) == pytest.approx(lonlat, abs=1e-8)
    assert from_wgs84(to_wgs84(lonlat, datum), datum) == pytest.approx(lonlat, abs=1e-8)


@given(LON, LAT, st.sampled_from(DATUMS))
@example(*CENTRE, "GCJ-02")
@example(*CENTRE, "BD-09")
def test_there_and_back_is_exact_within_a_tenth_of_a_millimetre(lon, lat, datum):
    """As `to_wgs84` promises; measured on the ellipsoid, not in degrees."""
    for there, back in ((from_wgs84, to_wgs84), (to_wgs84, from_wgs84)):
        (found,) = back(there(np.array([(lon, lat)]), datum), datum)
        assert Geod(ellps="WGS84").inv(lon, lat, *found)[2] < 1e-4


RIMS = [
    ((72.004, 30), (72.003, 30)),
    ((137.8347, 30), (137.8348, 30)),
    ((110, 0.8293), (110, 0.8292)),
    ((110, 55.8271), (110, 55.8272)),
]


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
@pytest.mark.parametrize(("inside", "outside"), RIMS)
def test_places_are_shifted_up_to_the_rim_of_the_datum_and_no_farther(inside, outside, datum):
    for move in (from_wgs84, to_wgs84):
        (there,), (stays,) = move(np.array([inside]), datum), move(np.array([outside]), datum)
        assert np.abs(there - inside).max() > 1e-4
        assert tuple(stays) == outside


def test_places_far_from_china_stay_beside_some_that_are_shifted():
    places = np.array([CENTRE, (2.35, 48.86), CENTRE])
    for move in (from_wgs84, to_wgs84):
        moved = move(places, "BD-09")
        assert moved[1].tolist() == [2.35, 48.86]
        assert moved[0].tolist() == moved[2].tolist() != list(CENTRE)


def test_whole_degrees_are_shifted_as_others_are():
    """They stand in a list or in whole numbers, and some 500 m are less than a degree."""
    for places in ([(116, 29)], np.array([(116, 29)])):
        for move in (from_wgs84, to_wgs84):
            assert 1e-3 < np.abs(move(places, "GCJ-02") - [(116, 29)]).max() < 1e-2


def test_no_places_are_no_places():
    for move in (from_wgs84, to_wgs84):
        for datum in DATUMS:
            assert move(np.empty((0, 2)), datum).shape == (0, 2)


@given(LON, LAT)
def test_a_library_that_converts_points_one_by_one_agrees(lon, lat):
    peer = pytest.importorskip("geocoordinates_ffi")
    gcj, bd = (peer.wgs84_to_gcj02(p := peer.Wgs84(lat=lat, lon=lon)), peer.wgs84_to_bd09(p))
    here = np.array([[lon, lat]])
    assert from_wgs84(here, "GCJ-02")[0] == pytest.approx((gcj.lon, gcj.lat), abs=1e-9)
    assert from_wgs84(here, "BD-09")[0] == pytest.approx((bd.lon, bd.lat), abs=1e-9)


def test_many_places_are_as_each_of_them():
    places = np.random.default_rng(4).uniform([115.8, 28.5], [116, 28.7], (45_000, 2))
    whole = to_wgs84(places, "BD-09")
    assert whole.shape == places.shape
    assert whole[[0, 20_000, -1]] == pytest.approx(to_wgs84(places[[0, 20_000, -1]], "BD-09"))


@pytest.mark.parametrize("place", [(2.35, 48.86), (np.nan, 28.6), (np.inf, 28.6), (115.9, -np.inf)])
def test_what_is_far_away_or_not_finite_stays(place):
    for datum in DATUMS:
        assert np.array_equal(to_wgs84(np.array([place]), datum), [place], equal_nan=True)
        assert np.array_equal(from_wgs84(np.array([place]), datum), [place], equal_nan=True)


def test_wgs84_stays_and_is_another_array():
    places = np.array([CENTRE])
    same = to_wgs84(places, "WGS 84/CGCS2000")
    assert same is not places
    assert same == pytest.approx(places)


def test_shapes_keep_index_and_system():
    shapes = GeoSeries(
        [Point(CENTRE), LineString([CENTRE, (115.92, 28.63)]), None], ["a", "b", "c"], name="图形"
    )
    shifted = shapes_from_wgs84(shapes.set_crs(4326), "GCJ-02")
    assert list(shifted.index) == ["a", "b", "c"]
    assert (shifted.crs.to_epsg(), shifted.name) == (4326, "图形")
    assert shifted["a"].distance(Point(CENTRE)) == pytest.approx(0.00591, abs=1e-4)
    assert shapes_to_wgs84(shifted, "GCJ-02")["b"].equals_exact(shapes["b"], 1e-8)
    assert shifted["c"] is None


def test_an_unknown_datum_is_refused():
    with pytest.raises(DataError, match="不认识坐标基准“北京54”；可用：WGS 84/CGCS2000、GCJ-02"):
        to_wgs84(np.array([CENTRE]), "北京54")
