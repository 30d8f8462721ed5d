"""What no codec of ours wrote is refused before anything is built of it."""

import io

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from sandbox_values import KNOWN, Held, Pair, there_and_back

from geo.sandbox.codec import BrokenParcelError, classes, decode, encode
from geo.sandbox.parcel import Parcel, TooLarge, receive, send


def test_classes_that_are_not_listed_are_not_built():
    with pytest.raises(BrokenParcelError, match="未列出的类型"):
        there_and_back(Held("甲"), classes(Pair))


def _spoilt():
    good = encode(GeoDataFrame({"n": ["甲"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326))
    places = good.tree["held"]["columns"][1]["shapes"]["parts"]["3"]
    for key, value in (
        ("offsets", []),
        ("places", {"dtype": "<f8", "shape": [5, 2], "at": 99}),
        ("places", {"dtype": "<f8", "shape": [500, 2], "at": places["places"]["at"]}),
        ("places", {"dtype": "|O", "shape": [5, 2], "at": places["places"]["at"]}),
        ("places", {"dtype": "<f8", "shape": [-1, 2], "at": places["places"]["at"]}),
        ("places", None),
    ):
        yield {**places, key: value}
    swapped = places["offsets"][::-1]
    yield {**places, "offsets": [*swapped, *swapped]}


@pytest.mark.parametrize("place", list(_spoilt()))
def test_shapes_that_lead_outside_are_refused(place):
    good = encode(GeoDataFrame({"n": ["甲"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326))
    good.tree["held"]["columns"][1]["shapes"]["parts"]["3"] = place
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    with pytest.raises(BrokenParcelError):
        decode(Parcel(good.tree, blobs), KNOWN)


@pytest.mark.parametrize("offsets", [[0, 9], [1, 5], [0, 3], [5, 0]])
def test_offsets_are_checked_before_the_geometry_library_sees_them(offsets):
    good = encode(np.array([shapely.LineString([(0, 0)] * 5)], object))
    at = good.tree["held"]["shapes"]["parts"]["1"]["offsets"][0]["at"]
    kind = good.tree["held"]["shapes"]["parts"]["1"]["offsets"][0]["dtype"]
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    blobs[at] = bytearray(np.array(offsets, dtype=kind).tobytes())
    with pytest.raises(BrokenParcelError):
        decode(Parcel(good.tree, blobs), KNOWN)


@pytest.mark.parametrize(
    "tree",
    [
        {"~": "nothing"},
        {"no": "tag"},
        {"~": "bytes", "at": 0},
        {"~": "bytes", "at": True},
        {"~": "named", "class": "os:system", "members": {}},
        {"~": "frame", "held": {}},
        {"~": "time", "kind": "datetime", "text": "never"},
        {"~": "array", "held": {"dtype": "<f8", "shape": [2**40], "at": 0}},
        {"~": "dict", "keys": [[]], "values": [1]},
        {"~": "frame", "held": {"names": [], "index": {"name": None, "range": [0, 1, 0]}}},
    ],
)
def test_what_the_codec_never_writes_is_refused(tree):
    with pytest.raises(BrokenParcelError, match="^读取进程交回的内容不可用"):
        decode(Parcel(tree, []), KNOWN)


def test_depth_ends_in_words():
    tree = 1
    for _ in range(100_000):
        tree = [tree]
    with pytest.raises(BrokenParcelError, match="层次过深"):
        decode(Parcel(tree, []), KNOWN)


def test_a_system_is_taken_by_its_code_alone():
    good = encode(GeoDataFrame(geometry=[shapely.Point(1, 2)], crs=4326))
    good.tree["held"]["columns"][0]["crs"] = "+proj=pipeline +step"
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    with pytest.raises(BrokenParcelError):
        decode(Parcel(good.tree, blobs), KNOWN)


def test_what_is_too_large_is_not_read():
    pipe = io.BytesIO()
    send(pipe, b"d", encode(b"0" * 1_000))
    pipe.seek(0)
    with pytest.raises(TooLarge):
        receive(pipe, lambda: 900)
    assert len(pipe.read()) >= 1_000  # the blob lies there untouched


def test_a_pipe_that_ends_is_told_from_one_that_breaks():
    assert receive(io.BytesIO(b""), lambda: 10) is None
    pipe = io.BytesIO()
    send(pipe, b"d", encode(b"0" * 100))
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[:-1]), lambda: 10_000)
