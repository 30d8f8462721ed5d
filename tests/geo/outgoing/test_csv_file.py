"""Places as text in tables."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point

from geo.outgoing.csv_file import with_wkt, write_csv
from geo.outgoing.model import Export, Meta
from geo.outgoing.prepare import prepare
from geo.outgoing.systems import system_of

META = Meta("源", "2026-01-31")


def ready(columns, shapes, system="EPSG:4326", crs="EPSG:4326"):
    frame = GeoDataFrame(columns, geometry=shapes, crs=crs)
    return prepare(Export("层", frame, META), system_of(system))


def test_places_are_rounded_to_a_millimetre():
    spot = Point(115.9123456784, 28.6123456786)
    table = with_wkt(ready({"a": [1, 2, 3]}, [spot, None, LineString([(1, 2), (3, 4.5)])]))
    assert list(table) == ["a", "WKT"]
    assert table["WKT"].tolist() == [
        "POINT (115.91234568 28.61234568)",
        "",
        "LINESTRING (1 2, 3 4.5)",
    ]
    metric = with_wkt(ready({"a": [1]}, [Point(392_000.12345, 3_168_000)], "EPSG:4548", 4548))
    assert metric["WKT"].tolist() == ["POINT (392000.123 3168000)"]


@pytest.mark.parametrize(
    ("system", "words"),
    [("EPSG:4490", "EPSG:4490 CGCS2000 经纬度"), ("EPSG:4326", None)],
)
def test_another_system_is_named_in_every_row(system, words):
    table = with_wkt(ready({"a": [1, 2]}, [Point(1, 2), None], system))
    told = table["坐标系"].tolist() if "坐标系" in table else None
    assert told == (words and [words] * 2)


def test_the_file_is_csv_with_a_mark():
    made = write_csv(ready({"a": ["=1", "甲"]}, [Point(1, 2), None], "EPSG:4490"))
    assert (made.name, made.notes) == ("层_EPSG4490.csv", ())
    assert made.content.decode().replace("\r\n", "\n") == (
        "\ufeffa,WKT,坐标系\n'=1,POINT (1 2),EPSG:4490 CGCS2000 经纬度\n"
        "甲,,EPSG:4490 CGCS2000 经纬度\n"
    )
