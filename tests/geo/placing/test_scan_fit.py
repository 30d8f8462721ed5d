"""A scan laid by points, against places worked out by hand."""

import numpy as np
import pytest
import shapely
from geopandas import GeoSeries
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import METRIC, to_lonlat, to_metric
from geo.errors import DataError
from geo.placing.scan_fit import fit

HOME = np.array([393_500.0, 3_166_500.0])
SIZE = (1_000, 800)


def degrees(places_m):
    return shapely.get_coordinates(
        to_lonlat(GeoSeries(shapely.points(places_m), crs=METRIC)).to_numpy()
    )


def metres(lonlat):
    return shapely.get_coordinates(
        to_metric(GeoSeries(shapely.points(lonlat), crs="EPSG:4326")).to_numpy()
    )


def on_ground(pixels, turn_deg=0.0, scale=2.0):
    """Where pixels lie of a scan of `scale` metres a pixel whose top is turned to the left."""
    angle = np.radians(turn_deg)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    up = np.asarray(pixels, float) * (1, -1)
    return HOME + scale * up @ matrix.T


def test_two_points_turn_scale_and_move():
    pixels = [(100, 100), (900, 700)]
    found = fit(np.array(pixels), degrees(on_ground(pixels, 30)), SIZE)
    corners = on_ground([(0, 0), (1_000, 0), (0, 800)], 30)
    assert metres(found.corners_ll) == pytest.approx(corners, abs=1e-3)
    assert found.metres_per_pixel == pytest.approx(2.0)
    assert found.spare == 0
    assert found.rms_m == 0


def test_three_points_stretch_paper_that_shrank():
    pixels = np.array([(0, 0), (1_000, 0), (0, 800)])
    wide = on_ground(pixels * (1.02, 1.0))
    found = fit(pixels, degrees(wide), SIZE)
    assert metres(found.corners_ll) == pytest.approx(wide, abs=1e-3)


def test_a_point_that_is_off_shows_in_what_is_left():
    pixels = np.array([(0, 0), (1_000, 0), (0, 1_000), (1_000, 1_000)])
    places = on_ground(pixels)
    places[3] += (40, 0)  # of four corners of a square, a fit of six numbers leaves a quarter each
    found = fit(pixels, degrees(places), SIZE)
    assert found.residuals_m == pytest.approx([10, 10, 10, 10], abs=0.05)
    assert found.spare == 1
    assert found.rms_m == pytest.approx(20, abs=0.1)


@given(st.floats(-180, 180), st.floats(0.1, 50))
def test_any_turn_and_scale_comes_back(turn_deg, scale):
    pixels = np.array([(50, 60), (700, 90), (300, 640), (900, 500)])
    found = fit(pixels, degrees(on_ground(pixels, turn_deg, scale)), SIZE)
    assert found.metres_per_pixel == pytest.approx(scale, rel=1e-5)
    assert found.residuals_m.max() < 1e-3


@pytest.mark.parametrize(
    ("pixels", "places", "words"),
    [
        ([(0, 0)], [(0, 0)], "至少要 2 个"),
        ([(5, 5), (8, 9)], [(0, 0), (500, 0)], "挤在一处"),
        ([(0, 0), (500, 500), (900, 900)], [(0, 0), (50, -50), (90, -90)], "一条直线"),
        ([(0, 0), (900, 0), (0, 900)], [(0, 0), (-900, 0), (0, -900)], "反面"),
        ([(0, 0), (900, 0), (0, 900)], [(0, 0), (9_000, 0), (0, -900)], "变形"),
    ],
)
def test_points_that_cannot_be_are_refused(pixels, places, words):
    with pytest.raises(DataError, match=words):
        fit(np.array(pixels), degrees(HOME + np.array(places, float)), SIZE)
