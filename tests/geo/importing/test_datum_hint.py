"""Places that look as if they came from a web map."""

import numpy as np
import pytest
import shapely
from geopandas import GeoSeries, points_from_xy
from shapely import Point, box

from geo.datums import from_wgs84, shapes_from_wgs84, to_wgs84
from geo.importing.datum_hint import datum_hint, middles


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


@pytest.fixture
def moved(district):
    """So many places that lie inside only when shifted back, and so many only as they stand."""
    west, south, east, north = district.total_bounds
    x, y = np.meshgrid(np.linspace(west, east, 60), np.linspace(south, north, 60)[1:-1])
    spots = np.column_stack([x.ravel(), y.ravel()])
    area = district.union_all()

    def within(places):
        return shapely.contains_xy(area, places)

    gained = from_wgs84(spots, "GCJ-02")
    gained = gained[within(spots) & ~within(gained)]
    lost = spots[within(spots) & ~within(to_wgs84(spots, "GCJ-02"))]

    def take(gain, loss):
        return GeoSeries(points_from_xy(*np.concatenate([gained[:gain], lost[:loss]]).T), crs=4326)

    return take


@pytest.mark.parametrize(
    ("gain", "loss", "doubt"), [(9, 1, True), (12, 4, True), (12, 5, False), (1, 0, True)]
)
def test_one_place_lost_for_three_gained_may_be(moved, district, gain, loss, doubt):
    hint = datum_hint(moved(gain, loss), (), district)
    words = (
        f"有 {gain} 个要素（共 {gain + loss} 个）按 GCJ-02 纠偏后才落在区界内："
        "坐标可能取自高德、腾讯地图，请核对“坐标来源”"
    )
    assert hint == (words if doubt else "")


@pytest.mark.parametrize(
    ("name", "datum", "source"),
    [
        *((name, "BD-09", "百度地图") for name in ("bd09", "BD-09", "x_bd_09", "bd 09", "bdlng")),
        *((name, "BD-09", "百度地图") for name in ("bd_lat", "百度经度", "BaiduX")),
        *((name, "GCJ-02", "高德、腾讯地图") for name in ("gcj", "GCJ-02", "ｇｃｊ_02", "AMAP_x")),
        *((name, "GCJ-02", "高德、腾讯地图") for name in ("高德", "火星坐标", "腾讯x")),
    ],
)
def test_names_tell_whose_coordinates_they_are(name, datum, source):
    hint = datum_hint(GeoSeries([], crs=4326), ("名称", name), None)
    assert hint == f"列名“{name}”提示坐标可能取自{source}（{datum}），请核对“坐标来源”"


def test_names_are_looked_at_where_places_are_right(inside, district):
    assert "列名“gcj_lng”" in datum_hint(inside, ("gcj_lng",), district)
    assert datum_hint(inside, ("abd", "cj02", "编号"), district) == ""


def test_the_middle_of_a_shape_is_its_place():
    shapes = np.array([box(0, 1, 4, 3), None, Point(), Point(7, 8)], dtype=object)
    assert middles(shapes).tolist() == [[2, 2], [7, 8]]
