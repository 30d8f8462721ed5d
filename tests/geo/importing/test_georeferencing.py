"""Heights, choices and exchanged coordinates of a layer as it stands in the file."""

import numpy as np
import pytest
import shapely
from pandas import DataFrame
from shapely import LineString, Point

from geo.errors import DataError
from geo.importing.georeferencing import georeferenced
from geo.importing.model import CoordinateColumns, Raw, ReadingChoices

NAN = float("nan")


def raw(*shapes, crs="EPSG:4326", **columns):
    frame = DataFrame(columns or {"n": range(len(shapes))})
    return Raw(frame, np.array(shapes, dtype=object) if shapes else None, crs)


def test_a_height_of_zero_or_unknown_is_no_height():
    """GIS programs write Z for every shape of a layer; only what is not 0 tells anything."""
    shapes = [
        Point(115.9, 28.6, 0),
        Point(115.9, 28.6, NAN),
        Point(115.9, 28.6, 12.5),
        Point(115.9, 28.6, -3),
        Point(115.9, 28.6),
        LineString([(115.9, 28.6, 0), (115.91, 28.6, 0)]),
        LineString([(115.9, 28.6, 0), (115.91, 28.6, 0.01)]),
        None,
    ]
    found = georeferenced(raw(*shapes), ReadingChoices(), "层")
    assert found.with_height.tolist() == [False, False, True, True, False, False, True, False]
    assert found.with_height.dtype == bool
    assert not shapely.has_z(found.shapes).any()
    assert found.shapes[6].equals_exact(LineString([(115.9, 28.6), (115.91, 28.6)]))
    assert found.shapes[7] is None


def test_a_layer_without_heights_has_none():
    found = georeferenced(raw(Point(115.9, 28.6), None), ReadingChoices(), "层")
    assert found.with_height.tolist() == [False, False]


def test_exchanged_coordinates_are_put_right_in_shapes_and_in_columns():
    found = georeferenced(raw(Point(28.6, 115.9)), ReadingChoices(), "层")
    assert (found.shapes[0].x, found.shapes[0].y) == (115.9, 28.6)
    assert found.columns == CoordinateColumns("file")
    table = georeferenced(
        raw(a=[28.6], b=[115.9]), ReadingChoices(columns=CoordinateColumns("xy", "a", "b")), "层"
    )
    assert (table.shapes[0].x, table.columns) == (115.9, CoordinateColumns("xy", "b", "a"))
    pair = georeferenced(raw(p=["28.6,115.9"]), ReadingChoices(), "层")
    assert (pair.shapes[0].x, pair.columns) == (115.9, CoordinateColumns("pair", "p"))


def test_a_system_that_is_chosen_goes_before_what_the_file_says():
    found = georeferenced(raw(Point(115.9, 28.6)), ReadingChoices(crs="EPSG:4490"), "层")
    assert (found.guess.crs, found.guess.reason) == ("EPSG:4490", "由您指定")
    assert not found.guess.declared
    assert georeferenced(raw(Point(115.9, 28.6)), ReadingChoices(), "层").guess.declared
    turned = georeferenced(raw(Point(28.6, 115.9)), ReadingChoices(crs="EPSG:4490"), "层")
    assert (turned.guess.crs, turned.shapes[0].x) == ("EPSG:4490", 115.9)


def test_empty_shapes_do_not_tell_the_system():
    shapes = [Point(), None, Point(), Point(393_420, 3_167_000)]
    assert georeferenced(raw(*shapes, crs=""), ReadingChoices(), "层").guess.crs == "EPSG:4548"


def test_the_system_is_told_by_shapes_from_all_of_a_large_layer():
    """Of 6 000 the first third is nonsense: shapes 1, 4, 7 … are asked, most of them good."""
    spots = [Point(0, 0)] * 2_000 + [Point(115.9, 28.6)] * 4_000
    assert georeferenced(raw(*spots, crs=""), ReadingChoices(), "层").guess.crs == "EPSG:4326"


@pytest.mark.parametrize("count", [1_999, 2_000, 2_001, 4_000])
def test_a_layer_of_any_size_tells_its_system(count):
    assert georeferenced(
        raw(*[Point(115.9, 28.6)] * count, crs=""), ReadingChoices(), "层"
    ).guess.crs == ("EPSG:4326")


def test_columns_that_are_not_there_are_named():
    with pytest.raises(DataError, match="^层 没有列“p”“q”；请重新选择坐标列"):
        georeferenced(raw(a=[1]), ReadingChoices(columns=CoordinateColumns("xy", "p", "q")), "层")
    with pytest.raises(DataError, match="^层 没有列“q”；"):
        georeferenced(raw(a=[1]), ReadingChoices(columns=CoordinateColumns("xy", "a", "q")), "层")


def test_a_table_may_go_without_shapes_or_by_its_own_columns():
    nowhere = georeferenced(raw(名称=["甲"]), ReadingChoices(), "层")
    assert (nowhere.columns, nowhere.shapes.tolist()) == (CoordinateColumns("none"), [None])
    asked = georeferenced(raw(名称=["甲"]), ReadingChoices(columns=CoordinateColumns("file")), "层")
    assert asked.shapes.tolist() == [None]
    shaped = raw(Point(115.9, 28.6), a=[115.91], b=[28.61])
    by_columns = georeferenced(
        shaped, ReadingChoices(columns=CoordinateColumns("xy", "a", "b")), "层"
    )
    assert by_columns.shapes[0].x == 115.91
    assert by_columns.frame.to_dict("list") == {"a": [115.91], "b": [28.61]}
