"""Layers of points and polygons that another office sends."""

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box
from shapely.affinity import translate

from geo.errors import DataError
from geo.layer_files import PLACES, read_layer

X0, Y0 = 392_000.0, 3_168_000.0


def layer(*shapes, crs="EPSG:4548", **columns):
    moved = [translate(shape, X0, Y0) for shape in shapes]
    return GeoDataFrame(columns, geometry=moved, crs=crs)


def write(frame, path, **options):
    pyogrio.write_dataframe(frame, path, **options)
    return path


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg"])
def test_points_and_polygons_come_in_metres_with_their_columns(tmp_path, name):
    frame = layer(Point(0, 0), box(0, 0, 100, 50), 人口=[10, 250])
    path = write(frame.to_crs("EPSG:4490") if name == "a.geojson" else frame, tmp_path / name)
    found = read_layer(path, PLACES)
    assert found.crs.to_epsg() == 4548
    assert found["人口"].tolist() == [10, 250]
    assert found.geometry.iloc[1].area == pytest.approx(5000, abs=1)


def test_lines_are_refused_with_what_to_do(tmp_path):
    path = write(layer(LineString([(0, 0), (9, 9)])), tmp_path / "路.geojson")
    with pytest.raises(DataError, match="1 个要素是线，不是点或面；请给点图层或面图层"):
        read_layer(path, PLACES)


def test_the_layer_that_fits_is_taken_and_two_must_be_chosen_from(tmp_path):
    path = write(layer(LineString([(0, 0), (9, 9)])), tmp_path / "b.gpkg", layer="道路")
    write(layer(Point(0, 0)), path, layer="小区", append=True)
    assert len(read_layer(path, PLACES)) == 1
    write(layer(Point(5, 5), Point(9, 9)), path, layer="学校", append=True)
    with pytest.raises(DataError, match="有多个图层"):
        read_layer(path, PLACES)
    assert len(read_layer(path, PLACES, layer="学校")) == 2


def test_an_unknown_system_must_be_named(tmp_path):
    frame = layer(Point(0, 0), crs=None)
    with pytest.warns(UserWarning, match="crs"):
        path = write(frame, tmp_path / "c.gpkg")
    with pytest.raises(DataError, match="没有注明坐标系"):
        read_layer(path, PLACES)
    assert len(read_layer(path, PLACES, crs="EPSG:4548")) == 1
