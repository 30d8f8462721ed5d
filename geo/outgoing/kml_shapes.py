"""Shapes as KML elements."""

import numpy as np
import shapely


def kml_shapes(shapes: np.ndarray, decimals: int) -> list[str]:
    """(n,) elements, exterior rings counter-clockwise; "" where there is no shape."""
    turned = shapely.orient_polygons(shapes)
    return ["" if shape is None else _element(shape, decimals) for shape in turned]


def _element(shape: shapely.Geometry, decimals: int) -> str:
    if hasattr(shape, "geoms"):
        inside = "".join(_element(part, decimals) for part in shape.geoms if not part.is_empty)
        return f"<MultiGeometry>{inside}</MultiGeometry>"
    if isinstance(shape, shapely.Polygon):
        holes = "".join(_ring("inner", ring, decimals) for ring in shape.interiors)
        return f"<Polygon>{_ring('outer', shape.exterior, decimals)}{holes}</Polygon>"
    name = "Point" if isinstance(shape, shapely.Point) else "LineString"
    return f"<{name}>{_places(shape, decimals)}</{name}>"


def _ring(side: str, ring: shapely.LinearRing, decimals: int) -> str:
    places = _places(ring, decimals)
    return f"<{side}BoundaryIs><LinearRing>{places}</LinearRing></{side}BoundaryIs>"


def _places(line: shapely.Geometry, decimals: int) -> str:
    pairs = shapely.get_coordinates(line).tolist()
    text = " ".join(f"{x:.{decimals}f},{y:.{decimals}f}" for x, y in pairs)
    return f"<coordinates>{text}</coordinates>"
