import re
from xml.etree import ElementTree

import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, box

from layers.datum_picture import TALL, WIDE, picture

NOTHING = GeoDataFrame(geometry=[], crs=4326)
DISTRICT = GeoDataFrame(geometry=[box(115.88, 28.58, 115.96, 28.66)], crs=4326)
SPOT = np.array([[115.92, 28.62]])


def circles(svg):
    root = ElementTree.fromstring(svg)
    found = [each for each in root.iter() if each.tag.endswith("circle")]
    return [(float(each.get("cx")), float(each.get("cy")), each.get("fill")) for each in found]


def test_the_place_before_is_hollow_and_the_place_after_full_and_west_is_left():
    after = SPOT + [[-0.005, 0.002]]
    (x0, y0, hollow), (x1, y1, full) = circles(picture(SPOT, after, NOTHING, NOTHING))
    assert hollow == "#fff" != full
    assert x1 < x0
    assert y1 < y0


def test_degrees_are_drawn_true_to_shape():
    after = SPOT + [[0.004, 0.004]]
    (x0, y0, _), (x1, y1, _) = circles(picture(SPOT, after, NOTHING, NOTHING))
    assert (x1 - x0) / (y0 - y1) == pytest.approx(np.cos(np.radians(28.622)), rel=2e-2)


def test_far_places_do_not_shrink_the_picture_and_all_near_ones_are_in_it():
    before = np.vstack([SPOT, SPOT + 0.03, [[100.0, 20.0]]])
    shown = circles(picture(before, before - 0.004, NOTHING, DISTRICT))
    inside = [0 <= x <= WIDE and 0 <= y <= TALL for x, y, _ in shown]
    assert inside == [True, True, False, True, True, False]


def test_roads_and_outline_lie_under_the_places():
    roads = GeoDataFrame(geometry=[LineString([(115.9, 28.6), (115.94, 28.64)])], crs=4326)
    svg = picture(SPOT, SPOT, roads, DISTRICT)
    assert svg.index("stroke-dasharray") < svg.index("<circle")
    assert len(re.findall("<path", svg)) == 3
