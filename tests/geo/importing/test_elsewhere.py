"""What points elsewhere, at a file or an address, is never followed, and is told in Chinese."""

import json
import re
import sqlite3
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.errors import DataError
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.layer_requirement import PLACES, read_one

SECRET = "甲乙丙丁"
POINT = {"type": "Point", "coordinates": [115.91, 28.62]}
FEATURE = {"type": "Feature", "properties": {"名称": "校"}, "geometry": POINT}


@pytest.fixture
def asked():
    """A server on loopback: its address, and the paths it was asked for."""
    paths = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_GET  # noqa: N815 - names of the base

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    looking = 0.01  # seconds: how long it takes to end
    threading.Thread(target=server.serve_forever, args=(looking,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x", paths
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["peek", "read", "read_one"])
def door(request):
    """Each way in for a planner's file."""
    jobs = {
        "peek": lambda path: peek(path, path.name),
        "read": lambda path: read(path, path.name),
        "read_one": lambda path: read_one(path, path.name, PLACES),
    }
    return jobs[request.param]


def collection(*features, **more):
    return {"type": "FeatureCollection", **more, "features": list(features)}


def link(address):
    return {"type": "link", "properties": {"href": address, "type": "proj4"}}


LINKED = {
    "of the collection": lambda crs: collection(FEATURE, crs=crs),
    "of a feature": lambda crs: collection({**FEATURE, "crs": crs}),
    "of a shape": lambda crs: collection({**FEATURE, "geometry": {**POINT, "crs": crs}}),
    "of a shape in a shape": lambda crs: collection(
        {
            **FEATURE,
            "geometry": {"type": "GeometryCollection", "geometries": [{**POINT, "crs": crs}]},
        }
    ),
    "of one feature alone": lambda crs: {**FEATURE, "crs": crs},
    "of a shape alone": lambda crs: {**POINT, "crs": crs},
    "in capitals": lambda crs: collection(FEATURE, CRS=crs),
    "behind many": lambda crs: {**collection(*[FEATURE] * 5000), "crs": crs},
    "of one feature of many": lambda crs: collection(
        *[FEATURE] * 3000, {**FEATURE, "crs": crs}, *[FEATURE] * 3000
    ),
}


@pytest.mark.parametrize("where", LINKED)
@pytest.mark.parametrize("kind", ["link", "URL", "url", "OGC"])
def test_a_system_that_is_a_link(asked, tmp_path, door, where, kind):
    address, paths = asked
    path = tmp_path / "a.geojson"
    crs = {"type": kind, "properties": {"href": address, "url": address, "urn": address}}
    path.write_text(json.dumps(LINKED[where](crs), ensure_ascii=False), "utf-8")
    with pytest.raises(DataError, match=r"坐标系（crs）是链接.*请删去 crs"):
        door(path)
    assert paths == []


@pytest.mark.parametrize("spelt", ['"\\u0063rs"', '"c\\u0072S"', "'crs'", '"crs"/**/', '"crs" \n'])
def test_a_link_spelt_otherwise(asked, tmp_path, door, spelt):
    address, paths = asked
    text = json.dumps(collection(FEATURE, crs=link(address))).replace('"crs"', spelt)
    path = tmp_path / "a.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"坐标系（crs）是链接|不是 GeoJSON"):
        door(path)
    assert paths == []


@pytest.mark.parametrize("kind", ["GDALG", "FeatureServer", "tiles", "Catalog", ""])
def test_json_that_is_no_geojson_whatever_words_it_holds(tmp_path, door, kind):
    secret = tmp_path / "secret.geojson"
    secret.write_text(json.dumps(collection({**FEATURE, "properties": {"名称": SECRET}})))
    data = {
        **({"type": kind} if kind else {}),
        "command_line": f"gdal vector pipeline ! read {secret} ! write - --of stream",
        "extent": {"type": "Feature"},
        "geometry": POINT,
        "links": [{"rel": "items", "type": "FeatureCollection", "href": str(secret)}],
        "features": [FEATURE],
    }
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DataError, match="是 JSON，但不是 GeoJSON") as caught:
        door(path)
    assert SECRET not in str(caught.value)


def named(word):
    return {"type": "name", "properties": {"name": word}}


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {},
        named("urn:ogc:def:crs:EPSG::4490"),
        named("urn:ogc:def:crs:OGC:1.3:CRS84"),
        named("EPSG:4490"),
        named("http://www.opengis.net/def/crs/EPSG/0/4490"),
        {"type": "EPSG", "properties": {"code": 4490}},
    ],
)
def test_systems_that_offices_name_are_taken(tmp_path, door, crs):
    path = tmp_path / "a.geojson"
    feature = {**FEATURE, "properties": {"crs": "http://x/y", "名称": "crs"}}
    path.write_text(json.dumps(collection(feature, crs=crs), ensure_ascii=False), "utf-8")
    door(path)


@pytest.mark.parametrize("word", ["http://127.0.0.1/x", "file:///etc/x", "/etc/x", "../x"])
def test_names_that_are_places_are_not_taken(tmp_path, door, word):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(collection(FEATURE, crs=named(word))), "utf-8")
    with pytest.raises(DataError, match=r"坐标系（crs）是链接"):
        door(path)


def test_links_of_a_kml_are_told_and_let_be(asked, tmp_path):
    address, paths = asked
    path = tmp_path / "a.kml"
    path.write_text(
        f"<kml><Document><Style id='s'><IconStyle><Icon><href>{address}/i</href></Icon></IconStyle>"
        f"</Style><NetworkLink><Link><href>{address}/n</href></Link></NetworkLink><Placemark>"
        f"<name>校</name><styleUrl>{address}/s</styleUrl><description><![CDATA[<img src='{address}"
        "'>]]></description><Point><coordinates>115.91,28.62</coordinates></Point></Placemark>"
        "</Document></kml>",
        "utf-8",
    )
    done = read(path, path.name)
    assert done.frame_ll["名称"].tolist() == ["校"]
    assert [issue.text for issue in done.report.issues if issue.key == "not_read"] == [
        "NetworkLink 不是矢量要素，未读取"
    ]
    assert paths == []


def test_systems_of_other_formats_are_not_asked_for(asked, tmp_path):
    address, paths = asked
    frame = GeoDataFrame({"名称": ["校"]}, geometry=[Point(115.91, 28.62)], crs="EPSG:4326")
    package, shape, table = (tmp_path / name for name in ("a.gpkg", "a.shp", "a.parquet"))
    pyogrio.write_dataframe(frame, package)
    with closing(sqlite3.connect(package)) as base:
        change = "UPDATE gpkg_spatial_ref_sys SET definition = ?, organization = ? WHERE srs_id > 0"
        base.execute(change, (address, address))
        base.commit()
    pyogrio.write_dataframe(frame, shape)
    for end in (".prj", ".qpj", ".cpg"):
        shape.with_suffix(end).write_text(address)
    frame.to_parquet(table)
    crs = re.compile(rb'"crs": ?\{.*?\}\}', re.DOTALL)
    content = table.read_bytes()
    old = crs.search(content)
    new = f'"crs": "{address}"'.encode()
    if old and len(new) <= len(old.group()):
        table.write_bytes(content.replace(old.group(), new.ljust(len(old.group()))))
    for path in (package, shape, table):
        with suppress(DataError):
            read(path, path.name)
    assert paths == []
