"""The command line, from the plan's files to an archive or a folder."""

import json

import pyogrio
import pytest

from geo.exporting.command import main


@pytest.fixture
def run(plan_folder, tmp_path):
    def call(*words, out="out"):
        path = tmp_path / out
        return main(["--data", str(plan_folder), "-o", str(path), *words]), path

    return call


def test_every_layer_into_a_folder(run):
    code, folder = run("--format", "GeoJSON", "XLSX", "--date", "2026-01-31")
    assert code == 0
    layers = ("空间结构", "规划项目", "主要道路", "现状设施", "居住小区")
    expected = {f"{layer}{end}" for layer in layers for end in (".geojson", ".xlsx")}
    assert {path.name for path in folder.iterdir()} == expected | {"说明.json", "说明.txt"}
    told = json.loads((folder / "说明.json").read_text(encoding="utf-8"))
    assert told["日期"] == "2026-01-31"
    assert told["图层清单"][1]["未落图"] == ["5-1-02 乙路"]


def test_an_archive_in_another_system(run, unzipped):
    code, path = run("--layer", "zones", "--format", "GPKG", "--system", "EPSG:4548", out="a.zip")
    assert code == 0
    assert set(unzipped(path.read_bytes())) == {"空间结构_EPSG4548.gpkg", "说明.json", "说明.txt"}


def test_headers_are_chinese_and_zones_are_named(run):
    _, folder = run("--layer", "projects", "--system", "EPSG:4326")
    back = pyogrio.read_dataframe(folder / "规划项目.geojson")
    assert back["所在分区"].fillna("").tolist() == ["核", "", ""]
    assert {"编号", "专栏", "建设方式", "位置精度_米", "在区外"} < set(back.columns)
    assert all(not name.isascii() for name in back.columns.drop(["id", "geometry"]))


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (["专栏=专栏8"], ["8-1-01"]),
        (["类别=路", "类别=学校"], ["5-1-01", "8-1-01"]),
        (["类别=路", "名称=甲路"], ["5-1-01"]),
        (["数量=1.50"], ["5-1-01"]),
        (["数量="], ["5-1-02", "8-1-01"]),
        (["在区外=是"], ["8-1-01"]),
        (["编号=5-1-02"], ["5-1-02"]),
    ],
)
def test_filters(run, filters, ids):
    words = [word for each in filters for word in ("--filter", each)]
    code, folder = run("--layer", "projects", *words)
    assert code == 0
    whole = json.loads((folder / "规划项目.geojson").read_text(encoding="utf-8"))
    assert [feature["id"] for feature in whole["features"]] == ids
    told = json.loads((folder / "说明.json").read_text(encoding="utf-8"))
    assert all(each.split("=")[0] in told["筛选"] for each in filters)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--system", "EPSG:4548", "--format", "KML"], "KML 不能用坐标系"),
        (["--layer", "zones", "--filter", "无=1"], "没有字段“无”；可用：编号、结构"),
        (["--layer", "zones", "--filter", "名称=无"], "没有符合 名称=无 的要素"),
        (["--layer", "projects", "--filter", "数量=多"], "“多”不是数字"),
        (["--date", "今天"], "日期“今天”无效"),
        (["--format", "DWG"], "没有格式“DWG”"),
    ],
)
def test_what_is_asked_wrongly_ends_with_a_message(run, capsys, words, message):
    code, path = run(*words)
    assert code == 2
    assert message in capsys.readouterr().err
    assert not path.exists()


def test_nothing_is_replaced_unasked(run, capsys):
    assert run("--layer", "zones")[0] == 0
    assert run("--layer", "zones")[0] == 2
    assert "--force" in capsys.readouterr().err
    assert run("--layer", "zones", "--force")[0] == 0


def test_a_filter_without_a_sign_is_refused(run, capsys):
    with pytest.raises(SystemExit):
        run("--filter", "类别")
    assert "字段=值" in capsys.readouterr().err


@pytest.mark.parametrize("file_format", ["GeoJSON", "GPKG", "Shapefile", "XLSX"])
def test_older_files_outlive_a_full_disk(run, capsys, room, file_format):
    code, path = run("--layer", "zones", "--format", file_format)
    assert code == 0
    before = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    with room(300):
        code, _ = run("--layer", "zones", "--format", file_format, "--force")
    assert code == 2
    assert "错误：无法写出“" in capsys.readouterr().err
    after = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    assert after == before
