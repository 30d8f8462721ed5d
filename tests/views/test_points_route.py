"""The address of a large point layer's columns: there while the layer is held, for who knows it."""

import gc

from geopandas import GeoDataFrame
from shapely import Point
from starlette.requests import Request
from starlette.responses import Response

from layers.drawable import MANY, drawable
from layers.imported import spec_of
from layers.point_cloud import PointCloud
from tools.loops import finished
from views import layer_store, points_route, zones_route
from views.sessions import registry


def cloud() -> PointCloud:
    points = [Point(115.9, 28.6)] * MANY
    frame = GeoDataFrame({"name": "甲"}, index=[f"a-{n}" for n in range(MANY)], geometry=points)
    made = drawable(frame, spec_of("x", "点", "点", ["name"], 0))
    assert isinstance(made, PointCloud)
    return made


def asked(key: str, name: str) -> Response:
    scope = {"type": "http", "headers": [], "path_params": {"key": key, "name": name}}
    answer = points_route.route().endpoint
    return finished(answer(Request(scope)))


def test_columns_are_served_while_the_cloud_is_held():
    held, token = cloud(), layer_store.put(None)
    assert points_route.offer(held, token) == points_route.PATH
    key = held.columns.key
    places = asked(key, "places")
    assert places.status_code == 200
    assert len(places.body) == 8 * MANY
    assert places.headers["cache-control"] == "private, no-store"
    assert asked(held.key, "marks").body == bytes(MANY)
    assert asked(key, "names").body.decode().startswith("甲\x1e")
    assert asked(key, "ids").body.decode().startswith("a-0\x1ea-1\x1e")
    del held
    gc.collect()
    gone = asked(key, "places")
    assert gone.status_code == 404
    assert "刷新页面" in gone.body.decode()


def test_columns_go_with_their_layer_and_with_their_session(monkeypatch):
    monkeypatch.setattr(registry, "owner", lambda: "me")
    one, other = cloud(), cloud()
    first, second = layer_store.put(None), layer_store.put(None)
    points_route.offer(one, first)
    points_route.offer(other, second)
    layer_store.drop(first)  # by 移除; somebody may yet hold the cloud
    assert asked(one.key, "marks").status_code == 404
    assert asked(one.columns.key, "names").status_code == 404
    assert asked(other.key, "marks").status_code == 200
    layer_store.release("me")
    assert asked(other.columns.key, "places").status_code == 404


def test_nothing_else_is_served():
    held = cloud()
    points_route.offer(held, layer_store.put(None))
    assert asked(held.columns.key, "secrets").status_code == 404
    assert asked("nobody", "places").status_code == 404


def test_the_address_stands_below_the_base_path(monkeypatch):
    monkeypatch.setattr(zones_route.st, "get_option", lambda _name: "/map/")
    assert points_route.offer(cloud(), layer_store.put(None)) == "/map/own-points"
    assert points_route.route().path == "/map/own-points/{key}/{name}"
