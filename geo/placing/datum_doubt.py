"""Coordinates that lie in the district only when taken for a web map's."""

from geopandas import GeoSeries
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, to_lonlat
from geo.datums import DATUMS
from geo.importing.datum_hint import datum_hint
from geo.placing.coordinate_systems import SystemWord
from geo.placing.ground import PlacingGround


def datum_doubt(shape_m: BaseGeometry, chosen: SystemWord, ground: PlacingGround) -> list[str]:
    """Return the warning that a datum may have been forgotten, [] where there is no sign of it."""
    if chosen.datum != DATUMS[0] or ground.district_ll is None:
        return []
    hint = datum_hint(to_lonlat(GeoSeries([shape_m], crs=METRIC)), [], ground.district_ll)
    return [hint] if hint else []
