"""What no codec of ours wrote is refused before anything is built of it."""

import io

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas import GeoDataFrame
from sandbox_values import KNOWN, Held, Pair, there_and_back

from geo.sandbox.codec import BrokenParcelError, classes, decode, encode
from geo.sandbox.parcel import ANYTHING, Most, Parcel, TooLarge, receive, send


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
    with pytest.raises(BrokenParcelError, match="不可用"):
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
        receive(pipe, lambda _: Most(900, 900, 9))
    assert len(pipe.read()) >= 1_000  # the blob lies there untouched


def test_a_pipe_that_ends_is_told_from_one_that_breaks():
    assert receive(io.BytesIO(b""), lambda _: ANYTHING) is None
    pipe = io.BytesIO()
    send(pipe, b"d", encode(b"0" * 100))
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[:-1]), lambda _: ANYTHING)


def spoilt_offsets(shape, numbers):
    """A parcel of one shape whose lists of offsets are replaced, innermost first."""
    good = encode(np.array([shapely.from_wkt(shape)], object))
    (part,) = good.tree["held"]["shapes"]["parts"].values()
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    for node, values in zip(part["offsets"], numbers, strict=True):
        blobs[node["at"]] = bytearray(np.array(values, dtype=node["dtype"]).tobytes())
        node["shape"] = [len(values)]
    return Parcel(good.tree, blobs)


@pytest.mark.parametrize(
    ("shape", "numbers"),
    [
        ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))", [[0, 4], [0, 0, 1], [0, 2]]),
        ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))", [[0, 0, 4], [0, 2], [0, 1]]),
        ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))", [[0, 2, 4], [0, 2], [0, 1]]),
        ("POLYGON ((0 0, 4 0, 4 4, 0 0))", [[0, 4], [0, 0]]),
        ("MULTILINESTRING ((0 0, 1 1, 2 2))", [[0, 1, 3], [0, 2]]),
        ("LINESTRING (0 0, 1 1)", [[0, 2, 2]]),
    ],
)
def test_empty_and_short_parts_never_reach_the_geometry_library(shape, numbers, monkeypatch):
    parcel = spoilt_offsets(shape, numbers)
    monkeypatch.setattr(shapely, "from_ragged_array", lambda *_: pytest.fail("reached"))
    with pytest.raises(BrokenParcelError):
        decode(parcel, KNOWN)


def test_nothing_unfolds_from_what_is_announced():
    for held in (
        {"values": [1], "shape": [50_000_000]},
        {"dtype": "<f8", "shape": [10**9], "at": 0},
    ):
        with pytest.raises(BrokenParcelError):
            decode(Parcel({"~": "array", "held": held}, [bytearray(8)]), KNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"rows": 10**9}, {"rows": -1}, {"rows": 2.0}, {"kind": "nothing"}, {"buffers": []},
    ],
)  # fmt: skip
def test_texts_whose_buffers_are_too_small_are_refused(change):
    good = encode(pd.Series(["甲", None, "乙"]))
    good.tree["held"]["column"]["texts"].update(change)
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    with pytest.raises(BrokenParcelError):
        decode(Parcel(good.tree, blobs), KNOWN)


def test_texts_whose_offsets_lead_outside_or_that_are_none_are_refused():
    for place, value in ((1, b"\xff" * 8), (2, b"\xff")):
        good = encode(pd.Series(["甲", "乙"]))
        at = good.tree["held"]["column"]["texts"]["buffers"][place]["at"]
        blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
        blobs[at][-len(value) :] = value
        with pytest.raises(BrokenParcelError):
            decode(Parcel(good.tree, blobs), KNOWN)


@pytest.mark.parametrize("error", [MemoryError, OSError, RuntimeError, ZeroDivisionError])
def test_whatever_goes_wrong_is_a_broken_parcel_without_its_inside(monkeypatch, error):
    def fail(*_):
        raise error("inside")

    monkeypatch.setattr(shapely, "from_ragged_array", fail)
    good = encode(np.array([shapely.Point(1, 2)], object))
    blobs = [bytearray(memoryview(each).cast("B")) for each in good.blobs]
    with pytest.raises(BrokenParcelError) as caught:
        decode(Parcel(good.tree, blobs), KNOWN)
    assert "inside" not in str(caught.value)
    assert error.__name__ not in str(caught.value)


def test_json_and_blobs_have_bounds_of_their_own():
    pipe = io.BytesIO()
    send(pipe, b"d", encode(["甲"] * 1_000))
    pipe.seek(0)
    with pytest.raises(TooLarge):
        receive(pipe, lambda _: Most(10**9, 1_000, 10))
    pipe = io.BytesIO()
    send(pipe, b"d", encode([b""] * 11))
    pipe.seek(0)
    with pytest.raises(ValueError, match="not many"):
        receive(pipe, lambda _: Most(10**9, 10**9, 10))


def test_a_blob_is_handed_out_once():
    twice = [{"~": "bytes", "at": 0}, {"~": "bytes", "at": 0}]
    assert decode(Parcel(twice[:1], [bytearray(b"1")]), KNOWN) == [b"1"]
    with pytest.raises(BrokenParcelError):
        decode(Parcel(twice, [bytearray(b"1")]), KNOWN)


def test_rows_without_columns_are_bounded():
    node = {"name": None, "range": [0, 10**15, 1]}
    with pytest.raises(BrokenParcelError):
        decode(Parcel({"~": "index", "held": node}, []), KNOWN)
