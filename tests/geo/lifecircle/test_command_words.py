"""What the command says and refuses, on any console, and how it treats what is there already."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point

from geo.lifecircle.command import main

ROOT = Path(__file__).parents[3]
SMALL = ["--preset", "学位", "--rules", str(ROOT / "data" / "standards.csv")]
EVERY = {
    *("缺口明细.csv", "缺口矩阵.csv", "完整度.csv", "分区占比.csv"),
    *("小区.geojson", "设施.geojson", "服务范围.geojson", "方法说明.txt"),
}


def run(*words):
    command = [sys.executable, "-W", "error", "-m", "planmap", "lifecircle", *map(str, words)]
    settings = {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, check=False
    )


def refused(capsys, *words):
    """What the command says on refusing."""
    capsys.readouterr()
    assert main([str(word) for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1]


def layer(path, shapes, **columns):
    pyogrio.write_dataframe(GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548"), path)
    return path


def scenario(path, **change):
    edit = {"action": "增加", "facility_id": "方案-1", "name": "新校", "kind": "学校"}
    edit |= {"stage": "小学", "lon": 115.905, "lat": 28.605, "accuracy_m": 0.0} | change
    path.write_text(json.dumps({"name": "试", "edits": [edit]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_a_console_of_another_encoding(tmp_path, console, encoding):
    shown = console(encoding)
    assert main(["-o", str(tmp_path), "--straight", "--preset", "学位"]) == 0
    assert ("达标".encode("gbk") in shown.getvalue()) == (encoding == "gbk")


def test_help_is_shown_on_a_console_without_chinese(console):
    shown = console("ascii")
    with pytest.raises(SystemExit, match="^0$"):
        main(["--help"])
    assert b"usage" in shown.getvalue()


def test_help_is_in_chinese(capsys):
    with pytest.raises(SystemExit, match="^0$"):
        main(["--help"])
    text = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    for words in (
        "输出目录",
        "评价标准",
        "规划未载明学段",
        "人口或户数列",
        "绕行系数",
        "方案.json",
    ):
        assert words in text


def test_errors_are_told_without_a_traceback(tmp_path):
    ran = run("-o", tmp_path / "出", "--data", tmp_path / "没有")
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert "错误：数据目录 没有 不存在或为空" in ran.stderr.decode()
    assert "（--data）" in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()
    assert not (tmp_path / "出").exists()


def test_earlier_results_are_kept_unless_told(plan_folder, tmp_path, capsys):
    out = tmp_path / "出"
    words = ["-o", str(out), *SMALL, "--data", str(plan_folder), "--straight"]
    path = scenario(tmp_path / "方案.json")
    assert main([*words, "--scenario", str(path)]) == 0
    (out / "我的笔记.txt").write_text("不要动", encoding="utf-8")
    before = (out / "缺口明细.csv").read_bytes()
    assert "--force" in refused(capsys, *words)
    assert (out / "缺口明细.csv").read_bytes() == before
    assert main([*words, "--force"]) == 0
    assert (out / "缺口明细.csv").read_bytes() != before
    assert {path.name for path in out.iterdir()} == EVERY | {"我的笔记.txt"}
    assert "已删去上次的 规划前后对比.csv" in capsys.readouterr().err


def test_a_file_that_cannot_be_replaced(plan_folder, tmp_path, capsys):
    out = tmp_path / "出"
    (out / "小区.geojson").mkdir(parents=True)
    words = ["-o", out, *SMALL, "--data", plan_folder, "--straight", "--force"]
    assert "小区.geojson”：该名称是一个目录" in refused(capsys, *words)
    assert not list(out.glob(".*"))


def test_what_is_asked_for_wrongly(tmp_path, capsys):
    out, no = ["-o", tmp_path / "出"], tmp_path / "没有.gpkg"
    wrong = tmp_path / "坏.json"
    wrong.write_text("{", encoding="utf-8")
    far = scenario(tmp_path / "远.json", lat=29.9)
    gone = scenario(tmp_path / "旧.json", action="停用", facility_id="没有-1")
    cases = {
        "没有名为": ["--preset", "健身"],
        "步行速度": ["--speed", "5"],
        "去掉 --delay": ["--straight", "--delay", "3"],
        "绕行系数": ["--detour", "9"],
        "绕行系数 0": ["--detour", "0"],
        "要停用的设施 没有-1 不存在": ["--scenario", gone],
        "--demand 给出图层": ["--weight", "人口"],
        "请加 --plan": ["--unstated", "小学"],
        "找不到文件": ["--demand", no],
        "不是有效的 JSON": ["--scenario", wrong],
        "离本区": ["--scenario", far],
        "找不到文件 网.shp": ["--network", tmp_path / "网.shp"],
        "坏.json": ["--rules", wrong],
    }
    for words, asked in cases.items():
        assert words in refused(capsys, *out, *asked)
    assert "找不到文件" in refused(capsys, *out, "--network", no)
    assert "找不到文件" in refused(capsys, *out, "--rules", no)
    assert "是一个文件" in refused(capsys, "-o", wrong)
    assert not (tmp_path / "出").exists()


def test_a_layer_that_is_no_demand(plan_folder, tmp_path, capsys):
    here = Point(393_469, 3_166_500)
    words = ["-o", tmp_path / "出", "--data", plan_folder, *SMALL, "--straight", "--demand"]
    line = layer(tmp_path / "线.gpkg", [LineString([(here.x, here.y), (here.x, here.y + 50)])])
    assert "不是点或面" in refused(capsys, *words, line)
    point = layer(tmp_path / "点.gpkg", [here], 人口=["很多"])
    assert "不能作权重" in refused(capsys, *words, point, "--weight", "人口")
    assert "缺少列" in refused(capsys, *words, point, "--weight", "户数")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "还缺：-o/--out"),
        (["-o", "x", "--target", "85"], "--target：目标占比 85 应在 0–1 之间"),
        (["-o", "x", "--plan", "1"], "不认识：1"),
    ],
)
def test_words_that_are_no_command(words, line, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"错误：{line}")
