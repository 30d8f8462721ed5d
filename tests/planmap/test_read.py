"""`planmap read` looks at a file, reads it as chosen, and writes layer and report."""

import json

import geopandas as gpd
import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import Point, box, points

from geo.crs import to_metric
from geo.data_folder import SHIPPED
from geo.datums import from_wgs84
from geo.lifecircle.demand import demand_points
from geo.plan_data import load_plan
from planmap.__main__ import main


def read(capsys, *words):
    """Exit code, printed lines, said lines."""
    code = main(["read", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


def layer_of(path):
    return gpd.read_file(path, layer=path.stem)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes("编号,名称,经度,纬度\n7,甲小区,115.91,28.62\n8,乙小区,,\n".encode("gb18030"))
    return path


def test_a_clean_layer_is_written_and_nothing_is_found(tmp_path, capsys):
    path, out = tmp_path / "校.geojson", tmp_path / "出.gpkg"
    frame = GeoDataFrame({"名称": ["甲"], "学位": [900]}, geometry=[Point(115.91, 28.62)], crs=4326)
    frame.to_file(path)
    code, printed, said = read(capsys, path, "-o", out)
    assert (code, printed[0]) == (0, "校.geojson：读入 1 行，有位置 1 处，无位置 0 行")
    assert any(line.startswith("[  0%] 读取数据") and "版本" in line for line in said)
    written = layer_of(out)
    assert written.crs.to_epsg() == 4326
    assert (written["name"][0], written["学位"][0]) == ("甲", 900)
    assert written.geometry[0].equals_exact(Point(115.91, 28.62), 1e-9)


def test_what_reading_met_is_found_in_the_report(table, tmp_path, capsys):
    out, report = tmp_path / "出.gpkg", tmp_path / "报告.json"
    code, printed, _ = read(capsys, table, "-o", out, "--report", report)
    assert code == 1
    assert printed[0] == "表.csv：读入 2 行，有位置 1 处，无位置 1 行"
    told = json.loads(report.read_text("utf-8"))
    assert told["choices"]["encoding"] == "GB18030"
    assert told["choices"]["columns"] == ["xy", "经度", "纬度"]
    assert (told["rows"], told["placed"]) == (2, 1)
    assert [(each["key"], each["count"]) for each in told["findings"]] == [("unplaced", 1)]
    assert [row["名称"] for row in told["unplaced"]] == ["乙小区"]
    assert layer_of(out)["name"].tolist() == ["甲小区"]


def test_a_shift_is_a_finding_and_is_taken_out_when_told(tmp_path, capsys):
    """The estates of the plan as a map service would give them, 604 m off in the mean."""
    plan = load_plan(SHIPPED)
    inside = plan.communities[plan.communities["in_district"]]
    true_m = to_metric(inside).geometry
    at = np.column_stack([inside.geometry.x, inside.geometry.y])
    path, out = tmp_path / "小区.geojson", tmp_path / "出.gpkg"
    shifted = GeoDataFrame(
        {"名称": inside["name"].tolist()}, geometry=points(from_wgs84(at, "GCJ-02")), crs=4326
    )
    shifted.to_file(path)
    code, printed, _ = read(capsys, path, "-o", out)
    assert code == 1
    assert any("GCJ-02" in line for line in printed)
    off_m = to_metric(layer_of(out)).distance(true_m.reset_index(drop=True), align=False)
    assert 590 < off_m.mean() < 620
    code, _, _ = read(capsys, path, "-o", out, "--datum", "GCJ-02", "--force")
    assert code == 0
    off_m = to_metric(layer_of(out)).distance(true_m.reset_index(drop=True), align=False)
    assert off_m.max() < 0.01
    assert len(demand_points(to_metric(layer_of(out)))) == len(inside)


def test_of_several_layers_one_is_asked_for(tmp_path, capsys):
    path, out = tmp_path / "两层.gpkg", tmp_path / "出.gpkg"
    GeoDataFrame({"a": [1]}, geometry=[Point(115.91, 28.62)], crs=4326).to_file(path, layer="甲层")
    square = box(115.91, 28.62, 115.92, 28.63)
    GeoDataFrame({"a": [2]}, geometry=[square], crs=4326).to_file(path, layer="乙层")
    code, printed, said = read(capsys, path, "-o", out)
    assert (code, printed) == (2, [])
    assert said[-1] == "错误：两层.gpkg 有多个图层（甲层、乙层）；请指定图层（--layer）"
    assert not out.exists()
    assert read(capsys, path, "-o", out, "--layer", "乙层")[0] == 0
    assert layer_of(out)["a"].tolist() == [2]
    assert read(capsys, out, "-o", tmp_path / "再.gpkg")[0] == 0, "its table of styles is no layer"


def test_what_is_refused_leaves_one_line_and_no_file(table, tmp_path, capsys):
    out = tmp_path / "出.gpkg"
    out.write_text("旧")
    for words, line in (
        ((tmp_path / "没有.csv", "-o", tmp_path / "b.gpkg"), "找不到文件 没有.csv；请检查路径"),
        ((table, "-o", out), "已有 出.gpkg；请换一个名字，或加 --force 替换"),
        ((table, "-o", tmp_path / "b.shp"), "b.shp 的扩展名不可用；请写成 .gpkg"),
        ((table, "-o", tmp_path / "b.gpkg", "--system", "米"), "不认识坐标系“米”"),
        ((table, "-o", tmp_path / "b.gpkg", "--report", table), "是同一个文件"),
    ):
        code, printed, said = read(capsys, *words)
        assert (code, printed) == (2, [])
        assert said[-1].startswith("错误：")
        assert line in said[-1]
    assert out.read_text() == "旧"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["出.gpkg", "表.csv"]
