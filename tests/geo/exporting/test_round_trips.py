"""Every GIS format read back by GDAL: same features, same attributes, places within 1 mm."""

import json

import geopandas
import pandas as pd
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from shapely import GeometryCollection, Point

from geo.exporting.model import Export, Meta
from geo.exporting.writing import write

SYSTEMS = ("EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:4527")
M_PER_DEGREE = 111_000


def wanted(frame, system):
    """Shapes of a WGS 84 frame in a system, by PROJ alone, easting or longitude first."""
    turn = pyproj.Transformer.from_crs("EPSG:4326", system, always_xy=True).transform
    return shapely.transform(frame.geometry.to_numpy(), turn, interleaved=False)


def gap_m(found, expected, system):
    unit = 1 if system in {"EPSG:4548", "EPSG:4527"} else M_PER_DEGREE
    return max(shapely.hausdorff_distance(found, expected)) * unit


def same_attributes(back, frame):
    told = frame.drop(columns="geometry").reset_index()
    assert list(back.columns[: len(told.columns)]) == list(told.columns)
    for name in told.columns:
        found, expected = back[name].astype(object), told[name].astype(object)
        assert_array_equal(found.isna(), expected.isna(), err_msg=name)
        pairs = zip(found.dropna(), expected.dropna(), strict=True)
        assert all(as_told(one) == as_told(other) for one, other in pairs), name


def as_told(value):
    """Dates and date-times compare as date-times."""
    return pd.Timestamp(value) if hasattr(value, "year") else value


@pytest.mark.parametrize("system", SYSTEMS)
def test_geojson(saved, mixed, system):
    back = pyogrio.read_dataframe(saved(mixed, "GeoJSON", system))
    assert back.crs.to_epsg() == int(system[-4:])
    assert gap_m(back.geometry.to_numpy(), wanted(mixed, system), system) < 1e-3
    assert back["id"].tolist() == mixed.index.tolist()
    same_attributes(back.drop(columns="id"), mixed)


@pytest.mark.parametrize("system", SYSTEMS)
def test_gpkg_with_places_missing(saved, areas, system):
    path = saved(areas, "GPKG", system)
    back = pyogrio.read_dataframe(path, layer="规划项目")
    assert back.crs.to_epsg() == int(system[-4:])
    assert back.geometry[2] is None
    assert gap_m(back.geometry.to_numpy()[:2], wanted(areas, system)[:2], system) < 1e-6
    same_attributes(back, areas)
    kinds = pyogrio.read_info(path, layer="规划项目")["dtypes"]
    types = ["object"] * 3 + ["int64", "int64", "float64", "bool", "bool"]
    assert list(kinds) == [*types, "datetime64[D]", "datetime64[ms]"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_geoparquet(saved, areas, system):
    path = saved(areas, "GeoParquet", system)
    back = geopandas.read_parquet(path)
    assert back.crs.to_epsg() == int(system[-4:])
    assert gap_m(back.geometry.to_numpy()[:2], wanted(areas, system)[:2], system) < 1e-6
    same_attributes(back, areas)
    assert back["班数"].dtype == "int64"
    assert back["已建"].dtype == bool


@pytest.mark.parametrize("system", SYSTEMS)
def test_shapefile_by_its_cpg(saved, mixed, system):
    path = saved(mixed, "Shapefile", system)
    expected = wanted(mixed, system)
    for row, kind in enumerate("面线点"):
        shp = f"/vsizip/{path}/{path.name.removesuffix('_shp.zip')}_{kind}.shp"
        back = pyogrio.read_dataframe(shp)
        assert len(back) == 1
        assert back.crs.equals(system) or back.crs.to_epsg(min_confidence=60) == int(system[-4:])
        assert gap_m(back.geometry.to_numpy(), expected[row : row + 1], system) < 1e-6
        assert back["NAME"][0] == mixed["名称"].iloc[row]
        assert back["ID"][0] == mixed.index[row]


def test_kml(saved, mixed, gdal_read):
    back = gdal_read(saved(mixed, "KML"))
    assert gap_m(back.geometry.to_numpy(), wanted(mixed, "EPSG:4326"), "EPSG:4326") < 1e-3
    told = back[["编号", *mixed.columns.drop("geometry")]]
    for name in ("名称", "类别", "班数", "已建"):
        assert told[name].fillna("").tolist() == mixed[name].tolist(), name
    assert told["学位"].tolist()[::2] == [1620, 540]
    assert told["批复"].tolist()[::2] == ["2024-01-02", "2025-12-31"]
    assert back["Name"].tolist() == mixed["名称"].tolist()


def test_geojson_of_wgs84_is_rfc_7946(saved, areas):
    text = saved(areas, "GeoJSON").read_text(encoding="utf-8")
    whole = json.loads(text)
    assert "crs" not in whole
    assert whole["features"][0]["id"] == "P-1"
    assert whole["features"][2]["geometry"] is None
    outer, hole = whole["features"][0]["geometry"]["coordinates"]
    assert shapely.is_ccw(shapely.LinearRing(outer))
    assert not shapely.is_ccw(shapely.LinearRing(hole))


def test_collections_keep_their_parts(saved, frame_of):
    both = GeometryCollection([Point(115.9, 28.6), GeometryCollection([Point(115.91, 28.6)])])
    frame = frame_of(both, both, None)
    back = pyogrio.read_dataframe(saved(frame, "GPKG"), layer="规划项目")
    assert shapely.get_num_geometries(back.geometry.to_numpy()).tolist() == [2, 2, 0]


@pytest.mark.parametrize("file_format", ["GeoJSON", "GPKG", "GeoParquet", "CSV"])
def test_an_empty_layer_is_a_file_without_features(saved, mixed, file_format):
    path = saved(mixed.iloc[:0], file_format)
    if file_format == "GeoParquet":
        assert geopandas.read_parquet(path).empty
    elif file_format == "CSV":
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 1  # the names
    else:
        assert pyogrio.read_info(path, layer=0)["features"] == 0


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), header=TEXTS)
def test_any_text_survives(tmp_path, texts, header):
    spots = [Point(115.9, 28.6)] * len(texts)
    frame = geopandas.GeoDataFrame({header: texts}, geometry=spots, crs="EPSG:4326")
    for file_format in ("GeoJSON", "GPKG"):
        made = write(Export("层", frame, Meta("", "2026-01-01")), file_format, "EPSG:4326")
        path = tmp_path / made.name
        path.write_bytes(made.content)
        back = pyogrio.read_dataframe(path, layer="层")
        assert back.iloc[:, 0].tolist() == texts
