"""Areas drawn along streets: how wide, which holes stay."""

import numpy as np
import pytest
import shapely
from shapely import LineString, Point

from geo.network.isochrone_outline import outline


def ring(side, west=0):
    """Street round a square block."""
    spots = [(west, 0), (west + side, 0), (west + side, side), (west, side), (west, 0)]
    return shapely.linestrings([spots])


def holes(area):
    return [len(part.interiors) for part in area.geoms]


def test_a_street_is_served_forty_metres_to_each_side():
    area = outline(shapely.linestrings([[(0, 0), (100, 0)]]))
    assert area.bounds == pytest.approx((-40, -40, 140, 40))
    assert area.contains(Point(50, 39.9))
    corners = [LineString([(0, 0), (100, 0)]).buffer(40, quad_segs=n) for n in (2, 16)]
    assert corners[0].area < area.area < corners[1].area


def test_no_streets_are_no_area():
    area = outline(shapely.linestrings([[(0, 0), (100, 0)]])[:0])
    assert area.is_empty
    assert area.geom_type == "MultiPolygon"


def test_streets_far_apart_are_parts():
    area = outline(shapely.linestrings([[(0, 0), (9, 0)], [(500, 0), (509, 0)]]), 10)
    assert len(area.geoms) == 2


@pytest.mark.parametrize(("side", "found"), [(179, [0]), (181, [1])])
def test_the_inside_of_a_block_smaller_than_a_hectare_is_filled(side, found):
    """Streets take 40 m of each side of the block: 99 x 99 and 101 x 101 m are left."""
    assert holes(outline(ring(side))) == found


def test_holes_are_told_apart_by_their_own_size():
    """60 x 60 and 80 x 80 m are left of two blocks by streets 10 m wide to each side."""
    area = outline(np.concatenate([ring(80), ring(100, west=500)]), 10, 5000)
    assert holes(area) == [0, 1]
    assert area.contains(Point(40, 40))
    assert not area.contains(Point(550, 50))


def test_small_holes_are_filled_and_large_ones_stay():
    ring = [(0, 0), (300, 0), (300, 300), (0, 300), (0, 0)]
    small = [(500, 0), (620, 0), (620, 120), (500, 120), (500, 0)]
    lines = shapely.linestrings([ring, small])
    area = outline(lines, 20, 10_000)
    assert sorted(len(part.interiors) for part in area.geoms) == [0, 1]
    assert area.area > 2 * 20 * 1200 + 120 * 120 - 4 * 20 * 20 - 2 * 20 * 480


def test_many_lines_are_outlined_as_few_are():
    """Threads work in tiles; the whole must be what one union makes."""
    spots = [(x, y) for x in range(0, 3000, 100) for y in range(0, 3000, 100)]
    lines = shapely.linestrings([[(x, y), (x + 90, y + 40)] for x, y in spots])
    whole = shapely.union_all(shapely.buffer(lines, 30, quad_segs=4))
    assert outline(lines, 30, 0).symmetric_difference(whole).area < 1
