"""Places that look as if they came from a web map."""

import numpy as np
import pytest
from geopandas import GeoSeries, points_from_xy

from geo.datums import shapes_from_wgs84
from geo.incoming.datum_hint import datum_hint


@pytest.fixture
def inside(district):
    west, south, east, north = district.total_bounds
    x, y = np.meshgrid(
        np.linspace(west + 1e-4, east - 1e-4, 9), np.linspace(south, north, 11)[1:-1]
    )
    return GeoSeries(points_from_xy(x.ravel(), y.ravel()), crs=4326)


@pytest.mark.parametrize(("datum", "word"), [("GCJ-02", "高德"), ("BD-09", "百度")])
def test_places_that_fall_in_only_when_shifted_back(inside, district, datum, word):
    hint = datum_hint(shapes_from_wgs84(inside, datum), (), district)
    assert f"按 {datum} 纠偏后才落在区界内" in hint
    assert word in hint
    assert "共 81 个" in hint


def test_places_that_are_right_raise_no_doubt(inside, district):
    assert datum_hint(inside, ("名称", "经度"), district) == ""


def test_a_whole_city_raises_no_doubt(district):
    city = np.random.default_rng(1).uniform([115.8, 28.5], [116.0, 28.7], (5000, 2))
    assert datum_hint(GeoSeries(points_from_xy(*city.T), crs=4326), (), district) == ""


@pytest.mark.parametrize(
    ("name", "datum"), [("gcj02_lng", "GCJ-02"), ("BD09经度", "BD-09"), ("高德坐标", "GCJ-02")]
)
def test_names_tell(name, datum):
    hint = datum_hint(GeoSeries([], crs=4326), ("名称", name), None)
    assert name in hint
    assert datum in hint


def test_nothing_raises_no_doubt(district):
    assert datum_hint(GeoSeries([None], crs=4326), (), district) == ""
