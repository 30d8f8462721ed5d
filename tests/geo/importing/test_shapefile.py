"""Shapefiles: parts, encodings, lengths."""

import struct

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.errors import DataError
from geo.importing import shapefile
from geo.importing.limits import ReadingLimits


@pytest.fixture
def shape(tmp_path):
    """Write a shapefile; with `cpg` False it does not say its encoding."""

    def new(encoding="GB18030", *, cpg=True, **columns):
        folder = tmp_path / f"s{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        values = columns or {"名称": ["甲校", "乙校"]}
        points = [Point(115.9 + i / 100, 28.6) for i in range(len(next(iter(values.values()))))]
        frame = GeoDataFrame(values, geometry=points, crs="EPSG:4490")
        pyogrio.write_dataframe(frame, folder / "layer.shp", encoding=encoding)
        if not cpg:
            (folder / "layer.cpg").unlink()
        return folder / "layer.shp"

    return new


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
@pytest.mark.parametrize("cpg", [True, False])
def test_text_comes_right_with_and_without_cpg(shape, ask, encoding, cpg):
    path = shape(encoding, cpg=cpg)
    assert shapefile.encodings(path, ask())[0].upper() == encoding
    raw = shapefile.read(path, ask())
    assert raw.frame["名称"].tolist() == ["甲校", "乙校"]
    assert (raw.shapes[1].x, raw.shapes[1].y) == pytest.approx((115.91, 28.6))
    assert "2000" in raw.crs


@pytest.mark.parametrize("word", ["936", "GBK", "ANSI 936", "cp936", "gb2312", "GB18030"])
def test_ways_of_saying_gbk(shape, ask, word):
    path = shape("GB18030")
    path.with_suffix(".cpg").write_text(word)
    assert shapefile.encodings(path, ask())[0] == "GB18030"


def test_a_cpg_that_lies_is_not_believed(shape, ask):
    path = shape("GB18030")
    path.with_suffix(".cpg").write_text("UTF-8")
    assert shapefile.read(path, ask()).frame["名称"].tolist() == ["甲校", "乙校"]


def dbf(width, *values):
    """Make a table of one text field as dBASE lays it out: header, field, records, end."""
    head = struct.pack("<4BIHH20x", 3, 121, 5, 1, len(values), 32 + 32 + 1, 1 + width)
    field = struct.pack("<11sc4xB15x", b"n", b"C", width)
    return head + field + b"\r" + b"".join(b" " + v.ljust(width) for v in values) + b"\x1a"


@pytest.mark.parametrize(("encoding", "width"), [("GB18030", 7), ("UTF-8", 11), ("UTF-8", 10)])
def test_a_character_cut_off_at_the_fields_end_spoils_nothing(shape, ask, encoding, width):
    path = shape(cpg=False)
    raw = "一二三四".encode(encoding)[:width]
    path.with_suffix(".dbf").write_bytes(dbf(width, raw, "甲".encode(encoding)))
    assert shapefile.encodings(path, ask())[0] == encoding
    found = shapefile.read(path, ask()).frame["n"].tolist()
    assert found[0].rstrip("\ufffd") == "一二三"
    assert found[1] == "甲"


def test_a_chosen_encoding_is_used_even_if_it_shows_nonsense(shape, ask):
    path = shape("GB18030", name=["甲校", "乙校"])
    found = shapefile.read(path, ask(encoding="ISO-8859-1")).frame["name"].tolist()
    assert found == ["甲校".encode("gbk").decode("latin-1"), "乙校".encode("gbk").decode("latin-1")]
    with pytest.raises(DataError, match="不认识编码“乱码”"):
        shapefile.read(path, ask(encoding="乱码"))


def test_parts_that_lack_are_told(shape, ask):
    path = shape()
    path.with_suffix(".dbf").unlink()
    with pytest.raises(DataError, match="缺少 .dbf；请把 .shp、.shx、.dbf、.prj 一起压缩"):
        shapefile.read(path, ask())


@pytest.mark.parametrize("part", [".shp", ".dbf"])
@pytest.mark.parametrize("kept", [1, 20, 40, -5])
def test_parts_cut_short_are_told(shape, ask, part, kept):
    path = shape().with_suffix(part)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataError, match="不完整|无法读取"):
        shapefile.read(path.with_suffix(".shp"), ask())


def test_limits_hold_before_reading(shape, ask):
    path = shape()
    assert shapefile.layers(path, ask())[0].rows == 2
    with pytest.raises(DataError, match="超过 1 行"):
        shapefile.read(path, ask(limits=ReadingLimits(max_rows=1)))
    with pytest.raises(DataError, match="有 1 列.*上限 0 列"):
        shapefile.read(path, ask(limits=ReadingLimits(max_columns=0)))
    assert len(shapefile.read(path, ask(rows=1, limits=ReadingLimits(max_rows=1))).frame) == 1


def test_without_its_index_it_is_made_anew_and_that_is_told(shape, ask):
    path = shape()
    whole, index = shapefile.read(path, ask()), path.with_suffix(".shx").read_bytes()
    path.with_suffix(".shx").unlink()
    raw = shapefile.read(path, ask())
    assert path.with_suffix(".shx").read_bytes() == index  # as GDAL wrote it
    assert [issue.text for issue in raw.issues] == ["缺少 .shx，已按 .shp 重建索引"]
    assert raw.shapes.tolist() == whole.shapes.tolist()
    assert raw.frame.equals(whole.frame)


def test_an_index_is_not_made_of_shapes_cut_short_or_too_many(shape, ask):
    path = shape()
    path.with_suffix(".shx").unlink()
    with pytest.raises(DataError, match="超过 1 行"):
        shapefile.restore_index(path, ask(limits=ReadingLimits(max_rows=1)))
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(DataError, match=r"\.shp 不完整"):
        shapefile.restore_index(path, ask())


def test_a_cpg_with_a_zero_in_it_says_nothing(shape, ask):
    path = shape("GB18030")
    path.with_suffix(".cpg").write_bytes(b"GB\x0018030")
    assert shapefile.encodings(path, ask())[0] == "GB18030"


def test_two_fields_of_one_name_are_told_apart(shape, ask):
    path = shape(ab=["甲", "乙"], ac=["丙", "丁"])
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"ac\0", b"ab\0"))
    found = shapefile.read(path, ask()).frame
    assert found.to_dict("list") == {"AB": ["甲", "乙"], "AB_2": ["丙", "丁"]}


def test_a_system_that_is_no_text_is_told(shape, ask):
    path = shape()
    path.with_suffix(".prj").write_bytes(b'GEOGCS["\xd1\xff\x91"')
    with pytest.raises(DataError, match="无法读取：文件已损坏"):
        shapefile.read(path, ask())


@pytest.mark.parametrize("day", [b"20260230", b"20261301", b"20260000", b"00000101"])
def test_a_day_that_no_calendar_has_stays_its_text(shape, ask, day):
    path = shape()
    head = struct.pack("<4BIHH20x", 3, 121, 5, 1, 2, 32 + 32 + 1, 1 + 8)
    field = struct.pack("<11sc4xB15x", b"d", b"D", 8)
    rows = b" " + day + b" 20260101"
    path.with_suffix(".dbf").write_bytes(head + field + b"\r" + rows + b"\x1a")
    before = path.with_suffix(".dbf").read_bytes()
    raw = shapefile.read(path, ask())
    assert raw.frame["d"].tolist() == [day.decode(), "20260101"]
    assert "日期列（d）里有不存在的日期" in raw.issues[-1].text
    assert path.with_suffix(".dbf").read_bytes() == before


def test_days_of_the_calendar_are_days(shape, ask):
    path = shape()
    head = struct.pack("<4BIHH20x", 3, 121, 5, 1, 2, 32 + 32 + 1, 1 + 8)
    field = struct.pack("<11sc4xB15x", b"d", b"D", 8)
    path.with_suffix(".dbf").write_bytes(head + field + b"\r" + b" 20240229" + b" " * 9 + b"\x1a")
    raw = shapefile.read(path, ask())
    assert raw.frame["d"].astype(str).tolist()[0] == "2024-02-29"
    assert raw.issues == ()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ANSI 1252", "cp1252"),
        ("CP1252", "cp1252"),
        ("windows-1252", "cp1252"),
        ("1252", "cp1252"),
        (" utf-8\n", "UTF-8"),
        ("65001", "UTF-8"),
        ("ANSI_936", "GB18030"),
        ("Big5", "BIG5"),
        ("", ""),
    ],
)
def test_a_cpg_names_an_encoding_in_many_ways(tmp_path, word, name):
    path = tmp_path / "a.cpg"
    path.write_text(word)
    assert shapefile._declared(path) == name
    assert shapefile._declared(tmp_path / "b.cpg") == ""


@pytest.mark.parametrize(
    ("value", "width", "whole"),
    [
        (b"ab", 3, b"ab"),
        (b"abc", 3, b"abc"),
        (b"a\xb0\xa1", 3, b"a"),
        (b"\xb0\xa1\xb0", 3, b""),
        (b"\xb0\xa1", 3, b"\xb0\xa1"),
        (b"a\nb\xb0", 4, b"a\nb"),
    ],
)
def test_of_a_value_that_fills_its_field_the_end_is_left(value, width, whole):
    assert shapefile._whole(value, width) == whole


def test_encodings_to_choose_from_leave_out_what_no_table_is_in(shape, ask):
    assert shapefile.encodings(shape(), ask()) == ("GB18030", "UTF-8", "Big5", "Latin-1")


def test_a_name_too_long_to_be_numbered_becomes_the_fields_number(shape, ask):
    """Of ten bytes each; a name that would be longer becomes its number."""
    path = shape(abcdefghij=["x"], other=["y"], b=["z"])
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[64:75] = b"abcdefghij\0"
    table.write_bytes(content)
    frame = shapefile.read(path, ask()).frame
    assert frame.to_dict("list") == {"ABCDEFGHIJ": ["x"], "F2": ["y"], "B": ["z"]}
