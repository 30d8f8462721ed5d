"""Shapes of project files that would take without end, and what points elsewhere in them."""

import json

import pytest
from geopandas import GeoDataFrame
from shapely import Point, box

from geo.errors import DataError
from geo.importing.limits import DEEPEST
from geo.project_file import Project, dump, frame_of, geometry, load, store

FEATURE = ("layers", 0, "collection", "features", 0)
LAYER = ("layers", 0)


def whole():
    """A file of one layer as an object."""
    shapes = [box(115.9, 28.6, 115.91, 28.61), Point(115.9, 28.6)]
    frame = GeoDataFrame({"名称": ["甲", "乙"]}, geometry=shapes, crs="EPSG:4326")
    return json.loads(dump(Project("0.1.0", "2026-01-31", {}, (store(frame, "小区"),))))


def at(path, value):
    """The file with one value changed or added."""
    data = inner = whole()
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return data


def comb(teeth):
    """A ring whose lower side goes up and down across a straight one, twice a tooth."""
    ups = [[115.9 + x / 1e4, 28.6 + (1 - 2 * (x % 2)) / 1e4] for x in range(1, 2 * teeth + 2)]
    return [[[115.9, 28.6], *ups, [115.9 + (2 * teeth + 2) / 1e4, 28.6], [115.9, 28.6]]]


def test_an_area_that_crosses_itself_too_often_is_refused(monkeypatch):
    monkeypatch.setattr(geometry, "MOST_CROSSINGS", 40)
    path = (*FEATURE, "geometry", "coordinates")
    assert load(json.dumps(at(path, comb(20)))).warnings
    words = "layers 第 1 个 第 1 个要素 geometry：应为边界不自相交的面，实为 自相交过多的面；"
    with pytest.raises(DataError, match=words):
        load(json.dumps(at(path, comb(21))))


def test_collections_in_collections_have_an_end():
    shape = {"type": "Point", "coordinates": [115.9, 28.6]}
    for _ in range(DEEPEST - 1):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    path = (*FEATURE, "geometry")
    assert len(load(json.dumps(at(path, shape))).layers[0].features) == 2
    shape = {"type": "GeometryCollection", "geometries": [shape]}
    with pytest.raises(DataError, match="第 1 个要素 geometry：应为GeoJSON 几何"):
        load(json.dumps(at(path, shape)))


@pytest.mark.parametrize("path", [FEATURE, (*FEATURE, "geometry"), (*LAYER, "collection")])
def test_a_system_that_is_a_link_is_nothing(path):
    crs = {"type": "link", "properties": {"href": "http://127.0.0.1:9/x", "type": "proj4"}}
    found = load(json.dumps(at((*path, "crs"), crs)))
    assert frame_of(found.layers[0]).crs == "EPSG:4326"
    assert "127.0.0.1" not in "".join(found.layers[0].features)


def test_a_second_mark_is_no_harm():
    assert load(b"\xef\xbb\xbf" * 2 + json.dumps(whole()).encode()).layers
