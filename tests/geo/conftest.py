"""Small hand-made plans and frames."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import Point, box
from shapely.affinity import translate

X0, Y0 = 392_000.0, 3_168_000.0
"""A place inside the district, EPSG:4548 metres; the hand-made boxes start here."""

SQUARE = [[115.9, 28.6], [115.92, 28.6], [115.92, 28.62], [115.9, 28.62], [115.9, 28.6]]


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": features})


def polygon(ring=None):
    return {"type": "Polygon", "coordinates": [ring or SQUARE]}


BOUNDARY = {"name": "青云谱区", "basis": "b", "accuracy_m": 50, "source": "s"}
ZONE = {"zone_id": "core", "structure": "一核", "name": "核", "extent": "", "functions": ""}
ZONE |= {"source": "s", "basis": "b", "accuracy_m": 100}
ROAD = {"road_id": "r1", "name": "路", "grade": "A", "basis": "b", "accuracy_m": 20, "source": "s"}
LINE = {"type": "LineString", "coordinates": [[115.9, 28.61], [115.91, 28.61]]}

PROJECTS = """\
project_id,column,clause,name,layer,kind,work,location,quantity,unit,source_note,basis,accuracy_m,wkt
5-1-01,专栏5,（一）路,甲路,roads,路,新建,,1.5,公里,,沿路,30,"LINESTRING(115.91 28.61,115.95 28.61)"
5-1-02,专栏5,（一）路,乙路,roads,道路,新建,,,,,未落图,,
8-1-01,专栏8,（一）学校,丙校,education,学校,建设,某路,,,,位置点,100,POINT (115.95 28.65)
"""
FACILITIES = """\
facility_id,name,kind,stage,lon,lat,accuracy_m,in_district,source,note
f1,甲校,学校,小学,115.91,28.61,30,1,s,
f2,乙园,幼儿园,,115.95,28.65,30,0,s,远
"""
COMMUNITIES = """\
community_id,name,lon,lat,accuracy_m,in_district,source
c1,甲苑,115.905,28.605,50,1,s
"""
INDICATORS = """\
indicator_id,category,name,unit,base,target,growth,kind,sense,path,reading,odd,source
Z2-01,综合质效,生产总值,亿元,380,500,7.5,预期性,不低于,直线,,,专栏2
"""
FILES = {
    "plan_services.csv": "project_id,kind,stage,effect,replaces,basis\n"
    "8-1-01,学校,小学,新增,,专栏8\n",
    "boundary.geojson": collection(feature(BOUNDARY, polygon())),
    "zones.geojson": collection(feature(ZONE, polygon())),
    "roads.geojson": collection(feature(ROAD, LINE)),
    "projects.csv": "\ufeff" + PROJECTS,
    "facilities.csv": "\ufeff" + FACILITIES,
    "communities.csv": COMMUNITIES,
    "indicators.csv": INDICATORS,
}


@pytest.fixture
def plan_folder(tmp_path):
    """A valid plan of a few rows."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def console(monkeypatch):
    """Give a command a console of some encoding; give the bytes that came to it."""

    def made(encoding):
        shown = BytesIO()
        for name in ("stdout", "stderr"):
            stream = TextIOWrapper(shown, encoding=encoding, write_through=True)
            monkeypatch.setattr(sys, name, stream)
        return shown

    return made


@pytest.fixture
def zones_m():
    """Two 1 000 m squares side by side: west, east."""
    squares = [box(X0 + 1000 * i, Y0, X0 + 1000 * (i + 1), Y0 + 1000) for i in (0, 1)]
    ids = Index(["west", "east"], name="zone_id")
    return GeoDataFrame({"name": ["西", "东"]}, geometry=squares, index=ids, crs="EPSG:4548")


@pytest.fixture
def at():
    """Frame of points given as offsets in metres from the south-west corner of `west`."""

    def points(*offsets, **columns):
        shapes = [None if at is None else Point(X0 + at[0], Y0 + at[1]) for at in offsets]
        ids = Index([f"p{i}" for i in range(len(shapes))], name="point_id")
        return GeoDataFrame(columns, geometry=shapes, index=ids, crs="EPSG:4548")

    return points


@pytest.fixture
def shapes_at():
    """Frame of any shapes in metres from the same corner."""

    def frame(*shapes, **columns):
        moved = [translate(shape, X0, Y0) for shape in shapes]
        ids = Index([f"s{i}" for i in range(len(moved))], name="shape_id")
        return GeoDataFrame(columns, geometry=moved, index=ids, crs="EPSG:4548")

    return frame
