"""Search by name over several layers."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point

from geo.errors import UnexpectedCRSError
from geo.search import Hit, build_index, search


def layer(names, shapes, crs="EPSG:4326"):
    ids = [f"i{n}" for n in range(len(names))]
    return GeoDataFrame({"name": names}, geometry=shapes, index=ids, crs=crs)


@pytest.fixture
def index():
    schools = layer(
        ["新博文学校", "博文学校新建", "博文"], [Point(115.9, 28.6), None, Point(116, 28)]
    )
    roads = layer(["博文路 A段", ""], [LineString([(115, 28), (115, 29)]), Point(115, 28)])
    return build_index({"schools": (schools, "name"), "roads": (roads, "name")})


def test_exact_then_prefix_then_substring(index):
    names = [hit.name for hit in search(index, "博文")]
    assert names == ["博文", "博文学校新建", "博文路 A段", "新博文学校"]


def test_a_hit_says_layer_feature_and_place(index):
    assert search(index, "新博文") == [Hit("schools", "i0", "新博文学校", 115.9, 28.6)]


def test_a_hit_without_a_place_has_no_coordinates(index):
    assert search(index, "学校新建") == [Hit("schools", "i1", "博文学校新建", None, None)]


def test_the_point_of_a_line_lies_on_it(index):
    (hit,) = search(index, "a段 博文")
    assert hit.lon == 115
    assert 28 <= hit.lat <= 29


def test_nothing_asked_nothing_found(index):
    assert search(index, " ") == []
    assert search(index, "没有") == []
    assert search(build_index({}), "博文") == []


def test_the_limit_holds(index):
    assert len(search(index, "博文", limit=2)) == 2


def test_the_name_may_be_the_index():
    outline = layer(["x"], [Point(115, 28)]).set_axis(["青云谱区"]).rename_axis("name")
    hits = search(build_index({"outline": (outline.drop(columns="name"), "name")}), "青云")
    assert [hit.feature_id for hit in hits] == ["青云谱区"]


def test_metres_are_refused():
    metric = layer(["x"], [Point(0, 0)], crs="EPSG:4548")
    with pytest.raises(UnexpectedCRSError, match="schools: expected EPSG:4326"):
        build_index({"schools": (metric, "name")})
