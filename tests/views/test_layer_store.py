"""The shelf holds what fits, takes nothing from who is there, and counts right under threads."""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame
from shapely import Point

from geo.errors import DataError
from views import layer_store
from views.sessions import memory, registry
from views.sessions.sizes import bytes_of


def layer(points=1):
    return GeoDataFrame({"名称": ["甲"] * points}, geometry=[Point(115.9, 28.6)] * points, crs=4326)


@pytest.fixture
def put_by(monkeypatch):
    """Put a thing for a session."""

    def put(owner, thing):
        monkeypatch.setattr(registry, "owner", lambda: owner)
        return layer_store.put(thing)

    return put


def test_what_is_put_comes_back_and_is_gone_when_dropped():
    mine = layer()
    token = layer_store.put(mine)
    assert layer_store.get(token) is mine
    layer_store.drop(token)
    layer_store.drop(token)
    with pytest.raises(DataError, match="请重新导入"):
        layer_store.get(token)
    assert layer_store.owners() == set()


def test_two_hundred_imports_of_others_take_nothing(put_by):
    first = put_by("first", layer())
    for number in range(300):
        put_by(f"other {number}", layer())
    assert layer_store.get(first) is not None


def test_a_session_has_so_many_layers(put_by, monkeypatch):
    monkeypatch.setattr(layer_store, "MOST_EACH", 2)
    kept = [put_by("me", layer()) for _ in range(2)]
    with pytest.raises(DataError, match="已导入 2 个图层，已达上限；请先移除"):
        put_by("me", layer())
    layer_store.drop(kept[0])
    put_by("me", layer())
    assert layer_store.holds(kept[1])


def test_who_would_exceed_his_bound_is_told_and_keeps_what_he_has(put_by, monkeypatch):
    monkeypatch.setattr(layer_store, "MOST_BYTES_EACH", bytes_of(layer(1000)) + 10)
    kept = put_by("me", layer(1000))
    with pytest.raises(DataError, match="每人 .* MB 的上限；请先移除"):
        put_by("me", layer())
    assert layer_store.holds(kept)
    put_by("another", layer(1000))


def test_those_without_connection_make_room_the_longest_lost_first(put_by, monkeypatch):
    monkeypatch.setattr(layer_store, "MOST_BYTES", 3 * bytes_of(layer(1000)) + 10)
    here, late, early = (put_by(name, layer(1000)) for name in ("here", "late", "early"))
    registry.note(frozenset({"here", "late"}), frozenset({"early"}), 0.0)
    registry.note(frozenset({"here"}), frozenset({"early", "late"}), 60.0)
    new = put_by("new", layer(1000))
    assert [layer_store.holds(each) for each in (here, late, early, new)] == [
        True,
        True,
        False,
        True,
    ]
    put_by("new", layer(1000))
    assert [layer_store.holds(each) for each in (here, late, new)] == [True, False, True]
    with pytest.raises(DataError, match="快满了"):
        put_by("new", layer(1000))
    assert layer_store.holds(here)


def test_a_session_that_has_gone_leaves_nothing(put_by):
    mine, other = put_by("me", layer()), put_by("other", layer())
    layer_store.release("me")
    assert [layer_store.holds(mine), layer_store.holds(other)] == [False, True]
    assert layer_store.owners() == {"other"}


def test_putting_again_under_a_token_counts_once(put_by):
    token = put_by("me", layer(1000))
    layer_store.put(layer(), token)
    assert layer_store._sizes["me"] == bytes_of(layer())
    assert layer_store._numbers["me"] == 1


def test_many_threads_at_once_lose_no_layer_and_no_byte(monkeypatch):
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    things = [layer(number) for number in range(1, 9)]
    monkeypatch.setattr(layer_store, "MOST_EACH", 10_000)

    def work(number):
        tokens = [layer_store.put(things[(number + turn) % 8]) for turn in range(40)]
        for token in tokens[::2]:
            layer_store.drop(token)
        return tokens[1::2]

    try:
        with ThreadPoolExecutor(16) as threads:
            kept = [token for part in threads.map(work, range(32)) for token in part]
    finally:
        sys.setswitchinterval(before)
    assert len(kept) == len(set(kept)) == 32 * 20
    sizes = Counter(bytes_of(layer_store.get(token)) for token in kept)
    assert layer_store._sizes.total() == sum(size * number for size, number in sizes.items())
    assert layer_store._numbers.total() == 640


def test_dropping_a_layer_drops_what_was_made_of_it(put_by):
    @memory.remembered(most=4)
    def made(token, times):
        return [token] * times

    token, other = put_by("me", layer()), put_by("me", layer())
    first, second = made(token, 2), made(other, 2)
    assert made(token, 2) is first
    layer_store.drop(token)
    assert made(token, 2) is not first
    assert made(other, 2) is second


@pytest.mark.parametrize(
    ("thing", "least", "most"),
    [
        (np.zeros(1_000_000), 8_000_000, 8_000_000),
        (DataFrame({"a": np.zeros(1_000_000)}), 8_000_000, 8_100_000),
        (["x" * 1_000] * 10_000, 10_000_000, 11_000_000),
        (layer(10_000), 1_000_000, 4_000_000),
        ({"a": np.zeros(1_000), "b": (1, 2, 3)}, 8_000, 9_000),
    ],
)
def test_sizes_are_about_right(thing, least, most):
    assert least <= bytes_of(thing) <= most


def test_what_holds_itself_has_a_size():
    ring = []
    ring.append(ring)
    assert 0 < bytes_of(ring) < 10_000
