"""Shapes in shapes in shapes: bytes and texts written by hand, one deeper than allowed."""

import struct

import numpy as np
import pyarrow as pa
import pytest
import shapely
from pandas import DataFrame
from shapely import MultiPolygon, Point, Polygon, box

from geo.importing.coordinate_columns import shapes_of_rows
from geo.importing.gdal import shapes_of
from geo.importing.limits import DEEPEST
from geo.importing.model import CoordinateColumns
from geo.importing.nesting_depth import deep_binaries, deep_texts

POINT = struct.pack("<BIdd", 1, 1, 1.0, 2.0)
HOLED = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (1, 2), (2, 2)]])


def wrapped(inner, times, kind=7, order="<"):
    """Well-known binary of a shape in so many others, each holding one."""
    for _ in range(times):
        inner = struct.pack(f"{order}BII", 1 if order == "<" else 0, kind, 1) + inner
    return inner


def deep(*blobs, binary=None):
    return deep_binaries(pa.chunked_array([pa.array(blobs, binary or pa.binary())])).tolist()


@pytest.mark.parametrize("kind", [4, 6, 7, 1007, 0x20000007 - 0x20000000, 12])
@pytest.mark.parametrize("order", ["<", ">"])
def test_as_deep_as_allowed_and_one_deeper(kind, order):
    kept, lost = (wrapped(POINT, times, kind, order) for times in (DEEPEST - 1, DEEPEST))
    assert deep(kept, lost, None, b"", POINT) == [False, True, False, False, False]


def test_deep_behind_shapes_that_are_not():
    flat = shapely.to_wkb(HOLED)
    inner = wrapped(POINT, DEEPEST)
    whole = (
        struct.pack("<BII", 1, 7, 4) + flat + POINT + shapely.to_wkb(MultiPolygon([HOLED])) + inner
    )
    assert deep(whole) == [True]
    assert deep(whole[: -len(inner)] + POINT) == [False]


def test_numbers_of_systems_and_heights_are_passed_over():
    point = struct.pack("<BIIddd", 1, 0x80000001 | 0x20000000, 4326, 1.0, 2.0, 3.0)
    inner = struct.pack("<BII", 1, 7, 2) + point + wrapped(POINT, DEEPEST)
    assert deep(inner) == [True]


def test_a_byte_order_that_is_none_is_not_trusted():
    assert deep(struct.pack("<BII", 2, 7, 1) + POINT) == [True]
    assert deep(struct.pack("<BII", 1, 7, 1) + b"\2" + POINT[1:]) == [True]


def test_what_is_cut_is_left_to_the_library():
    assert deep(wrapped(POINT, DEEPEST)[:60], struct.pack("<BII", 1, 7, 2**31)) == [False, False]


@pytest.mark.parametrize("binary", [pa.binary(), pa.large_binary()])
def test_usual_shapes_are_not_deep(binary):
    shapes = [Point(1, 2), HOLED, MultiPolygon([HOLED]), MultiPolygon([HOLED, box(20, 20, 30, 30)])]
    shapes.append(shapely.GeometryCollection(shapes))
    column = pa.chunked_array([pa.array(shapely.to_wkb(shapes).tolist(), binary).slice(1)])
    assert not deep_binaries(column).any()
    assert shapes_of(column).tolist() == shapes[1:]


def test_a_shape_too_deep_is_none():
    blobs = [POINT, wrapped(POINT, DEEPEST)]
    assert shapes_of(pa.chunked_array([blobs])).tolist() == [Point(1, 2), None]


def nested(times):
    return "GEOMETRYCOLLECTION(" * times + "POINT(1 2)" + ")" * times


def test_texts_as_deep_as_allowed_and_one_deeper():
    wide = "GEOMETRYCOLLECTION(" + ",".join(["POINT(1 2)"] * 100) + ")"
    texts = [nested(DEEPEST - 1), nested(DEEPEST), wide, "", "(" * (DEEPEST + 1), None]
    assert deep_texts(pa.array(texts)).tolist() == [False, True, False, False, True, False]


def test_rows_of_a_table_too_deep_have_no_shape():
    frame = DataFrame({"wkt": ["SRID=4326;POINT (1 2)", nested(DEEPEST), nested(2)]})
    shapes = shapes_of_rows(frame, CoordinateColumns("wkt", "wkt"))
    assert shapely.is_missing(shapes).tolist() == [False, True, False]
    assert np.asarray(shapes)[0] == Point(1, 2)
