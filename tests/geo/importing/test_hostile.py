"""Files that would do harm: each ends in a message within seconds, looked at or read."""

import json
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from geo.errors import DataError
from geo.importing.inspection import peek
from geo.importing.layer_reading import read

SECONDS = 4
POINT = {"type": "Point", "coordinates": [115.91, 28.62]}
KML = '<?xml version="1.0"?>{}<kml><Document>{}</Document></kml>'
MARK = "<Placemark><name>{}</name><Point><coordinates>{}</coordinates></Point></Placemark>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


def features(*properties, place=POINT):
    found = [{"type": "Feature", "properties": each, "geometry": place} for each in properties]
    return json.dumps({"type": "FeatureCollection", "features": found})


def big_kmz(path):
    packed = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9)
    with packed as archive, archive.open("doc.kml", "w", force_zip64=True) as member:
        for _ in range(520):
            member.write(b"<kml>" + b" " * (2**20 - 5))
    return path


FILES = {
    "外部实体.kml": KML.format('<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    "实体炸弹.kml": KML.format(f"<!DOCTYPE k [{LAUGHS}]>", "<name>&l11;</name>"),
    "套娃.kml": KML.format("", "<Folder>" * 100_000),
    "多点.kml": KML.format("", MARK.format("x", "115.9,28.6") * 520_000),
    "两百万行.csv": "lng,lat\n" + "115.91,28.62\n" * 2_000_000,
    "两百多列.csv": ",".join(f"c{n}" for n in range(250)) + "\n" + ",".join(["1"] * 250),
    "两百多列.geojson": features({f"c{n}": n for n in range(250)}),
    "各有各列.geojson": features(*[{f"c{n}": n} for n in range(20_000)]),
    "无穷.csv": "lng,lat\ninf,nan\n-inf,inf\n",
    "截断.geojson": features({"a": 1}, {"a": 2})[:-60],
    "深.geojson": features({}, place=0).replace("0}", "[" * 200_000 + "]" * 200_000 + "}"),
    "网页.csv": "<!DOCTYPE html><html><script>alert(1)</script></html>",
    "二进制.csv": b"\x7fELF\x02\x01\x01\x00" * 1000,
    "假.gpkg": b"SQLite format 3\0" + bytes(4096),
    "假.shp": b"\x00\x00\x27\x0a" + bytes(200),
    "假.parquet": b"PAR1" + bytes(100) + b"PAR1",
    "假.xlsx": b"PK\x03\x04" + bytes(100),
    "假.dxf": "  0\nSECTION\n  2\nENTITIES\n",
    "虚拟.vrt": "<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>",
    "远程.geojson": '{"connection": "/vsicurl/http://192.0.2.1/x"}',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("job", [peek, read])
def test_a_message_within_seconds(write, job, name):
    path = write(name, FILES[name])
    start = time.process_time()
    if job is peek and name in ("两百万行.csv", "多点.kml", "无穷.csv"):
        assert peek(path, name).names  # the first rows can be shown
    else:
        with pytest.raises(DataError, match=name.split(".", maxsplit=1)[0]):
            job(path, name)
    assert time.process_time() - start < SECONDS


def test_a_kmz_that_swells(tmp_path):
    path = big_kmz(tmp_path / "大.kmz")
    assert path.stat().st_size < 2**20
    start = time.process_time()
    with pytest.raises(DataError, match="大.kmz 解压后有 520 MB，上限 500 MB"):
        read(path, path.name)
    assert time.process_time() - start < SECONDS


def test_infinite_places_among_good_ones_are_set_aside(write):
    path = write("点.csv", "名称,lng,lat\n甲,115.91,28.62\n乙,inf,28.62\n丙,NaN,28.62\n")
    layer = read(path, path.name)
    assert layer.frame_ll["名称"].tolist() == ["甲"]
    assert layer.unplaced["名称"].tolist() == ["乙", "丙"]


def test_markup_and_formulas_stay_text(write):
    nasty = {
        "名称": "<img src=x onerror=alert(1)>",
        "备注": '=HYPERLINK("http://x")',
        "a": "@SUM(1)",
    }
    path = write("点.geojson", features(nasty))
    assert read(path, path.name).frame_ll.iloc[0][list(nasty)].to_dict() == nasty


def test_the_program_goes_on_afterwards(write):
    for name in ("实体炸弹.kml", "假.gpkg", "截断.geojson"):
        with pytest.raises(DataError):
            read(write(name, FILES[name]), name)
    good = write("好.geojson", features({"a": 1}))
    assert len(read(good, good.name).frame_ll) == 1


@pytest.mark.parametrize(("columns", "taken"), [(200, True), (201, False)])
def test_two_hundred_columns_are_the_most(write, columns, taken):
    names = ["lng", "lat", *(f"c{n}" for n in range(columns - 2))]
    cells = ["115.91", "28.62", *["1"] * (columns - 2)]
    path = write("宽.csv", f"{','.join(names)}\n{','.join(cells)}\n")
    if taken:
        assert read(path, path.name).frame_ll.shape == (1, columns + 1)
    else:
        with pytest.raises(
            DataError, match="宽.csv 有 201 列（字段），上限 200 列；请删去不用的列"
        ):
            read(path, path.name)


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "=1+1"])
def test_formulas_of_tables_stay_text(write, tmp_path, cell):
    text = write("式.csv", f'名称,lng,lat\n"{cell}",115.91,28.62\n')
    book = Workbook()
    for row in (["名称", "lng", "lat"], [cell, 115.91, 28.62]):
        book.active.append(row)
    book.save(tmp_path / "式.xlsx")
    for path in (text, tmp_path / "式.xlsx"):
        assert read(path, path.name).frame_ll["名称"].tolist() == [cell]


@pytest.mark.parametrize("name", ["假.gpkg", "假.dxf", "假.parquet", "截断.geojson"])
def test_messages_do_not_tell_where_the_server_keeps_files(write, name):
    content = write("x", FILES[name]).read_bytes()
    with pytest.raises(DataError) as told:
        read(content, name)
    assert "layer-" not in str(told.value)
    assert "DRIVER" not in str(told.value)
