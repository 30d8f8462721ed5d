"""Archives as planners send them, and as nobody should."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from geo import zipped
from geo.errors import DataError
from geo.zipped import unpack_shapefile


@pytest.fixture
def archive(tmp_path):
    """Write an archive whose members hold their own names."""

    def make(*names, name="路.zip"):
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as file:
            for member in names:
                file.writestr(member, member)
        return tmp_path / name

    return make


@pytest.fixture
def unpack(tmp_path):
    """Unpack into an empty folder; contents of what is in it then, by name."""

    def into(path, layer=""):
        folder = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        assert unpack_shapefile(path, folder, layer) == folder / "lines.shp"
        return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}

    return into


def test_the_parts_of_one_shapefile_come_out_under_our_names(archive, unpack):
    path = archive("数据/路.SHP", "数据/路.dbf", "数据/路.sbn", "数据/说明.txt", "路.prj")
    assert unpack(path) == {"lines.shp": "数据/路.SHP", "lines.dbf": "数据/路.dbf"}


def test_one_of_several_is_named(archive, unpack):
    path = archive("a.shp", "b.shp", "b.prj", "__MACOSX/c.shp", "._a.shp")
    assert unpack(path, "b") == {"lines.shp": "b.shp", "lines.prj": "b.prj"}
    with pytest.raises(DataError, match=r"多个 \.shp（现有：a、b）；请用 --layer"):
        unpack(path)
    with pytest.raises(DataError, match="没有图层“c”（现有：a、b）"):
        unpack(path, "c")


def test_names_that_old_tools_write_in_gbk(archive, unpack):
    path = archive("AB.shp")
    path.write_bytes(path.read_bytes().replace(b"AB.shp", "路.shp".encode("gb18030")))
    with ZipFile(path) as file:
        assert file.namelist() != ["路.shp"]
    assert unpack(path, "路") == {"lines.shp": "AB.shp"}


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "x/../../a.shp", r"..\a.shp", "C:/a"])
def test_names_that_lead_outside(archive, unpack, tmp_path, name):
    with pytest.raises(DataError, match=r"路\.zip 内的路径.*指向包外"):
        unpack(archive("b.shp", name))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / "路.zip"]


def test_an_archive_behind_a_password(archive, unpack):
    path = archive("a.shp")
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match="已加密"):
        unpack(path)


def test_no_shapefile_inside(archive, unpack):
    for path in (archive(), archive("说明.txt"), archive("a.shp/说明.txt")):
        with pytest.raises(DataError, match="没有 .shp"):
            unpack(path)


def test_what_is_no_archive(archive, unpack, tmp_path):
    whole = archive("a.shp").read_bytes()
    spoiled = whole.replace(whole[35:40], b"\xff" * 5)
    for content in (b"", b"text", b"PK" + bytes(99), whole[:-30], spoiled):
        (tmp_path / "b.zip").write_bytes(content)
        with pytest.raises(DataError, match=r"b\.zip 不是完好的"):
            unpack(tmp_path / "b.zip")


def test_archives_that_swell(archive, unpack, monkeypatch):
    path = archive("a.shp", "big.txt")
    monkeypatch.setattr(zipped, "MAX_BYTES", len("a.shp") + len("big.txt"))
    assert unpack(path) == {"lines.shp": "a.shp"}
    monkeypatch.setattr(zipped, "MAX_BYTES", len("a.shp") + len("big.txt") - 1)
    with pytest.raises(DataError, match="解压后.*先裁剪"):
        unpack(path)
