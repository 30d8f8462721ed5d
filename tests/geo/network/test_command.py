"""The command as a planner runs it: once in a process of its own, elsewhere without."""

import os
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest
from geopandas import GeoDataFrame, GeoSeries
from shapely import LineString
from shapely.affinity import translate

from geo.crs import to_lonlat
from geo.network.command import main
from geo.network.network_file import load

ROOT = Path(__file__).parents[3]
X0, Y0 = 392_000.0, 3_168_000.0
STREET, OTHER = LineString([(0, 0), (200, 0)]), LineString([(100, -100), (100, 100)])
ISLAND = LineString([(900, 900), (900, 950)])


def run(*words):
    command = [sys.executable, "-W", "error", "-m", "planmap", "network", *map(str, words)]
    settings = {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, check=False
    )


@pytest.fixture
def roads(tmp_path):
    """Two streets of 200 m that cross, one of them twice, and 50 m elsewhere."""
    shapes = [translate(shape, X0, Y0) for shape in (STREET, OTHER, OTHER, ISLAND)]
    path = tmp_path / "道路.gpkg"
    pyogrio.write_dataframe(GeoDataFrame(geometry=shapes, crs="EPSG:4548"), path)
    return path


@pytest.fixture
def extract(tmp_path):
    """One street of 200 m."""
    ends = to_lonlat(GeoSeries.from_xy([X0, X0 + 200], [Y0, Y0], crs="EPSG:4548"))
    nodes = "".join(
        f'<node id="{at}" lat="{end.y:.7f}" lon="{end.x:.7f}"/>' for at, end in enumerate(ends, 1)
    )
    way = '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>'
    path = tmp_path / "市区.osm"
    path.write_text(f'<osm version="0.6">{nodes}{way}</osm>', encoding="utf-8")
    return path


def rows(text):
    return dict(line.rstrip("\r").split("\u3000", 1) for line in text.splitlines())


def test_lines_become_a_network_with_a_report(roads, tmp_path, capsys):
    out = tmp_path / "网.gpkg"
    ran = run("import", roads, "-o", out, "--label", "试验路网")
    assert ran.returncode == 0, ran.stderr.decode()
    told = {name: value.strip("\u3000") for name, value in rows(ran.stdout.decode()).items()}
    assert told == {
        "路网": "试验路网",
        "道路（条）": "4",
        "节点（个）": "7",
        "路段（条）": "5",
        "总长（公里）": "0.45",
        "连通部分（个）": "2",
        "最大部分占总长": "88.9%",
        "其次各部分（公里）": "0.05",
        "接点容差（米）": "1",
        "剔除：重复": "2",
    }
    stages = [line[:6] for line in ran.stderr.decode().splitlines()]
    assert stages == sorted(stages)
    assert stages[-1] == "[100%]"
    capsys.readouterr()
    assert main(["report", str(out)]) == 0
    assert capsys.readouterr() == (ran.stdout.decode().replace("\r\n", "\n"), "")


def test_an_extract_becomes_a_network(extract, tmp_path, capsys):
    assert main(["import", str(extract), "-o", str(tmp_path / "a.gpkg")]) == 0
    said = capsys.readouterr()
    network = load(tmp_path / "a.gpkg")
    assert network.label == "OpenStreetMap 步行路网（市区.osm，数据日期未注明）"
    assert network.report.length_m == pytest.approx(200, abs=0.03)
    assert "按共用节点" in said.out
    assert "读取道路" in said.err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_of_another_encoding(roads, tmp_path, console, encoding):
    shown = console(encoding)
    assert main(["import", str(roads), "-o", str(tmp_path / "a.gpkg")]) == 0
    assert ("总长".encode("gbk") in shown.getvalue()) == (encoding == "gbk")


def test_help_is_shown_on_a_console_without_chinese(console):
    shown = console("ascii")
    with pytest.raises(SystemExit, match="^0$"):
        main(["--help"])
    assert b"usage" in shown.getvalue()


def test_help_is_in_chinese(capsys):
    with pytest.raises(SystemExit, match="^0$"):
        main(["import", "--help"])
    text = capsys.readouterr().out
    for words in ("道路文件", "坐标系", "容差", ".osm.pbf", ".gpkg"):
        assert words in text.replace("\n", "").replace(" ", "")


def refused(capsys, *words):
    """What the command says on refusing."""
    assert main([str(word) for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1]


def test_errors_are_told_without_a_traceback(tmp_path, capsys):
    capsys.readouterr()
    assert main(["report", str(tmp_path / "没有.gpkg")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("错误：找不到文件")


def test_what_is_asked_for_wrongly(roads, extract, tmp_path, capsys):
    out = tmp_path / "a.gpkg"
    (tmp_path / "a.dwg").write_bytes(b"AC1032" + bytes(99))
    assert "DWG 图纸" in refused(capsys, "import", tmp_path / "a.dwg", "-o", out)
    assert "找不到文件" in refused(capsys, "import", tmp_path / "a.osm", "-o", out)
    assert "请用 .gpkg" in refused(capsys, "import", roads, "-o", tmp_path / "a.txt")
    assert "不存在" in refused(capsys, "import", roads, "-o", tmp_path / "b" / "a.gpkg")
    assert "容差 0.0" in refused(capsys, "import", roads, "-o", out, "--tolerance", "0")
    assert "--system" in refused(capsys, "import", extract, "-o", out, "--crs", "EPSG:4548")
    assert not out.exists()


def test_words_that_are_no_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("错误：还缺：")
