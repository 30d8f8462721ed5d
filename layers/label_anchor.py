"""Where a name stands on its feature, and how it turns."""

import math

import shapely


def anchor(shape: shapely.Geometry) -> tuple[shapely.Point, float]:
    """Spot of a name (degrees, EPSG:4326) and the clockwise degrees by which it turns, -90 to 90.

    A point is its own spot, the first of several; in an area it is the one farthest from the edges;
    on a line it is the middle of the longest part, and the name turns along it.
    """
    if shape.geom_type == "Point":
        return shape, 0.0
    if shape.geom_type == "MultiPoint":
        return shapely.get_geometry(shape, 0), 0.0
    if "Line" in shape.geom_type:
        return _along(shape)
    circle = shapely.maximum_inscribed_circle(shape, tolerance=1e-4)
    return shapely.get_point(circle, 0), 0.0


def _along(line: shapely.Geometry) -> tuple[shapely.Point, float]:
    part = max(shapely.get_parts(line), key=lambda each: each.length)
    before, middle, after = (part.interpolate(at, normalized=True) for at in (0.45, 0.5, 0.55))
    east = (after.x - before.x) * math.cos(math.radians(middle.y))
    angle = -math.degrees(math.atan2(after.y - before.y, east))
    return middle, (angle + 90) % 180 - 90
