"""Archives: what is in them, and what must not be."""

import time
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from geo.errors import DataError
from geo.importing.limits import ReadingLimits
from geo.importing.unpacking import opened

LIMITS = ReadingLimits()
NESTED = "^来文.zip 内没有可读的图层；包内还是压缩包，请解开一层后重新压缩"
JSON = '{"type": "FeatureCollection", "features": []}'


def look(content, name="来文.zip", layer="", limits=LIMITS):
    with opened(content, name, layer, limits) as file:
        return file, file.path.read_bytes()


def test_a_file_stands_alone_under_our_name_and_goes(write):
    path = write("../坏 名.geojson".replace("../", ""), JSON)
    with opened(path, path.name, "层", LIMITS) as file:
        assert file.path.name == "layer.geojson"
        assert [p.name for p in file.path.parent.iterdir()] == ["layer.geojson"]
        assert (file.kind, file.layer, file.members) == ("geojson", "层", ())
    assert not file.path.exists()
    assert path.read_text(encoding="utf-8") == JSON


def test_bytes_do_as_well():
    assert look(JSON.encode(), "a.json")[1] == JSON.encode()


def test_a_shapefile_on_disk_brings_its_parts(write):
    path = write("路.shp", b"\x00\x00\x27\x0a")
    write("路.dbf", b"x")
    write("路.qix", b"x")
    with opened(path, path.name, "", LIMITS) as file:
        assert sorted(p.suffix for p in file.path.parent.iterdir()) == [".dbf", ".shp"]


def test_files_of_an_archive_and_the_one_chosen(zipped):
    path = zipped.all(
        "来文.zip",
        {"b/z.csv": "a,b\n1,2", "a.geojson": JSON, "说明.txt": "x", "__MACOSX/a.csv": "", "d/": ""},
    )
    file, content = look(path)
    assert file.members == ("a.geojson", "b/z.csv")
    assert (file.member, file.kind, content) == ("a.geojson", "geojson", JSON.encode())
    file, content = look(path, layer="b/z.csv|里层")
    assert (file.member, file.kind, file.layer) == ("b/z.csv", "text", "里层")
    with pytest.raises(DataError, match="没有“c.csv”；现有：a.geojson、b/z.csv"):
        look(path, layer="c.csv")


def test_a_layer_goes_before_a_table_beside_it(zipped):
    members = {"a字段对照表.csv": "a,b\n1,2", "b/c/点.shp": b"\0\0\x27\x0a", "说明.xlsx": "PK"}
    file, _ = look(zipped.all("来文.zip", members))
    assert file.members == ("b/c/点.shp", "a字段对照表.csv", "说明.xlsx")
    assert file.kind == "shapefile"


def test_a_text_alone_is_taken(zipped):
    assert look(zipped.all("来文.zip", {"点.txt": "a,b\n1,2"}))[0].kind == "text"


def test_same_names_in_two_folders_are_two_layers(zipped):
    members = {f"{folder}/路{end}": b"\0\0\x27\x0a" for folder in "ab" for end in (".shp", ".DBF")}
    file, _ = look(zipped.all("来文.zip", members), layer="b/路.shp")
    assert file.members == ("a/路.shp", "b/路.shp")
    assert file.member == "b/路.shp"


@pytest.mark.parametrize(
    ("members", "advice"),
    [
        ({"a.gdb/a00000001.gdbtable": "x"}, "File Geodatabase（.gdb），请导出为 GeoPackage"),
        *(({name: "x"}, f"{NESTED}$") for name in ("a.zip", "b/A.RAR", "c.7z", "d.kmz")),
        ({"a.doc": "x"}, r"请压缩整套 shapefile（\.shp \.shx \.dbf \.prj \.cpg）或其他格式的图层$"),
        ({}, "请压缩整套 shapefile"),
    ],
)
def test_archives_without_a_layer(zipped, members, advice):
    with pytest.raises(DataError, match=advice):
        look(zipped.all("来文.zip", members))


def test_an_archive_under_a_layers_name(zipped):
    inner = zipped.all("内.zip", {"a.csv": "a,b\n1,2"}).read_bytes()
    with pytest.raises(DataError, match="来文.zip 内的 a.csv 还是压缩包"):
        look(zipped.all("来文.zip", {"a.csv": inner}))


@pytest.mark.parametrize(
    "name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", r"..\a.csv", "C:/a.csv"]
)
def test_names_that_lead_outside(zipped, tmp_path, name):
    path = zipped.all("来文.zip", {"b.csv": "x", name: "x"})
    with pytest.raises(DataError, match=r"来文\.zip 内的路径.*指向包外"):
        look(path)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["来文.zip"]


def test_an_archive_behind_a_password(zipped):
    path = zipped.all("来文.zip", {"a.csv": "a,b"})
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DataError, match="已加密；请解密后重新压缩"):
        look(bytes(content))


def test_a_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "来文.zip"
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(6):
            with archive.open(f"{number}.csv", "w") as member:
                for _ in range(100):
                    member.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    start = time.process_time()
    with pytest.raises(DataError, match="解压后有 600 MB，上限 500 MB"):
        look(path)
    assert time.process_time() - start < 1


def test_a_size_that_lies_unpacks_no_more_than_it_says(zipped):
    path = zipped.all("来文.zip", {"a.csv": "a,b\n" + "1,2\n" * 1000})
    content = path.read_bytes().replace((4004).to_bytes(4, "little"), (4).to_bytes(4, "little"))
    with pytest.raises(DataError, match="不是完好的 zip"):
        look(content)


def test_files_without_end(tmp_path):
    path = tmp_path / "来文.zip"
    with ZipFile(path, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(DataError, match="内有 12 个文件，上限 10 个"):
        look(path, limits=ReadingLimits(max_members=10))


def test_files_too_large_empty_or_missing(write, tmp_path):
    with pytest.raises(DataError, match="大.csv 有 2 MB，上限 1 MB；请先裁剪"):
        look(bytes(2 * 2**20), "大.csv", limits=ReadingLimits(max_file=2**20))
    with pytest.raises(DataError, match="空.csv 是空文件"):
        look(write("空.csv", ""), "空.csv")
    with pytest.raises(DataError, match="找不到文件 无.csv"):
        look(tmp_path / "无.csv", "无.csv")


def test_half_a_gigabyte_is_refused_at_once(tmp_path):
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)
    start = time.process_time()
    with pytest.raises(DataError, match="有 500 MB，上限 200 MB"):
        look(path, path.name)
    assert time.process_time() - start < 0.5


def test_archives_cut_short_or_spoiled(zipped):
    whole = zipped.all("来文.zip", {"a.csv": "a,b\n1,2\n" * 99}).read_bytes()
    spoiled = whole[:40] + b"\xff" * 9 + whole[49:]
    offset = whole.rfind(b"PK\x05\x06") + 16  # where the list of contents is said to begin
    forged = whole[:offset] + b"\xff" * 4 + whole[offset + 4 :]
    cut = (whole[:-30], b"PK", b"PK" + bytes(99), b"PK\x03\x04 cut")
    for content in (*cut, spoiled, forged):
        with pytest.raises(DataError, match="^来文.zip 不是完好的 zip 压缩包（可能没有传完）"):
            look(content)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("name", ["路", "青云谱"])
def test_names_that_do_not_say_their_encoding(zipped, encoding, name):
    raw = name.encode(encoding)
    stand_in = "x" * len(raw)
    content = zipped.all("来文.zip", {f"{stand_in}.csv": "a,b\n1,2"}).read_bytes()
    file, _ = look(content.replace(stand_in.encode(), raw))
    assert file.member == f"{name}.csv"


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_rare_ways_of_packing_are_refused(tmp_path, method):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", method) as file:
        file.writestr("a.geojson", JSON)
    with pytest.raises(DataError, match="压缩方法不常用"):
        look(path)


def test_parts_in_capitals_belong_to_a_shapefile(write):
    path = write("路.shp", b"\x00\x00\x27\x0a")
    write("路.DBF", b"x")
    with opened(path, path.name, "", LIMITS) as file:
        assert sorted(p.name for p in file.path.parent.iterdir()) == ["layer.dbf", "layer.shp"]


SHP = b"\0\0\x27\x0a"


def test_parts_of_a_shapefile_are_told_by_folder_and_name_whatever_the_case(zipped):
    names = ["x/Road.shp", "x/ROAD.dbf", "x/road.PRJ", "x/Road.sbn", "x/Road2.dbf", "y/Road.cpg"]
    path = zipped.all("来文.zip", dict.fromkeys(names, SHP))
    with opened(path, path.name, "", LIMITS) as file:
        assert sorted(each.suffix for each in file.path.parent.iterdir()) == [
            *(".dbf", ".prj", ".shp")
        ]


def test_of_a_table_nothing_beside_it_is_taken(zipped):
    path = zipped.all("来文.zip", {"a.csv": "a,b\n1,2", "a.dbf": "x", "a.prj": "y"})
    with opened(path, path.name, "", LIMITS) as file:
        assert [each.name for each in file.path.parent.iterdir()] == ["layer.csv"]


def test_files_of_an_archive_stand_shallow_first_and_a_google_document_before_others(zipped):
    names = ["b/c/x.kml", "b.kml", "doc.kml", "a.kml", "b/a.kml", "z.csv", "a/z.xlsx"]
    file, _ = look(zipped.all("来文.zip", dict.fromkeys(names, "<kml/>")))
    assert file.members == (
        *("doc.kml", "a.kml", "b.kml", "b/a.kml", "b/c/x.kml", "z.csv", "a/z.xlsx"),
    )
    assert file.member == "doc.kml"


def test_twenty_files_are_named_where_the_chosen_one_is_not_there(zipped):
    path = zipped.all("来文.zip", {f"c{at:02}.csv": "a" for at in range(21)})
    with pytest.raises(DataError, match="^来文.zip 内没有“x”；现有：c00.csv、.*、c19.csv$"):
        look(path, layer="x|里层")


def test_a_wrong_ending_of_an_archive_is_told(zipped):
    file, _ = look(zipped.all("来文.csv", {"a.csv": "a,b\n1,2"}), name="来文.csv")
    assert file.notes == ("扩展名是 .csv，内容是压缩包；已按内容读取",)
    assert look(b"a,b", "a.csv", layer="x")[0].notes == ()


@pytest.mark.parametrize("link", [True, False])
def test_a_file_is_linked_or_copied(monkeypatch, write, link):
    if not link:

        def refuse(*_):
            raise OSError

        monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    path = write("a.csv", "a,b\n1,2")
    with opened(path, path.name, "", LIMITS) as file:
        assert file.path.read_text(encoding="utf-8") == "a,b\n1,2"
        assert file.path.samefile(path) == link
