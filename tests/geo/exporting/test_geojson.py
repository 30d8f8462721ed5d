"""GeoJSON member by member: rings, decimals, what rounding breaks, ids, missing values."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas import GeoDataFrame
from pandas import Index
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon

from geo.errors import UnexpectedCRSError
from geo.exporting.geojson import geojson_of
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write

LEFT = [(115.9, 28.6), (115.9, 28.61), (115.91, 28.61), (115.91, 28.6), (115.9, 28.6)]
"""A ring that goes clockwise: up, right, down, left."""

RIGHT = [(115.902, 28.602), (115.904, 28.602), (115.904, 28.604), (115.902, 28.602)]
"""A ring that goes the other way: right, up, back."""

FINE = [(x + 1e-10, y) for x, y in LEFT]
"""The same with digits that are rounded away."""


def written(frame, system="EPSG:4326"):
    return json.loads(write(Export("面", frame, Meta("", "2026-01-01")), "GeoJSON", system).content)


def shape_of(shape, system="EPSG:4326", crs="EPSG:4326"):
    frame = GeoDataFrame(geometry=[shape], crs=crs)
    return written(frame, system)["features"][0]["geometry"]


def turns_left(ring):
    """Twice the area by the shoelace, above 0 where a ring goes counter-clockwise."""
    east, north = np.transpose(np.subtract(ring, ring[0]))
    return float(east[:-1] @ north[1:] - east[1:] @ north[:-1]) > 0


@pytest.mark.parametrize("ring", [LEFT, FINE], ids=["as it is", "rounded"])
def test_exterior_rings_turn_left_and_holes_right(ring):
    """RFC 7946, 3.1.6; both rings are given the wrong way round."""
    outer, hole = shape_of(Polygon(ring, [RIGHT]))["coordinates"]
    assert (turns_left(ring), turns_left(RIGHT)) == (False, True)
    assert (turns_left(outer), turns_left(hole)) == (True, False)
    assert sorted(map(tuple, outer)) == sorted(LEFT)


def test_every_part_of_several_turns_left():
    parts = MultiPolygon([Polygon(LEFT), Polygon([(x + 0.1, y) for x, y in LEFT])])
    for (outer,) in shape_of(parts)["coordinates"]:
        assert turns_left(outer)
    both = shape_of(GeometryCollection([Polygon(LEFT), Point(115.9, 28.6)]))
    assert turns_left(both["geometries"][0]["coordinates"][0])


def test_degrees_have_eight_decimals_and_metres_three():
    point = shape_of(Point(115.1234567849, -0.1234567851))
    assert point["coordinates"] == [115.12345678, -0.12345679]
    spot = shape_of(Point(392_000.12345, 3_168_000.9876), "EPSG:4548", "EPSG:4548")
    assert spot["coordinates"] == [392_000.123, 3_168_000.988]


def test_a_line_keeps_its_direction():
    line = LineString([(115.95, 28.66), (115.9, 28.6)])
    assert shape_of(line)["coordinates"] == [[115.95, 28.66], [115.9, 28.6]]


NOTCHED = Polygon(
    [(115.0, 28.0), (115.2, 28.0), (115.2, 28.1), (115.15, 28.1)]
    + [(115.1, 28.000000004), (115.05, 28.1), (115.0, 28.1)]
)
"""A notch from above ends 0.4 mm over the lower side: eight decimals put its tip onto the side."""


def test_an_area_that_touches_itself_once_rounded_is_mended():
    """0.2 x 0.1 less the notch of 0.1 x 0.1 / 2: 0.015 square degrees, in two halves."""
    assert NOTCHED.is_valid
    tip = shapely.transform(NOTCHED, lambda places: places.round(8))
    assert not tip.is_valid
    shape = shapely.from_geojson(json.dumps(shape_of(NOTCHED)))
    assert shape.is_valid
    assert shape.area == pytest.approx(0.015)
    assert len(shape.geoms) == 2
    places = shapely.get_coordinates(shape)
    assert (places == places.round(8)).all()


def test_in_metres_an_area_is_mended_to_the_millimetre():
    """The same notch, its tip 0.4 mm over the side."""
    corner = np.array([392_000.0, 3_168_000.0])
    ring = [(0, 0), (200, 0), (200, 100), (150, 100), (100, 0.0004), (50, 100), (0, 100)]
    found = shape_of(Polygon(np.add(ring, corner)), "EPSG:4548", "EPSG:4548")
    shape = shapely.from_geojson(json.dumps(found))
    assert shape.is_valid
    assert shape.area == pytest.approx(15_000, abs=1)
    assert len(shape.geoms) == 2


def test_what_was_broken_before_is_neither_mended_nor_lost():
    """Writing is no repair: the bow stays a bow, its neighbour is mended all the same."""
    bow = Polygon([(115, 28), (115.1, 28.1), (115.1, 28), (115, 28.1 + 1e-10)])
    frame = GeoDataFrame(geometry=[bow, None, NOTCHED], crs="EPSG:4326")
    first, second, third = (each["geometry"] for each in written(frame)["features"])
    assert [tuple(place) for place in first["coordinates"][0]] in (
        [(115, 28), (115.1, 28.1), (115.1, 28), (115, 28.1), (115, 28)],
        [(115, 28), (115, 28.1), (115.1, 28), (115.1, 28.1), (115, 28)],
    )
    assert second is None
    assert len(third["coordinates"]) == 2


def test_writing_leaves_the_shapes_as_they_are():
    frame = GeoDataFrame(geometry=[Polygon(FINE)], crs="EPSG:4326")
    written(frame)
    assert shapely.get_coordinates(frame.geometry.iloc[0]).tolist() == [list(at) for at in FINE]


def test_the_index_is_the_id_and_a_property_where_it_has_a_name():
    shapes = [Point(115.9, 28.6), None]
    named = GeoDataFrame({"a": [1, 2]}, geometry=shapes, index=Index(["x", "y"], name="编号"))
    first, second = written(named.set_crs(4326))["features"]
    assert (first["id"], first["properties"]) == ("x", {"编号": "x", "a": 1})
    assert (second["id"], second["geometry"]) == ("y", None)
    unnamed = named.reset_index(drop=True).set_crs(4326)
    assert "id" not in written(unnamed)["features"][0]
    assert written(unnamed)["features"][0]["properties"] == {"a": 1}


def test_chinese_is_written_as_it_is_read():
    frame = GeoDataFrame({"名": ["甲校"]}, geometry=[Point(115.9, 28.6)], crs="EPSG:4326")
    file = write(Export("学校", frame, Meta("", "2026-01-01")), "GeoJSON", "EPSG:4326")
    text = file.content.decode()
    assert file.name == "学校.geojson"
    assert all(word in text for word in ('"name": "学校"', '"名":"甲校"'))


def test_a_layer_without_attributes_has_empty_properties():
    frame = GeoDataFrame(geometry=[Point(115.9, 28.6)] * 2, crs="EPSG:4326")
    assert [each["properties"] for each in written(frame)["features"]] == [{}, {}]


def test_values_keep_their_types_and_what_is_missing_is_null():
    frame = GeoDataFrame(
        {
            "占比%": [0.5, float("nan")],
            "学位": pd.array([None, 3], dtype="Int64"),
            "时": pd.to_datetime(["2024-01-02 03:04:05", None]),
            "名": ['引"号\n换行,', "乙"],
        },
        geometry=[Point(115.9, 28.6)] * 2,
        crs="EPSG:4326",
    )
    first, second = (each["properties"] for each in written(frame)["features"])
    assert first["占比%"] == 0.5
    assert first["学位"] is None
    assert first["时"] == "2024-01-02T03:04:05"
    assert second == {"占比%": None, "学位": 3, "时": None, "名": "乙"}
    assert first["名"].startswith('引"号')


def test_days_are_written_as_days():
    days = [date(2024, 2, 29), None]
    frame = GeoDataFrame({"日": days}, geometry=[Point(115.9, 28.6)] * 2, crs="EPSG:4326")
    found = [each["properties"]["日"] for each in written(frame)["features"]]
    assert found == ["2024-02-29", None]
    whole = [each["properties"]["日"] for each in written(frame[:1])["features"]]
    assert whole == ["2024-02-29"]


def test_systems_say_what_they_are_and_wgs_84_needs_not():
    frame = GeoDataFrame({"a": [1]}, geometry=[Point(115.9, 28.6)], crs="EPSG:4326")
    plain, metric, shifted = (written(frame, key) for key in ("EPSG:4326", "EPSG:4548", "GCJ-02"))
    assert set(plain) == {"type", "name", "features"}
    assert plain["type"] == "FeatureCollection"
    assert metric["crs"] == {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
    assert (metric["type"], metric["name"]) == ("FeatureCollection", "面_EPSG4548")
    assert metric["坐标系"].startswith("EPSG:4548 ")
    assert "坐标系" not in metric["features"][0]["properties"]
    assert shifted["crs"] is None
    assert shifted["features"][0]["properties"]["坐标系"].startswith("GCJ-02")


def test_a_layer_by_itself_is_the_same_dialect_and_says_nothing_of_the_day():
    shapes = [Point(115.9, 28.6)]
    frame = GeoDataFrame({"类别": [("学校", "公园")]}, geometry=shapes, crs="EPSG:4326")
    made = geojson_of("面", frame)
    assert json.loads(made) == written(frame)
    assert json.loads(made)["features"][0]["properties"] == {"类别": "学校、公园"}
    assert made == geojson_of("面", frame.copy())
    with pytest.raises(UnexpectedCRSError, match="no CRS"):
        geojson_of("面", GeoDataFrame(geometry=shapes))
