"""The one place that reprojects."""

import pytest
from geopandas import GeoDataFrame, GeoSeries
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.crs import require_metric, to_lonlat, to_metric, to_system
from geo.errors import DataError, PlanMapError, UnexpectedCRSError


@given(st.floats(115.5, 116.5), st.floats(28, 29))
def test_there_and_back_is_the_same_place(lon, lat):
    there = to_metric(GeoSeries([Point(lon, lat)], crs="EPSG:4326"))
    back = to_lonlat(there).iloc[0]
    assert (back.x, back.y) == pytest.approx((lon, lat), abs=1e-8)


def test_east_comes_first_and_the_central_meridian_is_at_500_km():
    (point,) = to_metric(GeoSeries([Point(117, 28.6)], crs="EPSG:4326"))
    assert point.x == pytest.approx(500_000, abs=0.01)
    assert 3_160_000 < point.y < 3_170_000


def test_the_zone_prefix_is_all_that_4527_adds():
    """Both are CM 117E; 4527 writes the zone number 39 before the easting."""
    (plain,) = to_metric(GeoSeries([Point(115.9, 28.6)], crs="EPSG:4326"))
    (prefixed,) = to_system(GeoSeries([Point(115.9, 28.6)], crs="EPSG:4326"), "EPSG:4527")
    assert prefixed.x - plain.x == pytest.approx(39_000_000, abs=1e-3)
    assert prefixed.y == pytest.approx(plain.y, abs=1e-3)


def test_data_without_crs_are_refused():
    with pytest.raises(UnexpectedCRSError, match="no CRS"):
        to_metric(GeoDataFrame(geometry=[Point(0, 0)]))


def test_the_check_names_the_frame_and_the_cure(zones_m):
    require_metric(zones_m, "zones")
    with pytest.raises(UnexpectedCRSError, match="zones: expected EPSG:4548.*to_metric"):
        require_metric(to_lonlat(zones_m), "zones")


def test_every_error_is_the_builtin_a_caller_expects():
    assert issubclass(UnexpectedCRSError, DataError)
    assert issubclass(DataError, (PlanMapError, ValueError))
