"""Bad files are refused with messages that name file, row, column, value and cure."""

import errno
import json

import pytest

from geo.errors import DataError, MissingColumnError
from geo.lifecircle.command_inputs import scenario_file
from geo.plan_data import load_plan
from geo.reading import read_records

BOWTIE = [[115.9, 28.6], [115.92, 28.62], [115.92, 28.6], [115.9, 28.62], [115.9, 28.6]]


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def message(folder):
    with pytest.raises(DataError) as caught:
        load_plan(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "communities.csv",
            "115.905,28.605",
            "28.605,115.905",
            'communities.csv 第 2 行 lon 列: 值 "28.605" 不在 115–117 之间; '
            "经纬度可能填反, 请交换 lon 与 lat 两列",
        ),
        ("communities.csv", "115.905", "39408123", "看起来是投影坐标(米)"),
        ("communities.csv", "115.905", "75.5", '值 "75.5" 不在 115–117 之间; 请核对坐标'),
        ("communities.csv", "115.905", "115.9度", '"115.9度" 不是数字; 请只填数字'),
        ("communities.csv", "115.905", "nan", 'lon 列: 值 "nan" 不是数字'),
        ("communities.csv", "115.905", "115_9", 'lon 列: 值 "115_9" 不是数字'),
        ("communities.csv", "50,1,s", "-1,1,s", 'accuracy_m 列: 值 "-1" 不在 0–5000 之间'),
        ("communities.csv", "50,1,s", "50,是,s", "in_district 列"),
        ("communities.csv", "甲苑", "", '第 2 行 name 列: 值 "" 为空; 该列必须填写'),
        ("communities.csv", ",s\n", "\n", "第 2 行: 有 6 个单元格, 表头有 7 个"),
        ("communities.csv", "甲苑", "甲,苑", "第 2 行: 有 8 个单元格, 表头有 7 个; 单元格内含逗号"),
        ("communities.csv", "甲苑", '"甲苑', "双引号是否成对"),
        ("communities.csv", "name,lon", "lon,lon", "列名重复 lon"),
        ("facilities.csv", "f2,", "f1,", '第 3 行 facility_id 列: 值 "f1" 与第 2 行重复'),
        ("facilities.csv", "幼儿园", "幼稚园", 'kind 列: 值 "幼稚园" 不在可选值之内; 请改为 学校'),
        ("facilities.csv", "幼儿园,,", "幼儿园,小学,", "只能用于 kind 为 学校 的行"),
        ("projects.csv", "(115.91 28.61,115.95", "(115.91 28.61;115.95", "有效的 WKT"),
        ("projects.csv", "POINT (115.95 28.65)", "POINT (28.65 115.95)", "经纬度可能填反"),
        ("projects.csv", "POINT (115.95 28.65)", "POINT (408123 3168000)", "看起来是投影坐标"),
        ("projects.csv", "POINT (115.95 28.65)", "POINT EMPTY", "是空的几何图形"),
        (
            "projects.csv",
            "POINT (115.95 28.65)",
            "GEOMETRYCOLLECTION (POINT (115.95 28.65))",
            'projects.csv 第 4 行 wkt 列: 值 "GEOMETRYCOLLECTION (POINT (115.95 28.65))" '
            "的类型是 GeometryCollection; 应为 Point",
        ),
        ("projects.csv", "位置点,100", "位置点,", "accuracy_m 列"),
        ("projects.csv", "位置点,100", "未落图,100", 'basis 列: 值 "未落图" 与 wkt 列不一致'),
        ("projects.csv", "1.5,公里", "1.5,", 'unit 列: 值 "" 与 quantity 列不一致'),
        ("projects.csv", "5-1-02", "2005/1/2", "Excel 可能把编号改成了日期"),
        ("roads.geojson", '"LineString"', '"Point"', "GeoJSON 几何"),
        ("roads.geojson", '"A"', '"D"', "第 1 个要素 grade 列"),
        ("roads.geojson", '"accuracy_m": 20', '"accuracy_m": null', "accuracy_m 列: 值"),
        ("roads.geojson", '"accuracy_m": 20', '"accuracy_m": NaN', "NaN 不是 JSON 数值"),
        ("roads.geojson", "115.91,", "true,", "不是有效的 GeoJSON 几何"),
        (
            "roads.geojson",
            '"FeatureCollection"',
            "",
            "第 1 行第 10 个字符: 从这里起不是有效的 JSON",
        ),
        ("roads.geojson", '"accuracy_m": 20', '"accuracy_m": ' + "9" * 5000, "有位数过多的数值"),
        ("roads.geojson", '"features"', '"rows"', "顶层不是 FeatureCollection"),
        ("roads.geojson", '"properties"', '"attributes"', "第 1 个要素: 没有 properties"),
        ("zones.geojson", "115.9,", "28.9,", "zones.geojson 第 1 个要素 geometry 列"),
    ],
)
def test_a_bad_value_is_named_with_its_cure(plan_folder, name, old, new, expected):
    change(plan_folder, name, old, new)
    text = message(plan_folder)
    assert text.startswith(name)
    assert expected in text


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        ({"type": "Polygon", "coordinates": [BOWTIE]}, "图形无效 (自相交, 位置 115.91"),
        ({"type": "Point", "coordinates": [115.9, 28.6]}, "应为 Polygon / MultiPolygon"),
        ({"type": "Polygon", "coordinates": [BOWTIE[:2]]}, "不是有效的 GeoJSON 几何"),
        ({"type": "Kreis", "coordinates": []}, "不是有效的 GeoJSON 几何"),
        (None, "没有几何图形; 请补画该要素"),
    ],
)
def test_a_bad_geometry_is_named(plan_folder, geometry, expected):
    path = plan_folder / "zones.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["geometry"] = geometry
    path.write_text(json.dumps(content), encoding="utf-8")
    assert expected in message(plan_folder)


def test_a_missing_column_is_named_with_what_is_there(plan_folder):
    change(plan_folder, "projects.csv", "unit", "einheit")
    with pytest.raises(MissingColumnError, match="projects.csv 第 1 行: 缺少列 unit .*einheit"):
        load_plan(plan_folder)


def test_a_missing_property_is_named(plan_folder):
    change(plan_folder, "zones.geojson", '"structure"', '"structur"')
    with pytest.raises(MissingColumnError, match="第 1 个要素: 缺少列 structure"):
        load_plan(plan_folder)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_delimiter_is_recognised(plan_folder, mark):
    path = plan_folder / "communities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", mark), encoding="utf-8")
    assert "没有用英文逗号分隔" in message(plan_folder)


def test_a_file_that_is_not_utf8_names_the_row(plan_folder):
    path = plan_folder / "communities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "communities.csv 第 2 行: 字节 0xbc 不是 UTF-8 编码" in message(plan_folder)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(plan_folder, content):
    (plan_folder / "roads.geojson").write_bytes(content)
    assert "roads.geojson: 文件是空的" in message(plan_folder)


def test_a_header_without_rows_is_refused(plan_folder):
    path = plan_folder / "communities.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert "没有任何数据行" in message(plan_folder)


def test_two_outlines_of_one_name_are_refused(plan_folder):
    path = plan_folder / "boundary.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"] *= 2
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "第 2 个要素 name 列" in message(plan_folder)
    assert "与第 1 个要素重复" in message(plan_folder)


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_an_outdated_crs_member_may_say_wgs84(plan_folder, crs):
    member = json.dumps({"type": "name", "properties": {"name": crs}})
    change(plan_folder, "roads.geojson", '"features"', f'"crs": {member}, "features"')
    assert len(load_plan(plan_folder).roads) == 1


def test_another_crs_member_is_refused(plan_folder):
    member = json.dumps({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}})
    change(plan_folder, "roads.geojson", '"features"', f'"crs": {member}, "features"')
    assert "应为 WGS 84 (EPSG:4326); 请转换为 WGS 84" in message(plan_folder)


def test_rows_are_counted_as_a_spreadsheet_counts_them(plan_folder):
    with (plan_folder / "communities.csv").open("a", encoding="utf-8") as file:
        file.write('\n,,,,,,\nc2,"两\n行",115.9,28.6,1,1,s\nc3,丙,115.9,x,1,1,s,,\n')
    assert message(plan_folder).startswith('communities.csv 第 6 行 lat 列: 值 "x"')


def test_many_problems_come_in_one_message(plan_folder):
    with (plan_folder / "communities.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"d{n},甲,x,28.6,1,1,s\n" for n in range(12))
    lines = message(plan_folder).splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("communities.csv 第 3 行")
    assert lines[-1] == "communities.csv 共有 12 处问题, 以上为前 10 处"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{\n  name: 1}",
            "a.geojson 第 2 行第 3 个字符: 从这里起不是有效的 JSON; 请重新导出该文件",
        ),
        ("[" * 100_000, "a.geojson: 不是有效的 JSON (嵌套过深); 请重新导出该文件"),
    ],
)
def test_no_words_of_python_are_shown(tmp_path, text, expected):
    path = tmp_path / "a.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_records(path)
    assert str(error.value) == expected


@pytest.mark.parametrize("read", [read_records, scenario_file])
def test_what_the_system_says_is_put_into_words(tmp_path, monkeypatch, read):
    path = tmp_path / "a.geojson"
    path.write_text("{}", encoding="utf-8")

    def refused(_path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refused)
    with pytest.raises(DataError, match="没有读写权限") as error:
        read(path)
    assert "Permission" not in str(error.value)
