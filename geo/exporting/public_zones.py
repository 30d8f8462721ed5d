"""The zones as a file that anyone may load: a schematic from which no outline can be read."""

from geopandas import GeoDataFrame

from geo.crs import to_lonlat, to_metric
from geo.exporting.geojson import geojson_of
from geo.exporting.plan_layers import PLAN_LAYERS, under_headers
from geo.plan_data import PlanData

ROUND_M, APART_M = 350.0, 60.0
REMARK = "示意，不作为划界、审批依据"

_PUBLIC = ("structure", "name", "extent", "functions", "source")
"""Columns that go out: neither how a zone was drawn nor how exactly."""


def zones_geojson(plan: PlanData) -> bytes:
    """空间结构 of a plan as RFC 7946 GeoJSON for a server's public address.

    The same plan gives the same bytes. The district outline is not in it, and the zones, which
    share its edges, are drawn apart with rounded corners; every feature says so.

    Parameters
    ----------
    plan
        `zones` is read: (n,) polygons, maybe none.
    """
    zones = under_headers(
        schematic(plan.zones)[[*_PUBLIC, "geometry"]], PLAN_LAYERS["zones"].headers()
    )
    return geojson_of("空间结构（示意）", zones.assign(说明=REMARK))


def schematic(areas: GeoDataFrame) -> GeoDataFrame:
    """Copy of areas in any CRS, in WGS 84, drawn 60 m inside their edges with corners rounded.

    Areas narrower than some 800 m vanish: their geometry is empty.
    """
    return to_lonlat(schematic_m(to_metric(areas)))


def schematic_m(areas_m: GeoDataFrame) -> GeoDataFrame:
    """`schematic` of areas in METRIC, left there."""
    return areas_m.set_geometry(areas_m.buffer(-ROUND_M - APART_M).buffer(ROUND_M))
