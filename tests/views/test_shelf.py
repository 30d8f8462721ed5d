"""The shelf holds what fits, the newest last to go."""

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.errors import DataError
from views import shelf


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    kept = {}
    monkeypatch.setattr(shelf, "_shelf", lambda: kept)
    return kept


def layer(points=1):
    return GeoDataFrame({"名称": ["甲"] * points}, geometry=[Point(115.9, 28.6)] * points, crs=4326)


def test_what_is_put_comes_back_and_is_gone_when_dropped():
    mine = layer()
    token = shelf.put(mine)
    assert shelf.get(token) is mine
    shelf.drop(token)
    with pytest.raises(DataError, match="请重新导入"):
        shelf.get(token)


def test_the_oldest_make_room_by_number(monkeypatch):
    monkeypatch.setattr(shelf, "_MOST", 2)
    first, second, third = (shelf.put(layer()) for _ in range(3))
    assert shelf.get(second) is not None
    assert shelf.get(third) is not None
    with pytest.raises(DataError):
        shelf.get(first)


def test_the_oldest_make_room_by_size(monkeypatch):
    small, large = layer(), layer(1000)
    monkeypatch.setattr(shelf, "_MOST_BYTES", shelf._bytes(large) + shelf._bytes(small))
    tokens = [shelf.put(small), shelf.put(small), shelf.put(large)]
    kept = [token for token in tokens if token in shelf._shelf()]
    assert kept == tokens[1:]


def test_a_layer_larger_than_all_the_room_is_kept_alone(monkeypatch):
    monkeypatch.setattr(shelf, "_MOST_BYTES", 10)
    shelf.put(layer())
    token = shelf.put(layer(50))
    assert list(shelf._shelf()) == [token]
