"""Shapes placed, mended or set aside."""

import numpy as np
import pytest
import shapely
from geopandas import GeoSeries
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from geo.datums import shapes_from_wgs84
from geo.errors import DataError
from geo.importing import repair
from geo.importing.repair import COLLAPSED, NO_SHAPE, NOT_FINITE, OUT_OF_RANGE, TANGLED, repaired

WGS84 = "WGS 84/CGCS2000"
BOWTIE = Polygon([(115, 28), (116, 29), (116, 28), (115, 29)])


def array(*shapes):
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def test_each_thing_wrong_has_its_reason():
    flat = Polygon([(115, 28), (116, 28), (115.5, 28)])
    shapes = array(None, Point(), Point(np.inf, 1), Point(200, 5), flat, Point(115, 28))
    done = repaired(shapes, "EPSG:4326", WGS84)
    assert done.reasons.tolist() == [NO_SHAPE, NO_SHAPE, NOT_FINITE, OUT_OF_RANGE, COLLAPSED, ""]
    assert [shape is None for shape in done.shapes_ll] == [True] * 5 + [False]


def test_one_bad_vertex_sets_a_shape_aside():
    with np.errstate(invalid="ignore"):
        line = LineString([(115, 28), (np.nan, 28)])
    done = repaired(array(line), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == [NOT_FINITE]


def test_a_ring_that_crosses_itself_is_cut():
    done = repaired(array(BOWTIE, box(115, 28, 116, 29)), "EPSG:4326", WGS84)
    assert done.mended.tolist() == [True, False]
    assert done.shapes_ll[0].geom_type == "MultiPolygon"
    assert done.shapes_ll[0].area == pytest.approx(0.5)


def test_metres_become_degrees_and_datums_are_undone():
    metres = array(Point(500_000, 3_167_000))
    assert repaired(metres, "EPSG:4548", WGS84).shapes_ll[0].x == pytest.approx(117)
    place = GeoSeries([Point(115.91, 28.62)], crs=4326)
    shifted = shapes_from_wgs84(place, "BD-09").to_numpy()
    back = repaired(shifted, "EPSG:4326", "BD-09").shapes_ll[0]
    assert (back.x, back.y) == pytest.approx((115.91, 28.62), abs=1e-8)


def test_places_that_a_projection_cannot_hold():
    done = repaired(array(Point(1e30, 1e30), Point(500_000, 3e6)), "EPSG:4548", WGS84)
    assert done.reasons[0] in (OUT_OF_RANGE, NOT_FINITE)
    assert done.reasons[1] == ""


def test_nothing_and_nonsense():
    assert len(repaired(array(), "EPSG:4326", WGS84).reasons) == 0
    with pytest.raises(DataError, match="不认识坐标系“EPSG:1”"):
        repaired(array(Point(1, 1)), "EPSG:1", WGS84)


def test_parts_that_share_an_edge_become_one():
    ring = Polygon([(1, 0), (0, 0), (1, 1), (0, 1), (0, 0), (1, 1)])
    done = repaired(array(ring), "EPSG:4326", WGS84)
    assert done.shapes_ll[0].is_valid
    assert done.shapes_ll[0].area == pytest.approx(1)


PLACES = st.tuples(st.integers(0, 4), st.integers(0, 4))


@given(st.lists(PLACES, min_size=3, max_size=8))
def test_every_polygon_ends_valid_or_with_a_reason(ring):
    done = repaired(array(Polygon(ring)), "EPSG:4326", WGS84)
    shape = done.shapes_ll[0]
    if done.reasons[0]:
        assert shape is None
    else:
        assert shape.is_valid
        assert shapely.get_dimensions(shape) == 2
        assert shape.area > 0


def comb(teeth):
    """A ring whose lower side goes up and down across a straight one, twice a tooth."""
    ups = [(115 + x / 1e4, 28 + (1 - 2 * (x % 2)) / 1e4) for x in range(1, 2 * teeth + 2)]
    return Polygon([(115, 28), *ups, (115 + (2 * teeth + 2) / 1e4, 28)])


def test_a_shape_that_crosses_itself_too_often_is_set_aside(monkeypatch):
    monkeypatch.setattr(repair, "MOST_CROSSINGS", 40)
    done = repaired(array(comb(20), comb(21), BOWTIE), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == ["", TANGLED, ""]
    assert done.mended.tolist() == [True, False, True]
    assert shapely.is_valid(done.shapes_ll[[0, 2]]).all()
    assert done.shapes_ll[1] is None


def test_all_shapes_together_cross_themselves_too_often(monkeypatch):
    monkeypatch.setattr(repair, "MOST_CROSSINGS_IN_ALL", 50)
    done = repaired(array(comb(20), comb(20), box(115, 28, 116, 29)), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == ["", TANGLED, ""]


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ((180, 90), True),
        ((-180, -90), True),
        ((180.001, 0), False),
        ((-180.001, 0), False),
        ((0, 90.001), False),
        ((0, -90.001), False),
    ],
)
def test_the_earth_ends_at_180_and_90_degrees(place, there):
    done = repaired(array(Point(place), Point(1, 2)), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == ["" if there else OUT_OF_RANGE, ""]


def test_one_vertex_off_the_earth_sets_its_shape_aside_alone():
    line = LineString([(115, 28), (181, 28)])
    done = repaired(array(Point(1, 1), line, None, Point(2, 2)), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == ["", OUT_OF_RANGE, NO_SHAPE, ""]
    assert [shape and shape.geom_type for shape in done.shapes_ll] == ["Point", None, None, "Point"]


def test_infinite_places_set_their_shape_aside_alone():
    shapes = array(Point(1, 1), LineString([(0, 0), (-np.inf, 0)]), Point(2, np.inf), Point(3, 3))
    done = repaired(shapes, "EPSG:4326", WGS84)
    assert done.reasons.tolist() == ["", NOT_FINITE, NOT_FINITE, ""]


def test_infinities_that_cancel_out_are_found():
    shapes = array(Point(np.inf, 1), Point(-np.inf, 1), Point(1, 1))
    assert repaired(shapes, "EPSG:4326", WGS84).reasons.tolist() == [NOT_FINITE, NOT_FINITE, ""]


def test_a_line_without_length_is_mended_to_what_it_is():
    line = LineString([(1, 1), (1, 1)])
    done = repaired(array(line, BOWTIE), "EPSG:4326", WGS84)
    assert done.mended.tolist() == [True, True]
    assert done.shapes_ll[0].is_valid
    assert done.shapes_ll[0].equals(Point(1, 1)) or done.shapes_ll[0].length == 0
    assert done.reasons.tolist() == ["", ""]


def test_what_collapsed_is_not_said_to_be_mended():
    flat = Polygon([(115, 28), (116, 28), (115.5, 28)])
    done = repaired(array(flat, BOWTIE, None), "EPSG:4326", WGS84)
    assert done.reasons.tolist() == [COLLAPSED, "", NO_SHAPE]
    assert done.mended.tolist() == [False, True, False]


def test_the_shapes_given_stay():
    given = array(BOWTIE, None)
    repaired(given, "EPSG:4326", WGS84)
    assert given.tolist() == [BOWTIE, None]


def test_words_of_reasons_are_whole():
    """Text is kept in forty letters at most."""
    for reason in (NO_SHAPE, NOT_FINITE, OUT_OF_RANGE, COLLAPSED, TANGLED):
        assert 0 < len(reason) <= 40
