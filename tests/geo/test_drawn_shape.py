"""What a browser says was drawn: taken if it is a shape of this district, else refused."""

import pytest
import shapely

from geo.drawn_shape import MOST_PLACES, drawn_shape, geojson_of, places_of
from geo.errors import DataError

LINE = {"type": "LineString", "coordinates": [[115.9, 28.6], [115.91, 28.61]]}


def test_nothing_drawn_is_nothing():
    assert drawn_shape(None) is None
    assert geojson_of(None) is None
    assert geojson_of(shapely.Point()) is None


def test_a_shape_goes_there_and_back_to_seven_decimals():
    shape = shapely.LineString([(115.900000049, 28.6), (115.91, 28.61)])
    told = geojson_of(shape)
    assert told["type"] == "LineString"
    assert [list(at) for at in told["coordinates"]] == [[115.9, 28.6], [115.91, 28.61]]
    assert drawn_shape(told) == shapely.LineString([(115.9, 28.6), (115.91, 28.61)])


def test_an_area_crossed_by_itself_is_kept_as_it_is():
    bow = [[115.9, 28.6], [115.92, 28.62], [115.92, 28.6], [115.9, 28.62], [115.9, 28.6]]
    shape = drawn_shape({"type": "Polygon", "coordinates": [bow]})
    assert not shape.is_valid
    assert shapely.get_coordinates(shape).tolist() == bow


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("POINT (1 2)", "不是点、线、面"),
        ({"type": "GeometryCollection", "geometries": []}, "不是点、线、面"),
        ({"type": "Point"}, "不完整"),
        ({"type": "Point", "coordinates": [115.9, "28.6"]}, "不是数"),
        ({"type": "Point", "coordinates": [115.9, float("nan")]}, "不是数"),
        ({"type": "Point", "coordinates": [115.9, True]}, "不是数"),
        ({"type": "Point", "coordinates": [115.9, 28.6, 5.0]}, "不是数"),
        ({"type": "Point", "coordinates": [28.6, 115.9]}, "远在本区之外"),
        ({"type": "LineString", "coordinates": [[115.9, 28.6]]}, "节点太少"),
        ({"type": "Polygon", "coordinates": [[[115.9, 28.6], [115.91, 28.6]]]}, "节点太少"),
        ({"type": "LineString", "coordinates": [[115.9, 28.6]] * (MOST_PLACES + 1)}, "超过"),
        ({"type": "Polygon", "coordinates": [[[115.9, 28.6]] * MOST_PLACES] * 2}, "超过"),
    ],
)
def test_what_is_no_shape_is_refused_in_words(told, words):
    with pytest.raises(DataError, match=words):
        drawn_shape(told)


def test_corners_of_a_stroke_are_looked_at_one_by_one():
    assert places_of([[115.9, 28.6], [116, 29]]) == [[115.9, 28.6], [116.0, 29.0]]
    assert places_of([]) == []
    with pytest.raises(DataError):
        places_of([[115.9, 28.6], ["x", 1]])
