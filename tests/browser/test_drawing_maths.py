"""Lengths, areas, crossings and snapping as the map's editor works them out, in a browser."""

import math

import pytest
import shapely
from pyproj import Geod

pytestmark = pytest.mark.browser


def test_length_area_and_crossing_agree_with_others(server, visit):
    """The ellipsoid by pyproj, edges straight on the map; a crossing worked out by hand."""
    line = [[115.9, 28.6], [115.93, 28.65], [115.95, 28.61]]
    geod = Geod(ellps="GRS80")
    frame = visit(server).open().frame()
    length, area, at, none = frame.evaluate(
        """(line) => [planmap.shapes.length(line), planmap.shapes.area([line]),
           planmap.shapes.crossing([[0, 0], [2, 2], [2, 0], [0, 2]], true),
           planmap.shapes.crossing([[0, 0], [2, 0], [2, 2], [0, 2]], true)]""",
        line,
    )
    assert math.isclose(length, geod.line_length(*zip(*line, strict=True)), rel_tol=1e-6)
    wanted = geod.geometry_area_perimeter(shapely.segmentize(shapely.Polygon(line), 1e-4))[0]
    assert math.isclose(area, abs(wanted), rel_tol=1e-6)
    assert at == [1, 1]
    assert none is None


def test_of_many_lines_those_nearest_are_offered(server, visit):
    size, left, found, far = (
        visit(server)
        .open()
        .frame()
        .evaluate(
            """() => { const lines = [];
           for (let i = 0; i < 600; i++) lines.push({name: "l" + i, line: [[i, 0], [i, 1]]});
           const s = planmap.shapes.snapper(lines, [0, 0.5]);
           return [s.size, s.left, s.find([3.01, 0.5], 0.05), s.find([550, 0.5], 0.05)]; }"""
        )
    )
    assert (size, left) == (500, 100)
    assert found == {"at": [3, 0.5], "name": "l3", "corner": False}
    assert far is None
