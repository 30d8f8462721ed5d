"""Small valid files of every kind, to be spoiled."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import openpyxl
import pyogrio
from geopandas import GeoDataFrame
from shapely import LineString, Point, Polygon, box

from geo.crs import METRIC, to_metric
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write

ENDS = {
    "GeoJSON": ".geojson",
    "GPKG": ".gpkg",
    "Shapefile": ".zip",
    "KML": ".kml",
    "GeoParquet": ".parquet",
    "CSV": ".csv",
    "XLSX": ".xlsx",
    "DXF": ".dxf",
}
"""Formats as they are handed out, and the ending that a sample gets."""

_TABLE = (
    '编号,名称,经度,纬度\n甲,"一,二",115.9,28.6\n乙,\'=1+1,115.91,28.61\n丙,<b>,115°54′36″E,28.62\n'
)
_PAIRS = "id;name;location\n1;学校;115.91,28.62\n2;医院;115.92,28.63\n"
_DRAWING = """  0\nSECTION\n  2\nHEADER\n  0\nENDSEC
  0\nSECTION\n  2\nBLOCKS\n  0\nBLOCK\n  8\n0\n  2\nB\n 70\n0\n 10\n0.0\n 20\n0.0
  0\nCIRCLE\n  8\n道路\n 10\n1.0\n 20\n1.0\n 40\n5.0\n  0\nENDBLK\n  0\nENDSEC
  0\nSECTION\n  2\nENTITIES\n  0\nINSERT\n  8\n0\n  2\nB\n 10\n393420.0\n 20\n3167000.0\n 70\n2
  0\nTEXT\n  8\n注记\n 10\n393430.0\n 20\n3167010.0\n 40\n2.5\n  1\n城关
  0\nENDSEC\n  0\nEOF\n"""
_PLACEMARKS = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<name>踏勘.kml</name><Folder><name>点</name><Placemark><name>甲</name><description><![CDATA[<b>x</b>]]>
</description><ExtendedData><Data name="班数"><value>24</value></Data></ExtendedData><MultiGeometry>
<Point><coordinates>115.91,28.62,31.5</coordinates></Point><LineString><coordinates>115.9,28.6
115.91,28.61</coordinates></LineString></MultiGeometry></Placemark><Placemark><gx:Track>
<gx:coord>115.9 28.6 0</gx:coord><gx:coord>115.91 28.61 0</gx:coord></gx:Track></Placemark></Folder>
<NetworkLink><Link><href>http://192.0.2.1/x.kml</href></Link></NetworkLink></Document></kml>"""


def samples() -> dict[str, list[bytes]]:
    """Files by format: as this program writes them, as GDAL does, and by hand."""
    own = {key: [_own(key)] for key in ENDS}
    for key in ("GeoJSON", "GPKG"):
        own[key].append(_by_gdal(ENDS[key]))
    own["CSV"] += [_TABLE.encode("gb18030"), _PAIRS.encode("utf-16")]
    own["DXF"].append(_DRAWING.encode("gbk"))
    own["KML"].append(_PLACEMARKS.encode())
    own["XLSX"].append(_workbook())
    own["Shapefile"].append(_silent_shapefile())
    return own


def _frame() -> GeoDataFrame:
    holed = Polygon(
        box(115.9, 28.6, 115.92, 28.62).exterior, [box(115.905, 28.605, 115.91, 28.61).exterior]
    )
    bow = Polygon([(115.9, 28.6), (115.91, 28.61), (115.91, 28.6), (115.9, 28.61)])
    shapes = [Point(115.91, 28.62), holed, LineString([(115.9, 28.6), (115.92, 28.63)]), bow, None]
    columns = {
        "编号": list("甲乙丙丁戊"),
        "数": [1, 2.5, None, -4, 5],
        "名称": ["x", "<b>", "=1", "", "城关"],
    }
    return GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


def _own(key: str) -> bytes:
    export = Export("样本", _frame(), Meta("样本", "2026-01-01"))
    if key == "DXF":
        export = Export("样本", to_metric(_frame()), export.meta)
    return write(export, key, METRIC if key == "DXF" else "EPSG:4326").content


def _by_gdal(end: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{end}"
        pyogrio.write_dataframe(_frame(), path)
        return path.read_bytes()


def _silent_shapefile() -> bytes:
    """Return a shapefile in GBK that says neither its encoding nor its system."""
    packed = BytesIO()
    with TemporaryDirectory() as folder, ZipFile(packed, "w") as archive:
        path = Path(folder) / "a.shp"
        pyogrio.write_dataframe(_frame().iloc[1:2], path, encoding="GBK")
        for end in (".shp", ".shx", ".dbf"):
            archive.write(path.with_suffix(end), f"面{end}")
    return packed.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in _rows():
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A1:D1")
    book.worksheets[0].merge_cells("C2:D2")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows() -> Iterator[list[object]]:
    yield ["一览表"]
    yield ["名称", "户数", "坐标"]
    yield ["", "", "经度", "纬度"]
    yield ["甲", 12, 115.91, 28.62]
    yield ["乙", "=1+1", 115.92, 28.63]
