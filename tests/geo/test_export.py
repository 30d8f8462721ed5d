"""GeoJSON by RFC 7946, read back by GDAL; CSV that runs no formula."""

import csv
import io
import json
import math

import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame
from shapely import Point, Polygon, box

from geo.crs import to_lonlat
from geo.errors import UnexpectedCRSError
from geo.export import BOM, csv_text, geojson_text
from geo.rings import annuli, separate_rings


def features(frame):
    return json.loads(geojson_text(frame))["features"]


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_gdal_reads_back_what_was_written(tmp_path, zones_m):
    path = tmp_path / "zones.geojson"
    path.write_text(geojson_text(zones_m), encoding="utf-8")
    back = pyogrio.read_dataframe(path)
    assert back.crs.to_epsg() == 4326
    assert back["zone_id"].tolist() == ["west", "east"]
    assert back["name"].tolist() == ["西", "东"]
    gap_m = back.to_crs("EPSG:4548").hausdorff_distance(zones_m.reset_index()).max()
    assert gap_m < 0.15  # six decimals of a degree


def test_there_is_no_crs_member_and_chinese_is_plain(zones_m):
    text = geojson_text(zones_m)
    assert set(json.loads(text)) == {"type", "features"}
    assert '"name": "西"' in text
    assert features(zones_m)[0]["id"] == "west"


def test_coordinates_have_six_decimals_and_two_dimensions():
    frame = GeoDataFrame(geometry=[Point(115.123456789, 28.1, 50)], crs="EPSG:4326")
    assert features(frame)[0]["geometry"]["coordinates"] == [115.123457, 28.1]
    assert "id" not in features(frame)[0]


def test_exterior_rings_turn_left_and_holes_right():
    shell, hole = box(115, 28, 116, 29, ccw=False), box(115.4, 28.4, 115.6, 28.6, ccw=True)
    wrong_way = Polygon(shell.exterior, [hole.exterior])
    frame = GeoDataFrame(geometry=[wrong_way], crs="EPSG:4326")
    outer, inner = features(frame)[0]["geometry"]["coordinates"]
    assert shapely.is_ccw(shapely.LinearRing(outer))
    assert not shapely.is_ccw(shapely.LinearRing(inner))


def test_missing_values_and_places_are_null():
    columns = {
        "n": [1.5, math.nan],
        "far": [math.inf, 1.0],
        "t": ["", None],
        "flag": [True, False],
        "when": [pd.Timestamp("2024-01-02"), pd.NaT],
        "zones": [("a", "b"), ()],
    }
    frame = GeoDataFrame(columns, geometry=[None, Point()], crs="EPSG:4326")
    first, second = features(frame)
    assert first["geometry"] is None
    assert second["geometry"] is None
    assert first["properties"]["n"] == 1.5
    assert first["properties"]["far"] is None
    assert first["properties"]["flag"] is True
    assert first["properties"]["zones"] == ["a", "b"]
    assert second["properties"]["n"] is None
    assert second["properties"]["t"] is None
    assert second["properties"]["when"] is None


def test_no_feature_is_an_empty_collection(zones_m):
    assert features(zones_m.iloc[:0]) == []


def test_a_frame_without_crs_is_refused():
    bare = GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)])
    with pytest.raises(UnexpectedCRSError, match="no CRS"):
        geojson_text(bare)
    with pytest.raises(UnexpectedCRSError, match="no CRS"):
        csv_text(bare)


def test_shapes_that_rounding_would_break_stay_valid():
    thin = Polygon([(115, 28), (115.1, 28.0000004), (115.2, 28), (115.1, 28.001)])
    notch = Polygon([(115, 28), (116, 28), (116, 29), (115.5, 28.0000003), (115, 29)])
    frame = GeoDataFrame(geometry=[thin, notch], crs="EPSG:4326")
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features(frame)]
    assert all(shape.is_valid and shape.area > 0 for shape in shapes)


def test_rings_survive_the_round_trip(at):
    rings = annuli(separate_rings(at((0, 0), (100, 0)), [300, 500]))
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features(rings)]
    expected = shapely.area(to_lonlat(rings).geometry.to_numpy()).tolist()
    assert [shape.area for shape in shapes] == pytest.approx(expected, rel=1e-3)


def test_csv_begins_with_a_bom_and_keeps_chinese_and_index(zones_m):
    text = csv_text(DataFrame(zones_m.drop(columns="geometry")))
    assert text == f"{BOM}zone_id,name\r\nwest,西\r\neast,东\r\n"


def test_a_frame_with_places_gets_wkt():
    frame = GeoDataFrame({"a": ["x", "y"]}, geometry=[Point(115.9, 28.6), None], crs="EPSG:4326")
    assert rows(csv_text(frame)) == [["a", "wkt"], ["x", "POINT (115.9 28.6)"], ["y", ""]]


def test_formulas_are_made_harmless_and_numbers_left_alone():
    table = DataFrame({"=h": ["=1+1", "+a", "-a", "@a", "\ta", "a=1"], "n": [-5, -0.5, 1, 2, 3, 4]})
    cells = rows(csv_text(table))
    assert [row[0] for row in cells] == ["'=h", "'=1+1", "'+a", "'-a", "'@a", "'\ta", "a=1"]
    assert [row[1] for row in cells[1:3]] == ["-5", "-0.5"]


def test_cells_of_every_type():
    table = DataFrame(
        {"v": [1.0, math.nan, math.inf, True, ("a", "b"), 123456.789, None]}, dtype=object
    )
    expected = ["1", "", "", "1", "a、b", "123456.789", ""]
    assert [row[0] if row else "" for row in rows(csv_text(table))[1:]] == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_no_text_cell_can_start_a_formula_and_none_is_lost(texts):
    table = DataFrame({"n": range(len(texts)), "t": texts}, dtype=object)
    cells = [row[1] for row in rows(csv_text(table))[1:]]
    assert all(cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in texts]
