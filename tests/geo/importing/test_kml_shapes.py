"""Shapes of KML elements by hand."""

from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)

from geo.importing import kml_shapes
from geo.importing.kml_shapes import _places, bare, shape_of

SHELL, HOLE = [(0, 0), (4, 0), (4, 4), (0, 0)], [(1, 1), (2, 1), (2, 2), (1, 1)]


def words(places):
    return " ".join(f"{x},{y}" for x, y in places)


def places(text):
    return f"<coordinates>{text}</coordinates>"


def ring(side, places_of_it):
    inside = f"<LinearRing>{places(words(places_of_it))}</LinearRing>"
    return f"<{side}BoundaryIs>{inside}</{side}BoundaryIs>"


POINT = f"<Point>{places('1,2')}</Point>"
LINE = f"<LineString>{places('1,2 3,4')}</LineString>"
AREA = f"<Polygon>{ring('outer', SHELL)}</Polygon>"


def shape(text):
    return shape_of(fromstring(f"<Placemark><name>x</name>{text}</Placemark>"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (POINT, Point(1, 2)),
        (f"<Point>{places('1,2 3,4')}</Point>", Point(1, 2)),
        (LINE, LineString([(1, 2), (3, 4)])),
        (f"<LinearRing>{places('1,2 3,4')}</LinearRing>", LineString([(1, 2), (3, 4)])),
        (AREA, Polygon(SHELL)),
        (f"<Polygon>{ring('outer', SHELL)}{ring('inner', HOLE)}</Polygon>", Polygon(SHELL, [HOLE])),
        (f"<Polygon>{ring('outer', SHELL)}{ring('inner', HOLE[:2])}</Polygon>", Polygon(SHELL)),
        (f"<Polygon>{ring('inner', HOLE)}</Polygon>", None),
        (f"<Polygon>{ring('outer', SHELL[:2])}</Polygon>", None),
        (f"<Polygon>{ring('outer', SHELL[:3])}</Polygon>", Polygon(SHELL)),
        (f"<Point>{places('')}</Point>", None),
        ("<Point/>", None),
        (f"<LineString>{places('1,2')}</LineString>", None),
        ("<Track><coord>1 2</coord><when>x</when><coord>3 4</coord></Track>",
         LineString([(1, 2), (3, 4)])),
        ("<Track><coord>1 2</coord></Track>", None),
        ("<Track><coord/><coord>3 4</coord></Track>", None),
        ("<Model/>", None),
        ("", None),
        (POINT + POINT, MultiPoint([(1, 2), (1, 2)])),
        (f"<MultiGeometry>{LINE}{LINE}</MultiGeometry>", MultiLineString([[(1, 2), (3, 4)]] * 2)),
        (f"<MultiGeometry>{AREA}{AREA}</MultiGeometry>", MultiPolygon([Polygon(SHELL)] * 2)),
        (f"<MultiGeometry>{POINT}</MultiGeometry>", Point(1, 2)),
        (f"<MultiGeometry>{POINT}<Point/></MultiGeometry>", Point(1, 2)),
        (
            f"<MultiGeometry>{POINT}{LINE}</MultiGeometry>",
            GeometryCollection([Point(1, 2), LineString([(1, 2), (3, 4)])]),
        ),
    ],
)  # fmt: skip
def test_an_element_is_a_shape_or_none(text, wanted):
    assert shape(text) == wanted


def test_two_multiples_are_a_collection():
    pair = f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>"
    found = shape(pair + pair)
    assert found == GeometryCollection([MultiPoint([(1, 2), (1, 2)])] * 2)


@pytest.mark.parametrize(
    ("text", "z"),
    [
        ("1,2,3", 3),
        ("1,2,0", None),
        ("1,2", None),
        ("1,2,", None),
        ("1,2,-0.5", -0.5),
        ("1,2,3,9", 3),
    ],
)
def test_heights_that_are_not_zero_are_kept(text, z):
    found = shape(f"<Point>{places(text)}</Point>")
    assert (found.x, found.y, found.has_z) == (1, 2, z is not None)
    assert z is None or found.z == z


def test_one_height_gives_all_places_one():
    found = shape(f"<LineString>{places('1,2 3,4,5')}</LineString>")
    assert [*found.coords] == [(1, 2, 0), (3, 4, 5)]


@pytest.mark.parametrize("text", ["1", "1,x", "x,1", "1,2 3", "1,2,x", "1;2 3;4"])
def test_what_is_no_number_makes_no_shape(text):
    assert shape(f"<LineString>{places('0,0 ' + text)}</LineString>") is None


def test_blanks_around_commas_and_line_ends_between_places():
    found = shape(f"<LineString>{places(' 1 , 2 ,0' + chr(10) + chr(9) + '3,4 ')}</LineString>")
    assert found == LineString([(1, 2), (3, 4)])


def test_long_shapes_are_read_piece_by_piece(monkeypatch):
    monkeypatch.setattr(kml_shapes, "_PIECE", 2)
    for count in (2, 3, 4, 5):
        found = shape(
            f"<LineString>{places(' '.join(f'{x},1' for x in range(count)))}</LineString>"
        )
        assert np.array(found.coords).tolist() == [[x, 1] for x in range(count)]


def test_tags_are_told_without_their_namespace():
    assert [bare(tag) for tag in ("{http://x}Point", "Point", "{a}b}c")] == ["Point", "Point", "c"]
    text = f'<k xmlns="http://www.opengis.net/kml/2.2">{POINT}</k>'
    assert shape_of(fromstring(text)) == Point(1, 2)


FLOATS = st.floats(-180, 180)


@given(st.lists(st.tuples(FLOATS, FLOATS, st.floats(1, 99)), min_size=1, max_size=5))
def test_coordinates_come_back(places):
    text = " ".join(f"{x!r},{y!r},{z!r}" for x, y, z in places)
    assert _places(text).tolist() == [list(place) for place in places]


@given(st.text("0123456789.,- \n", max_size=30))
def test_any_text_is_places_or_none(text):
    found = _places(text)
    assert found is None or found.ndim == 2
