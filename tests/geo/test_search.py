"""Names of several layers, gathered for the search box."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point

from geo.search import Hit, build_index


def layer(names, shapes, crs="EPSG:4326"):
    ids = [f"i{n}" for n in range(len(names))]
    return GeoDataFrame({"name": names}, geometry=shapes, index=ids, crs=crs)


@pytest.fixture
def index():
    schools = layer(["新博文学校", "博文学校新建"], [Point(115.9, 28.6), None])
    roads = layer(["博文路 A段", ""], [LineString([(115, 28), (115, 29)]), Point(115, 28)])
    return build_index({"schools": (schools, "name"), "roads": (roads, "name")})


def test_a_hit_says_layer_feature_and_whether_it_has_a_place(index):
    assert index[0] == Hit("schools", "i0", "新博文学校", placed=True)
    assert index[1] == Hit("schools", "i1", "博文学校新建", placed=False)


def test_layers_keep_their_order_and_the_nameless_is_left_out(index):
    assert [hit.name for hit in index] == ["新博文学校", "博文学校新建", "博文路 A段"]
    assert build_index({}) == ()


def test_the_name_may_be_the_index():
    outline = layer(["x"], [Point(115, 28)]).set_axis(["青云谱区"]).rename_axis("name")
    (hit,) = build_index({"outline": (outline.drop(columns="name"), "name")})
    assert (hit.feature_id, hit.name) == ("青云谱区", "青云谱区")
