"""The public address of the zones: a schematic, always the same."""

import json
import math
from dataclasses import replace

import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import Point, box

from geo.crs import to_metric
from geo.exporting.public_zones import APART_M, schematic, zones_geojson
from geo.plan_data import load_plan

X0, Y0 = 392_000.0, 3_168_000.0


@pytest.fixture
def plan(plan_folder):
    return load_plan(plan_folder)


def test_zones_are_apart_from_the_outline_and_rounded(plan, tmp_path):
    path = tmp_path / "zones.geojson"
    path.write_bytes(zones_geojson(plan))
    back = pyogrio.read_dataframe(path)
    assert back.crs.to_epsg() == 4326
    assert back["名称"].tolist() == ["核"]
    outline_m = to_metric(plan.boundary).geometry.iloc[0].exterior
    shape_m = to_metric(back).geometry.iloc[0]
    assert shape_m.distance(outline_m) == pytest.approx(APART_M, abs=0.5)
    assert len(shapely.get_coordinates(shape_m)) > 20  # corners are arcs


@pytest.fixture
def square():
    """Make the frame of a box of some width and height in metres."""

    def make(wide_m, tall_m):
        return GeoDataFrame(geometry=[box(X0, Y0, X0 + wide_m, Y0 + tall_m)], crs="EPSG:4548")

    return make


def test_the_edges_lie_60_m_inside_the_outline(square):
    """A square of 2000 m: what is shown is 2000 - 2 x 60 = 1880 m wide and as high."""
    shape_m = to_metric(schematic(square(2000, 2000))).geometry.iloc[0]
    inside = (X0 + 60, Y0 + 60, X0 + 1940, Y0 + 1940)
    assert shape_m.bounds == pytest.approx(inside, abs=0.1)


def test_corners_are_rounded_by_350_m(square):
    """A quarter disc of 350 m in each corner of 1880 m: its corner is 350 (√2 - 1) = 145 m off."""
    shape_m = to_metric(schematic(square(2000, 2000))).geometry.iloc[0]
    assert shape_m.distance(Point(X0 + 60, Y0 + 60)) == pytest.approx(144.97, abs=0.5)
    assert shape_m.area == pytest.approx(1880**2 - (4 - math.pi) * 350**2, rel=1e-3)


def test_areas_up_to_820_m_wide_vanish_and_wider_ones_stay(square):
    """Twice 350 + 60 m."""
    shapes = [schematic(square(wide, 3000)).geometry.iloc[0] for wide in (815, 825)]
    assert [shape.is_empty for shape in shapes] == [True, False]


def test_a_schematic_is_in_wgs_84_and_leaves_the_areas_alone(square):
    areas = square(2000, 2000)
    assert schematic(areas).crs.to_epsg() == 4326
    assert areas.geometry.iloc[0].bounds == (X0, Y0, X0 + 2000, Y0 + 2000)


def test_it_is_rfc_7946_and_says_what_it_is(plan):
    whole = json.loads(zones_geojson(plan))
    assert "crs" not in whole
    (feature,) = whole["features"]
    assert whole["name"] == "空间结构（示意）"
    assert feature["id"] == feature["properties"]["编号"] == "core"
    assert set(feature["properties"]) == {
        *("编号", "结构", "名称", "规划所述范围", "主要功能", "规划出处", "说明")
    }
    assert feature["properties"]["说明"] == "示意，不作为划界、审批依据"
    assert "位置精度_米" not in feature["properties"]


def test_the_outline_is_not_in_it(plan):
    told = zones_geojson(plan).decode()
    assert "青云谱区" not in told
    ring = shapely.get_coordinates(plan.boundary.geometry.iloc[0])
    found = shapely.get_coordinates(shapely.from_geojson(told))
    assert not {tuple(place) for place in ring.tolist()} & {tuple(at) for at in found.tolist()}


def test_the_same_plan_gives_the_same_bytes(plan):
    renamed = replace(plan, zones=plan.zones.assign(name="乙"))
    assert zones_geojson(plan) == zones_geojson(plan) != zones_geojson(renamed)


def test_no_zone_is_an_empty_collection(plan):
    bare = replace(plan, zones=plan.zones.iloc[:0])
    assert json.loads(zones_geojson(bare))["features"] == []


def test_areas_too_narrow_vanish(plan):
    thin = plan.zones.set_geometry([shapely.box(115.9, 28.6, 115.95, 28.605)])  # 550 m
    assert schematic(thin).geometry.is_empty.all()
