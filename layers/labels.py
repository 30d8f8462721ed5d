"""Names on the web map: where each stands, how it turns, from which zoom it shows."""

import math

import shapely
from geopandas import GeoDataFrame

from layers.features import names_of, placed
from layers.spec import LayerSpec

Label = dict[str, str | float | int | list[float]]


def labels_of(frame_ll: GeoDataFrame, spec: LayerSpec, rank: int) -> list[Label]:
    """Labels of the placed features of a layer.

    Parameters
    ----------
    frame_ll
        (n,) features in EPSG:4326. May be empty.
    spec
        The layer; one without `label_zoom` has no labels.
    rank
        Lower wins where two labels would overlap.
    """
    if spec.label_zoom is None:
        return []
    shown = placed(frame_ll)
    return [
        _label(spec, rank, name, geometry)
        for name, geometry in zip(names_of(shown, spec), shown.geometry, strict=True)
    ]


def _label(spec: LayerSpec, rank: int, name: str, geometry: shapely.Geometry) -> Label:
    line = "Line" in geometry.geom_type
    spot, angle = _along(geometry) if line else (_inmost(geometry), 0.0)
    return {
        "text": name,
        "at": [round(spot.x, 6), round(spot.y, 6)],
        "angle": round(angle, 1),
        "kind": "point" if geometry.geom_type == "Point" else spec.layer_id,
        "zoom": spec.label_zoom or 0,
        "rank": rank,
    }


def _inmost(geometry: shapely.Geometry) -> shapely.Point:
    """The point farthest from the edges, where a name has most room."""
    if geometry.geom_type == "Point":
        return geometry
    circle = shapely.maximum_inscribed_circle(geometry, tolerance=1e-4)
    return shapely.get_point(circle, 0)


def _along(geometry: shapely.Geometry) -> tuple[shapely.Point, float]:
    """Middle of the longest part, and the clockwise degrees by which its name turns there."""
    part = max(shapely.get_parts(geometry), key=lambda each: each.length)
    before, middle, after = (
        part.interpolate(share, normalized=True) for share in (0.45, 0.5, 0.55)
    )
    east = (after.x - before.x) * math.cos(math.radians(middle.y))
    angle = -math.degrees(math.atan2(after.y - before.y, east))
    return middle, (angle + 90) % 180 - 90
