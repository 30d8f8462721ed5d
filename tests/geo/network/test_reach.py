"""What of the edges is reached, to the metre, and the areas drawn of it."""

import pytest
import shapely
from shapely import LineString, Point

from geo.network.outline import outline
from geo.network.reach import reached_parts, shapes_of

X0, Y0 = 392_000.0, 3_168_000.0


def walked(model, origins, reach_m):
    field = model.field(origins, reach_m)
    parts = reached_parts(model.network, field, reach_m)
    return shapely.union_all(shapes_of(model.network, parts)), parts


def test_edges_are_cut_at_the_very_metre(at, town):
    cross = town(((0, 0), (1000, 0)), ((600, -400), (600, 400)))
    shape, parts = walked(cross, at((400, 0)), 300)
    assert shape.length == pytest.approx(600 + 100 + 100)
    assert shape.bounds == pytest.approx((X0 + 100, Y0 - 100, X0 + 700, Y0 + 100))
    assert (parts.end_m - parts.begin_m).sum() == pytest.approx(800)


def test_the_leg_is_walked_first(at, town):
    shape, _ = walked(town(((0, 0), (1000, 0))), at((500, 80)), 300)
    assert shape.length == pytest.approx(2 * 220)


def test_reach_from_both_ends_of_an_edge_meets_without_counting_twice(at, town):
    street = town(((0, 0), (1000, 0)))
    shape, parts = walked(street, at((0, 0), (1000, 0), (500, 0)), 300)
    assert shape.length == pytest.approx(1000)
    assert len(parts.edge) == 1


def test_bends_stay_bends_where_an_edge_is_cut(at, town):
    shape, _ = walked(town(((0, 0), (100, 0), (100, 100), (200, 100))), at((0, 0)), 150)
    inner = LineString([(X0, Y0), (X0 + 100, Y0), (X0 + 100, Y0 + 50)])
    assert shape.equals_exact(inner, 1e-6) or shape.symmetric_difference(inner).length < 1e-6


def test_a_junction_delay_shortens_what_is_reached_beyond_it(at, town):
    runs = (((0, 0), (1000, 0)), ((500, -400), (500, 400)))
    shape, _ = walked(town(*runs, delay_s=60), at((300, 0)), 300)
    assert shape.length == pytest.approx(300 + 200 + 3 * 40)


def test_the_area_does_not_jump_the_river(at, river):
    area = river.area(at((100, 0)), [500]).geometry.iloc[0]
    assert area.contains(Point(X0 + 590, Y0))
    assert not area.intersects(Point(X0 + 100, Y0 + 200).buffer(100))
    assert not area.contains(Point(X0 + 650, Y0))


def test_areas_grow_with_the_reach(at, river):
    rings = river.area(at((800, 0)), [900, 300, 300])
    assert rings["reach_m"].tolist() == [300, 900]
    assert rings.geometry.iloc[1].contains(rings.geometry.iloc[0])
    assert rings.crs.to_epsg() == 4548


def test_nothing_reached_is_no_area(at, river):
    assert river.area(at(), [300]).empty
    assert river.area(at((100, 300)), [99]).empty
    assert len(river.area(at((100, 300)), [99, 400])) == 1


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
