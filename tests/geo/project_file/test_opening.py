"""A project opened: earlier files' layers are put to use, collections hold no others."""

import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import GeometryCollection, LineString, MultiPoint, Point

from geo.crs import to_metric
from geo.errors import DataError
from geo.network.build import build_network
from geo.project_file import Project, dump, store, store_network
from geo.project_file.model import StoredNetwork
from geo.project_file.opening import open_layer, open_project

SPOT = Point(115.9, 28.6)


def layer(name, role="layer", shape=SPOT, **columns):
    frame = GeoDataFrame(columns or {"名称": [name]}, geometry=[shape], crs="EPSG:4326")
    return store(frame, name, role, look={"size": 2.0})


def opened(*layers, networks=(), **choices):
    text = dump(Project("0.1.0", "2026-01-31", choices, layers, networks))
    return open_project(text.encode())


def test_a_project_is_ready_for_use():
    network = StoredNetwork("试", "请重新导入")
    found = opened(layer("甲"), networks=(network,), **{"lc-k": 3})
    assert (found.saved, found.choices, found.warnings) == ("2026-01-31", {"lc-k": 3}, ())
    (one,) = found.layers
    assert (one.name, one.role, one.look) == ("甲", "layer", {"size": 2.0})
    assert one.frame_ll["名称"].tolist() == ["甲"]
    assert [(each.network, each.note) for each in found.networks] == [(None, "请重新导入")]


def test_what_is_no_project_is_refused():
    with pytest.raises(DataError, match="JSON"):
        open_project(b"{")


def test_collections_come_without_others_in_them():
    deep = GeometryCollection([SPOT, GeometryCollection([GeometryCollection([Point(1, 2)])])])
    found = open_layer(layer("甲", shape=deep))
    (shape,) = found.frame_ll.geometry
    assert shape == GeometryCollection([SPOT, Point(1, 2)])
    assert found.frame_ll.crs == "EPSG:4326"
    assert (found.name, found.role) == ("甲", "layer")


@pytest.mark.parametrize("shape", [MultiPoint([(1, 2), (3, 4)]), None, GeometryCollection([SPOT])])
def test_other_shapes_stay(shape):
    (found,) = open_layer(layer("甲", shape=shape)).frame_ll.geometry
    assert found == shape
    assert shapely.get_type_id(found) == shapely.get_type_id(shape)


def test_networks_are_ready_for_use():
    line = GeoDataFrame(geometry=[LineString([(115.9, 28.6), (115.91, 28.6)])], crs="EPSG:4326")
    made = build_network(to_metric(line), label="试")
    (found,) = opened(networks=(store_network(made),)).networks
    assert (found.network.label, len(found.network.nodes_m), found.note) == ("试", 2, "")
