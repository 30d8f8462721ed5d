"""`planmap district` begins a folder that can be served, and lists what is missing."""

import zipfile

import openpyxl
import pymupdf
import pytest
from geopandas import GeoDataFrame
from pandas import read_csv
from shapely import box

from geo.errors import DataError
from planmap.district_folder import _check_meridian

HEAD = ["编号", "专栏", "条目", "项目名称", "类别", "建设性质", "建设地点", "规模", "单位", "备注"]
ROWS = [
    ["LJ-001", "表3", "（一）道路", "滨江大道", "道路", "新建", "沿江", 3.2, "公里", "含桥"],
    ["LJ-002", "表3", "（一）道路", "临江大桥", "桥梁", "新建", "", "", "", ""],
    ["LJ-003", "表4", "（二）学校", "=临江一小", "学校", "改建", "", 1, "所", ""],
]


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    """The command tells its own process the district by the environment: let it go afterwards."""
    for name in ("PLANMAP_DISTRICT_TEXT", "PLANMAP_DATA"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.fixture
def outline(tmp_path):
    """Two parts on 114°E as a zipped GBK shapefile in metres."""
    parts = [box(113.6, 29.4, 113.65, 29.5), box(113.66, 29.4, 113.7, 29.5)]
    frame = GeoDataFrame({"名称": ["东片", "西片"]}, geometry=parts, crs=4326).to_crs(4547)
    frame.to_file(tmp_path / "a.shp", encoding="gbk")
    with zipfile.ZipFile(tmp_path / "区界.zip", "w") as archive:
        for end in (".shp", ".shx", ".dbf", ".prj"):
            archive.write(tmp_path / f"a{end}", f"区界{end}")
    return tmp_path / "区界.zip"


def table(path, head, rows):
    book = openpyxl.Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def begin(outline, folder, *more, meridian="114"):
    return run(
        "district", folder, "--name", "临江新区", "--plan", "《临江新区城市更新行动方案》",
        "--called", "更新行动", "--period", "2024—2028 年", "--meridian", meridian,
        "--outline", outline, "--outline-source", "区自然资源局", "--accuracy", "20", *more,
    )  # fmt: skip


def run(*words):
    """The command in a process of its own: it reads the files as the new district's."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    done = subprocess.run(
        [sys.executable, "-m", "planmap", *map(str, words)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_folder_is_begun_that_every_command_can_serve(outline, tmp_path):
    folder = tmp_path / "临江"
    code, told, said = begin(
        outline, folder, "--projects", table(tmp_path / "项目.xlsx", HEAD, ROWS)
    )
    assert code == 0, said
    assert "区界 2 个面，项目 3 项" in told
    assert "zones.geojson：空间结构分区（可先不放）" in told
    made = (folder / "district.toml").read_text("utf-8")
    assert 'metric = "EPSG:4547"' in made
    assert "longitude = [113, 115]" in made
    assert "latitude = [28, 31]" in made  # half a degree beyond 29.4 and 29.5, whole degrees
    assert 'works = ["新建", "改建"]' in made
    items = (folder / "projects.csv").read_text("utf-8-sig").splitlines()
    assert len(items) == 4
    assert "滨江大道" in items[1]
    assert items[1].split(",")[-3:] == ["未落图", "", ""]
    sheet = tmp_path / "临江.pdf"
    code, _, said = run("sheet", "--data", folder, "--out", sheet)
    assert code == 0, said
    assert sheet.read_bytes().startswith(b"%PDF")
    code, told, said = run("export", "--data", folder, "-o", tmp_path / "临江.zip")
    assert (code, "规划项目：3 个要素，其中 3 个未落图" in told) == (0, True), said


def test_items_with_coordinates_need_to_say_how_well_they_are_known(outline, tmp_path):
    head = ["编号", "专栏", "条目", "名称", "类别", "建设方式", "经度", "纬度"]
    row = ["LJ-001", "表2", "一、街道", "滨江学校", "学校", "新建", 113.62, 29.45]
    given = table(tmp_path / "项目.xlsx", head, [row])
    code, told, said = begin(outline, tmp_path / "一", "--projects", given)
    assert code == 1
    assert "1 项有坐标而没有位置精度；请用 --items-accuracy 给出米数" in told
    assert "改好上面写明文件和行的各条才可用" in said
    more = ("--projects", given, "--items-accuracy", "50")
    assert begin(outline, tmp_path / "二", *more)[0] == 0
    (item,) = read_csv(tmp_path / "二" / "projects.csv", dtype=str).to_dict("records")
    assert (item["basis"], item["accuracy_m"]) == ("项目表“项目.xlsx”所列坐标", "50")
    sheet = tmp_path / "a.pdf"
    assert run("sheet", "--data", tmp_path / "二", "--out", sheet)[0] == 0
    words = "".join(page.get_text() for page in pymupdf.open(sheet)).replace("\n", "")
    assert "各要素按其落图依据落图，可能偏差 50 米" in words


def test_an_outline_alone_will_do(outline, tmp_path):
    code, told, _ = begin(outline, tmp_path / "临江")
    assert (code, "项目 0 项" in told) == (0, True)
    assert run("sheet", "--data", tmp_path / "临江", "--out", tmp_path / "a.pdf")[0] == 0


def test_what_the_table_lacks_is_listed_by_row_and_column(outline, tmp_path):
    head, rows = ["编号", "项目名称"], [["LJ-001", "滨江大道"], ["LJ-001", "重号"]]
    given = table(tmp_path / "坏.xlsx", head, rows)
    code, told, _ = begin(outline, tmp_path / "临江", "--projects", given)
    assert code == 1
    assert "项目表没有“专栏”列；请在 projects.csv 的 column 列补上" in told
    assert "projects.csv 第 2 行 clause 列" in told
    assert "与第 2 行重复" in told


def test_what_cannot_be_begun_leaves_nothing(outline, tmp_path):
    folder = tmp_path / "临江"
    code, _, said = begin(outline, folder, meridian="115")
    assert (code, "中央经线 115 无效" in said) == (2, True)
    code, _, said = begin(tmp_path / "没有.zip", folder)
    assert (code, "找不到文件 没有.zip" in said) == (2, True)
    code, _, said = begin(outline, folder, meridian="105")
    assert (code, "没有任何要素落在本区坐标系的适用范围" in said) == (2, True)
    assert not folder.exists()
    folder.mkdir()
    (folder / "a").write_text("旧")
    code, _, said = begin(outline, folder)
    assert (code, "里已有文件" in said) == (2, True)


@pytest.mark.parametrize(("west", "fits"), [(115.5, True), (115.7, False), (112.4, True)])
def test_an_outline_lies_in_the_zone_of_its_meridian(west, fits):
    """114°E: 1.6 degrees to each side of it; the middle counts, 0.05 degrees from `west`."""
    outline = GeoDataFrame(geometry=[box(west, 29, west + 0.1, 29.1)], crs=4326)
    if fits:
        _check_meridian(outline, 114)
        return
    told = "区界中心在东经 115.75°，不在中央经线 114° 的三度带内；请核对，多半应为 --meridian 117"
    with pytest.raises(DataError, match=told):
        _check_meridian(outline, 114)
