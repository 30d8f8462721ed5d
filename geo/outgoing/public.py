"""The zones as a file that anyone may load: a schematic from which no outline can be read."""

from geopandas import GeoDataFrame

from geo.crs import LONLAT, to_lonlat, to_metric
from geo.outgoing.geojson import write_geojson
from geo.outgoing.model import Export, Meta
from geo.outgoing.prepare import prepare
from geo.outgoing.systems import system_of
from geo.plan_data import PlanData

ROUND_M, APART_M = 350.0, 60.0
REMARK = "示意，不作为划界、审批依据"

_HEADERS = {
    "structure": "结构",
    "name": "名称",
    "extent": "规划所述范围",
    "functions": "主要功能",
    "source": "规划出处",
}
_UNDATED = "1970-01-01"


def zones_geojson(plan: PlanData) -> bytes:
    """空间结构 of a plan as RFC 7946 GeoJSON for a server's public address.

    The same plan gives the same bytes. The district outline is not in it, and the zones, which
    share its edges, are drawn apart with rounded corners; every feature says so.

    Parameters
    ----------
    plan
        `zones` is read: (n,) polygons, maybe none.
    """
    zones = schematic(plan.zones)[[*_HEADERS, "geometry"]].rename(columns=_HEADERS)
    told = zones.rename_axis(index="分区编号").assign(说明=REMARK)
    export = Export("空间结构（示意）", told, Meta("", _UNDATED))
    return write_geojson(prepare(export, system_of(LONLAT))).content


def schematic(areas: GeoDataFrame) -> GeoDataFrame:
    """Copy of areas in any CRS, in WGS 84, drawn 60 m inside their edges with corners rounded.

    Areas narrower than some 800 m vanish: their geometry is empty.
    """
    areas_m = to_metric(areas)
    shapes = areas_m.buffer(-ROUND_M - APART_M).buffer(ROUND_M)
    return to_lonlat(areas_m.set_geometry(shapes))
