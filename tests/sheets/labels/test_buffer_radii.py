"""Radii on rings: north where that is free, beside a mark otherwise, never outside the field."""

import pymupdf
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.crs import to_lonlat, to_metric
from sheets.render import render

CENTRE = Point(394_000, 3_168_000)


def ring(radius):
    frame = GeoDataFrame({"radius_m": [radius]}, geometry=[CENTRE.buffer(radius)], crs=4548)
    return to_lonlat(frame)


def words_at(request, words):
    """Centre of the words on the page, points."""
    page = pymupdf.open(stream=render(request, "pdf"), filetype="pdf")[0]
    (found,) = page.search_for(words)
    return (found.x0 + found.x1) / 2, (found.y0 + found.y1) / 2


@pytest.fixture
def marked(ask):
    """A sheet with one ring and, where asked for, a mark on the ring's northernmost place."""

    def make(*, mark):
        request = ask(rings=ring(700), rings_title="圈")
        spots = [layer for layer in request.layers if layer.spec.plane == "point"]
        top = to_lonlat(GeoDataFrame(geometry=[Point(394_000, 3_168_700)], crs=4548)).geometry[0]
        for layer in spots if mark else ():
            layer.frame.geometry = [top] * len(layer.frame)
        return request

    return make


def test_a_radius_stands_at_the_north_of_its_ring_and_makes_way_for_a_mark(marked):
    plain, moved = words_at(marked(mark=False), "700 米"), words_at(marked(mark=True), "700 米")
    assert moved[1] > plain[1]
    assert abs(moved[0] - plain[0]) > 5


def test_the_place_is_on_the_ring(ask):
    assert to_metric(ring(700)).geometry[0].exterior.distance(Point(394_000, 3_168_700)) < 1
    assert words_at(ask(rings=ring(700), rings_title="圈"), "700 米")
