"""Areas on the ellipsoid."""

import pytest
from geopandas import GeoDataFrame
from shapely import Polygon, box

from geo.crs import to_lonlat
from geo.errors import UnexpectedCRSError
from geo.geodesy import area_ha


def test_a_square_kilometre_is_a_hundred_hectares(zones_m):
    areas = area_ha(to_lonlat(zones_m))
    assert areas.tolist() == pytest.approx([100, 100], rel=0.001)
    assert areas.index.equals(zones_m.index)


def test_a_hole_is_taken_off_whichever_way_it_turns():
    hole = box(115.94, 28.64, 115.96, 28.66).exterior
    for ring in (hole.coords, hole.coords[::-1]):
        shell = box(115.9, 28.6, 116, 28.7)
        frame = GeoDataFrame(geometry=[shell, Polygon(shell.exterior, [ring])], crs="EPSG:4326")
        whole, holed = area_ha(frame)
        assert holed / whole == pytest.approx(0.96, rel=1e-4)


def test_nothing_is_zero(zones_m):
    frame = to_lonlat(zones_m)
    assert area_ha(frame.iloc[:0]).empty
    assert area_ha(GeoDataFrame(geometry=[None], crs="EPSG:4326")).tolist() == [0]


def test_metres_are_refused(zones_m):
    with pytest.raises(UnexpectedCRSError, match="expected EPSG:4326"):
        area_ha(zones_m)
