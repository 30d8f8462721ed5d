"""The five zones partition the outline, along shared vertices, as RFC 7946 polygons."""

import json
from itertools import combinations

import geopandas as gpd
import pytest
from shapely import LineString, Point

from geo.crs import to_metric
from tools.build_zones import zone_features

GEOJSON = ["boundary.geojson", "roads.geojson", "zones.geojson"]
ANCHORS = {  # reference gazetteer: places whose zone the plan names
    "洪都老厂区": (115.923, 28.631, "core"),
    "江铃老厂区": (115.9065, 28.6255, "headquarters"),
    "江联老厂区": (115.904, 28.6222, "headquarters"),
    "八大山人梅湖景区": (115.9148, 28.60688, "belt"),
    "象湖公园东门": (115.895, 28.6295, "belt"),
    "十字街站": (115.900989, 28.657401, "commerce"),
    "徐家坊街道社区卫生服务中心": (115.90735, 28.649473, "commerce"),
    "青云小镇": (115.9342, 28.6517, "commerce"),
    "南昌深圳农产品中心批发市场": (115.924767, 28.612586, "new-economy"),
}


def all_numbers(value):
    if isinstance(value, list):
        for part in value:
            yield from all_numbers(part)
    else:
        yield value


def ring_area(ring):
    return sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False)
    )  # twice the signed area: positive when counter-clockwise


def test_five_zones_of_the_issue(zones):
    assert set(zones.index) == {"core", "belt", "new-economy", "commerce", "headquarters"}
    assert set(zones.geom_type) == {"Polygon"}
    assert zones.is_valid.all()
    assert all(len(zone.interiors) == 0 for zone in zones.geometry)


def test_no_two_zones_overlap(zones):
    metric = to_metric(zones).geometry
    assert max(one.intersection(other).area for one, other in combinations(metric, 2)) == 0


def test_zones_cover_the_outline(zones, outline):
    union = to_metric(zones).union_all()
    assert union.geom_type == "Polygon"
    assert len(union.interiors) == 0
    assert union.symmetric_difference(to_metric(outline).geometry.iloc[0]).area < 1


def test_neighbours_share_every_vertex(zones):
    """A vertex of one zone on the edge of another is a vertex of that other."""
    corners = {name: set(zone.exterior.coords) for name, zone in zones.geometry.items()}
    for one, other in combinations(zones.index, 2):
        seam = zones.geometry[one].intersection(zones.geometry[other])
        for corner in corners[one] ^ corners[other]:
            assert seam.is_empty or seam.distance(Point(corner)) > 1e-9


@pytest.mark.parametrize("place", ANCHORS)
def test_known_place_is_in_its_zone(zones, place):
    lon, lat, zone_id = ANCHORS[place]
    assert list(zones.index[zones.contains(Point(lon, lat))]) == [zone_id]


@pytest.mark.parametrize("name", GEOJSON)
def test_file_is_rfc7946(data, name):
    document = json.loads((data / name).read_text(encoding="utf-8"))
    assert "crs" not in document
    for feature in document["features"]:
        geometry = feature["geometry"]
        numbers = list(all_numbers(geometry["coordinates"]))
        assert all(number == round(number, 6) for number in numbers)
        if geometry["type"] == "Polygon":
            assert ring_area(geometry["coordinates"][0]) > 0


def test_script_gives_the_file(zones, outline, data):
    roads = gpd.read_file(data / "roads.geojson").set_index("name").geometry.to_dict()
    built = zone_features(outline.geometry.iloc[0], roads)
    assert all(area.equals(zones.geometry[fields["zone_id"]]) for fields, area in built)
    assert len(built) == len(zones)


def test_road_that_never_meets_the_other_is_refused(outline):
    roads = dict.fromkeys(["九洲高架", "施尧路"], LineString([(0, 0), (1, 1)]))
    with pytest.raises(ValueError, match="expected one crossing"):
        zone_features(outline.geometry.iloc[0], roads)


def test_zones_say_they_are_a_sketch(zones):
    assert all("示意" in basis for basis in zones["basis"])
    assert (zones["accuracy_m"] > 0).all()
