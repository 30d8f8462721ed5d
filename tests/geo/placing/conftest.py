"""Streets drawn by hand, metres from a place inside the district."""

import pytest
import shapely
from geopandas import GeoDataFrame, GeoSeries
from pandas import Index
from shapely import LineString, MultiLineString
from shapely.affinity import translate

from geo.crs import to_metric
from geo.placing.ground import NamedFeatures, PlacingGround

X0, Y0 = 392_000.0, 3_168_000.0
"""EPSG:4548."""

GRID = {
    "一纬路": [(-100, 0), (1100, 0)],
    "二纬路": [(-100, 600), (1100, 600)],
    "一经路": [(0, -100), (0, 700)],
    "二经路": [(1000, -100), (1000, 700)],
}
"""Two streets to the east, two to the north: a block of 1 000 by 600 metres."""


@pytest.fixture(scope="module")
def streets():
    """Make a ground of streets: places, or lists of them for several parts, by name."""

    def ground(drawn, *, accuracy_m=20.0, places=()):
        shapes = [translate(_line(each), X0, Y0) for each in drawn.values()]
        told = {"name": list(drawn), "accuracy_m": accuracy_m, "basis": "手绘"}
        ids = Index([f"r{at}" for at in range(len(shapes))], name="road_id")
        frame = GeoDataFrame(told, geometry=shapes, index=ids, crs="EPSG:4548")
        return PlacingGround((NamedFeatures("主要道路", frame),), tuple(places))

    return ground


@pytest.fixture(scope="module")
def grid(streets):
    """The ground of the grid."""
    return streets(GRID)


@pytest.fixture(scope="module")
def local():
    """Give a shape in EPSG:4326 in metres from the corner of the grid."""

    def moved(shape):
        metric = to_metric(GeoSeries([shape], crs="EPSG:4326")).iloc[0]
        return shapely.set_precision(translate(metric, -X0, -Y0), 0.001)

    return moved


def _line(places):
    return MultiLineString(places) if isinstance(places[0], list) else LineString(places)


@pytest.fixture(scope="module")
def streets_made(streets, local):
    """The two makers together, for laws."""
    return streets, local
