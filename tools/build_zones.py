"""Build data/zones.geojson by cutting the district outline along named roads.

Reads data/boundary.geojson and data/roads.geojson, whose junctions are shared vertices, and the
table in tools/zone_table.py. Every coordinate stays on the 1e-6 degree grid of the files, so the
zones share their edges vertex by vertex and still do so after writing. Run from the root:

    python -m tools.build_zones
"""

from pathlib import Path

import geopandas as gpd
from shapely import LineString, Point, Polygon, unary_union
from shapely.ops import polygonize, substring

from tools.rfc7946 import DECIMALS, Feature, write_features
from tools.zone_table import EDGES, OUTLINE, SKETCH, SOURCE, ZONES, Edge, Zone

DATA = Path("data")
PROLONG_DEG = 0.02  # about 2 km, longer than any gap between a road's end and the outline
SEARCH_STEPS = 400  # grid steps (0.1 m each) tried either side of a crossing

Ring = list[tuple[float, float]]
Roads = dict[str, LineString]


def main() -> None:
    """Cut the outline and write the zones."""
    outline = gpd.read_file(DATA / "boundary.geojson").geometry.iloc[0]
    roads = gpd.read_file(DATA / "roads.geojson").set_index("name").geometry.to_dict()
    write_features(DATA / "zones.geojson", zone_features(outline, roads))


def zone_features(outline: Polygon, roads: Roads) -> list[Feature]:
    """Return the five zones as features, in the order of the table."""
    faces = cut(outline, roads)
    return [(zone_properties(zone), face_with(faces, zone)) for zone in ZONES]


def cut(outline: Polygon, roads: Roads) -> list[Polygon]:
    """Return the faces the edges cut out of the outline."""
    ring = list(outline.exterior.coords)
    sections = [section(edge, roads, ring) for edge in EDGES]
    return list(polygonize(unary_union([LineString(ring), *sections])))


def section(edge: Edge, roads: Roads, ring: Ring) -> LineString:
    """Return the stretch of road of one edge; an end on the outline becomes a vertex of `ring`."""
    road = roads[edge.road]
    start = road.project(crossing(road, roads[edge.start], edge))
    if edge.end != OUTLINE:
        return substring(road, start, road.project(crossing(road, roads[edge.end], edge)))
    return section_to_outline(road, start, ring)


def crossing(road: LineString, other: LineString, edge: Edge) -> Point:
    """Return the one point two roads share."""
    point = road.intersection(other)
    if not isinstance(point, Point):
        raise ValueError(f"roads.geojson: {edge} expected one crossing, found {point.geom_type}")
    return point


def section_to_outline(road: LineString, start: float, ring: Ring) -> LineString:
    """Return the road from `start` to where it, or its prolonged line, first meets the ring."""
    line = LineString(ring)
    if road.intersection(line).is_empty:
        road = prolonged(road)
    hits = [road.project(hit) for hit in points_of(road.intersection(line))]
    nearest = min(hits, key=lambda along: abs(along - start))
    inside = substring(road, start, nearest).coords[:-1]
    return LineString([*inside, vertex_on(ring, road.interpolate(nearest))])


def prolonged(road: LineString) -> LineString:
    """Return the road with its last stretch carried on straight."""
    (x0, y0), (x1, y1) = road.coords[-2:]
    factor = PROLONG_DEG / Point(x0, y0).distance(Point(x1, y1))
    return LineString([*road.coords, (x1 + (x1 - x0) * factor, y1 + (y1 - y0) * factor)])


def points_of(crossings: Point) -> list[Point]:
    """Return the points of a point or multi-point."""
    return list(getattr(crossings, "geoms", [crossings]))


def vertex_on(ring: Ring, hit: Point) -> tuple[float, float]:
    """Insert into `ring`, on the segment of `hit`, the nearby grid point that lies truest on it."""
    sides = [LineString(pair) for pair in zip(ring, ring[1:], strict=False)]
    index = min(range(len(sides)), key=lambda i: sides[i].distance(hit))
    vertex = min(grid_points(sides[index], hit), key=lambda p: sides[index].distance(Point(p)))
    ring.insert(index + 1, vertex)
    return vertex


def grid_points(side: LineString, hit: Point) -> Ring:
    """Return the grid points next to `side` within 40 m or so of `hit`."""
    step = 10**-DECIMALS
    at = side.project(hit)
    room = int(min(at, side.length - at) / step)
    steps = range(-min(room, SEARCH_STEPS), min(room, SEARCH_STEPS) + 1)
    near = [side.interpolate(at + i * step) for i in steps]
    return [(round(p.x, DECIMALS), round(p.y, DECIMALS)) for p in near]


def face_with(faces: list[Polygon], zone: Zone) -> Polygon:
    """Return the face that holds the zone's known place."""
    found = [face for face in faces if face.contains(Point(zone.place))]
    if len(faces) != len(ZONES) or len(found) != 1:
        raise ValueError(f"{zone.zone_id}: {len(faces)} faces, {len(found)} of them hold its place")
    return found[0]


def zone_properties(zone: Zone) -> dict[str, object]:
    """Return the attributes of one zone as the data file holds them."""
    fields = zone._asdict()
    del fields["place"]
    fields["basis"] = f"{zone.basis}。{SKETCH}"
    return {
        key: SOURCE if key == "source" else fields[key]
        for key in (
            *("zone_id", "structure", "name", "extent", "functions"),
            *("source", "basis", "accuracy_m"),
        )
    }


if __name__ == "__main__":
    main()
