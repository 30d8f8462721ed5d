"""Files as other offices and services write them, read from end to end."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pyogrio
import pytest
from geopandas import GeoDataFrame, GeoSeries, points_from_xy
from shapely import Point, box

from geo.crs import to_system
from geo.datums import from_wgs84
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.model import Asked, CoordinateColumns, ReadingChoices

PLACES = np.array([(115.8955, 28.6055), (115.91, 28.62), (115.9245, 28.6345)])
"""Two near corners of the district, one in its middle."""

NAMES = ["青云谱区实验学校", "洪都小学", "京山学校"]


@pytest.fixture
def shapefile(tmp_path, zipped):
    """A zipped shapefile in a folder with a Chinese name, in a system, its parts chosen."""

    def new(crs, *, parts=(".shp", ".shx", ".dbf", ".prj"), encoding="GB18030"):
        points = GeoSeries(points_from_xy(*PLACES.T), crs=4326)
        frame = GeoDataFrame({"学校名称": NAMES, "班数": [36, 24, 30]}, geometry=points)
        path = tmp_path / "layer.shp"
        pyogrio.write_dataframe(to_system(frame, crs), path, encoding=encoding)
        names = {f"数据/学校{part}": path.with_suffix(part) for part in parts}
        return zipped.all("学校.zip", names | {"数据/学校.shp.xml": "<metadata/>", "说明.txt": "x"})

    return new


def places(incoming):
    return incoming.frame_ll.geometry.get_coordinates().to_numpy()


def test_a_gbk_shapefile_without_cpg(shapefile, district):
    path = shapefile("EPSG:4490")
    seen = peek(path, path.name, Asked(district_ll=district))
    assert seen.choices.encoding == "GB18030"
    assert seen.preview["学校名称"].tolist() == NAMES
    assert [sample.encoding for sample in seen.samples][:2] == ["GB18030", "UTF-8"]
    found = read(path, path.name, Asked(seen.choices, district_ll=district))
    assert found.frame_ll["学校名称"].tolist() == NAMES
    assert found.frame_ll["班数"].tolist() == [36, 24, 30]
    assert places(found) == pytest.approx(PLACES, abs=1e-9)
    assert found.report.issues == ()
    assert seen.datum_hint == ""


def test_an_archive_whose_names_are_gbk(shapefile):
    path = shapefile("EPSG:4490")
    with ZipFile(path) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name, content in contents.items():
            new.writestr(name.replace("数据", "SJ").replace("学校", "XX"), content)
    raw = (
        packed.getvalue()
        .replace(b"SJ/", "数".encode("gbk") + b"/")
        .replace(b"XX.", "校".encode("gbk") + b".")
    )
    seen = peek(raw, "来文.zip")
    assert [layer.name for layer in seen.layers] == ["数/校.shp"]
    assert len(read(raw, "来文.zip").frame_ll) == 3


@pytest.mark.parametrize("parts", [(".shp", ".shx", ".dbf", ".prj"), (".shp", ".shx", ".dbf")])
def test_a_shapefile_in_4527_with_and_without_prj(shapefile, parts):
    path = shapefile("EPSG:4527", parts=parts)
    seen = peek(path, path.name)
    assert seen.choices.crs == "EPSG:4527"
    assert seen.guess.declared is (".prj" in parts)
    assert ("带号 39" in seen.guess.reason) is (".prj" not in parts)
    assert places(read(path, path.name)) == pytest.approx(PLACES, abs=1e-7)


def test_an_amap_csv(write, district):
    rows = ["id,name,type,address,location,adname"]
    for number, (lon, lat) in enumerate(from_wgs84(PLACES, "GCJ-02")):
        location = f'"{lon:.6f},{lat:.6f}"'
        rows.append(f"B0FF{number},{NAMES[number]},科教文化服务;学校,某路1号,{location},青云谱区")
    path = write("高德poi.csv", "\n".join(rows))
    seen = peek(path, path.name, Asked(district_ll=district))
    assert seen.choices.columns == CoordinateColumns("pair", "location")
    assert "GCJ-02 纠偏后才落在区界内" in seen.datum_hint
    found = read(path, path.name, Asked(ReadingChoices(datum="GCJ-02"), district_ll=district))
    assert places(found) == pytest.approx(PLACES, abs=2e-6)
    assert list(found.frame_ll.index) == ["B0FF0", "B0FF1", "B0FF2"]
    assert found.report.issues == ()
    raw = read(path, path.name, Asked(district_ll=district))
    assert [(issue.key, issue.count) for issue in raw.report.issues] == [("outside", 2)]


def test_a_baidu_csv(write, district):
    rows = ["uid,name,lat,lng"]
    for number, (lon, lat) in enumerate(from_wgs84(PLACES, "BD-09")):
        rows.append(f"{number:08x},{NAMES[number]},{lat:.13f},{lon:.13f}")
    path = write("baidu.csv", "\r\n".join(rows), "utf-8-sig")
    seen = peek(path, path.name, Asked(district_ll=district))
    assert seen.choices.columns == CoordinateColumns("xy", "lng", "lat")
    assert "BD-09 纠偏后才落在区界内" in seen.datum_hint
    found = read(path, path.name, Asked(ReadingChoices(datum="BD-09"), district_ll=district))
    assert places(found) == pytest.approx(PLACES, abs=1e-8)
    chosen = Asked(ReadingChoices(datum="BD-09"), district)
    assert peek(path, path.name, chosen).datum_hint == ""


GOOGLE_EARTH = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"
 xmlns:kml="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">
<Document>
\t<name>踏勘.kml</name>
\t<Style id="s_ylw-pushpin"><IconStyle><scale>1.1</scale><Icon>
\t\t<href>http://maps.google.com/mapfiles/kml/pushpin/ylw-pushpin.png</href></Icon>
\t\t<hotSpot x="20" y="2" xunits="pixels" yunits="pixels"/></IconStyle></Style>
\t<StyleMap id="m_ylw-pushpin"><Pair><key>normal</key><styleUrl>#s_ylw-pushpin</styleUrl>
\t</Pair></StyleMap>
\t<Folder>
\t\t<name>学校</name><open>1</open>
\t\t<Folder><name>小学</name>
\t\t<Placemark>
\t\t\t<name>洪都小学</name>
\t\t\t<description><![CDATA[<script>alert(1)</script>现状]]></description>
\t\t\t<LookAt><longitude>115.91</longitude><latitude>28.62</latitude><range>900</range></LookAt>
\t\t\t<styleUrl>#m_ylw-pushpin</styleUrl>
\t\t\t<ExtendedData><Data name="班数"><value>24</value></Data></ExtendedData>
\t\t\t<Point><gx:drawOrder>1</gx:drawOrder><coordinates>115.91,28.62,31.5</coordinates></Point>
\t\t</Placemark></Folder>
\t\t<Placemark><name>用地</name><styleUrl>#m_ylw-pushpin</styleUrl>
\t\t\t<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing><coordinates>
\t\t\t\t115.9,28.61,0 115.91,28.61,0 115.91,28.62,0 115.9,28.62,0 115.9,28.61,0\x20
\t\t\t</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
\t</Folder>
</Document>
</kml>
"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_kml_from_google_earth(write, zipped, district, packed):
    path = write("踏勘.kml", GOOGLE_EARTH)
    if packed:
        path = zipped.all("踏勘.kmz", {"files/a.png": b"\x89PNG", "doc.kml": GOOGLE_EARTH})
    found = read(path, path.name, Asked(district_ll=district))
    frame = found.frame_ll
    assert frame["名称"].tolist() == ["洪都小学", "用地"]
    assert frame["文件夹"].tolist() == ["踏勘.kml/学校/小学", "踏勘.kml/学校"]
    assert frame["描述"].tolist() == ["<script>alert(1)</script>现状", ""]
    assert frame["班数"].tolist() == ["24", ""]
    assert frame.geometry.iloc[0] == Point(115.91, 28.62)
    assert frame.geometry.iloc[1].equals(box(115.9, 28.61, 115.91, 28.62))
    assert [(issue.key, issue.count) for issue in found.report.issues] == [
        ("height", 1),
        ("mixed", 2),
    ]
    assert found.notes == ()


def test_geojson_in_metres_that_does_not_say_so(write):
    shape = {"type": "Point", "coordinates": [393_420, 3_167_000]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    path = write("a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    seen = peek(path, path.name)
    assert seen.choices.crs == "EPSG:4548"
    assert "坐标值与之不符" in seen.guess.reason
    assert places(read(path, path.name))[0] == pytest.approx((115.91, 28.61), abs=0.01)
