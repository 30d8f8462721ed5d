"""The command on a planner's own files: layers, networks, scenarios, and what it refuses."""

import csv
import json
from pathlib import Path

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box

from geo.lifecircle.command import main
from geo.network.build import build_network
from geo.network.network_file import save

DATA = Path(__file__).parents[3] / "data"


def table(folder, name):
    text = (folder / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def method(folder):
    return (folder / "方法说明.txt").read_text(encoding="utf-8-sig")


def test_straight_lines_and_detours(tmp_path):
    for words, label in (
        (["--straight"], "直线距离筛查"),
        (["--detour", "1.3"], "直线距离筛查（绕行系数 1.3）"),
    ):
        folder = tmp_path / words[0]
        assert main(["-o", str(folder), "--preset", "学位", *words]) == 0
        rows = table(folder, "缺口明细.csv")
        assert len(rows) == 106 * 3
        factor = float(words[1]) if words[1:] else 1
        for row in rows:
            walk = factor * float(row["直线距离_米"])
            assert float(row["步行距离_米"]) == pytest.approx(walk, abs=0.02)
            assert row["测距方法"] == label
        assert "直线距离只作筛查" in method(folder)


SMALL = ["--preset", "学位", "--rules", str(DATA / "standards.csv")]


def layer(path, shapes, **columns):
    pyogrio.write_dataframe(GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548"), path)
    return path


@pytest.fixture
def school(plan_folder):
    """Place of the only school of the small plan, EPSG:4548."""
    facilities = (plan_folder / "facilities.csv").read_text(encoding="utf-8")
    moved = facilities.replace("115.91,28.61,30", "115.91,28.61,0")
    (plan_folder / "facilities.csv").write_text(moved, encoding="utf-8")
    at = GeoDataFrame(geometry=[Point(115.91, 28.61)], crs="EPSG:4326").to_crs("EPSG:4548")
    return at.geometry.iloc[0]


def test_own_points_with_people(plan_folder, school, tmp_path):
    """100, 400 and 600 m from the school, with 30, 10 and 60 people: 2 of 3, 40 of 100."""
    spots = [Point(school.x + east, school.y) for east in (100, 400, 600)]
    path = layer(tmp_path / "人口.gpkg", spots, 名称=["甲", "乙", "丙"], 人口=[30, 10, 60])
    out = tmp_path / "出"
    words = ["--demand", path, "--weight", "人口", "--target", "0.5", "--straight"]
    assert main(["-o", str(out), "--data", str(plan_folder), *SMALL, *map(str, words)]) == 0
    row = next(
        r for r in table(out, "分区占比.csv") if (r["分区"], r["设施类别"]) == ("全区", "小学")
    )
    assert (row["可评价_处"], row["达标_处"], row["达标占比_%"]) == ("3", "2", "66.67")
    assert (row["可评价_人口"], row["达标_人口"], row["达标占比_人口_%"]) == ("100", "40", "40")
    assert (row["目标占比_%"], row["达到目标"], row["达到目标_人口"]) == ("50", "是", "否")
    gaps = [r for r in table(out, "缺口明细.csv") if r["设施类别"] == "小学"]
    assert [(r["编号"], r["名称"], float(r["步行距离_米"])) for r in gaps] == [
        ("1", "甲", 100),
        ("2", "乙", 400),
        ("3", "丙", 600),
    ]
    assert "加权" in method(out)
    assert "目标占比 50%：用户设定" in method(out)


def test_points_outside_every_zone_are_told(plan_folder, school, tmp_path):
    """The zone reaches some 1 100 m north of the school."""
    spots = [Point(school.x, school.y + north) for north in (100, 2000)]
    path = layer(tmp_path / "点.gpkg", spots)
    words = ["--demand", path, "--straight", "--data", plan_folder]
    assert main(["-o", str(tmp_path / "出"), *SMALL, *map(str, words)]) == 0
    assert "其中 1 处不在任何分区内" in method(tmp_path / "出")
    rows = table(tmp_path / "出", "分区占比.csv")
    assert {(row["分区"], row["可评价_处"]) for row in rows if row["设施类别"] == "小学"} == {
        ("核", "1"),
        ("全区", "1"),
    }


def test_own_polygons_are_spread(plan_folder, school, tmp_path):
    """A square of 100 m on the grid of 50 m cells: four points of 25 people."""
    x, y = school.x // 50 * 50, school.y // 50 * 50
    path = layer(tmp_path / "地块.gpkg", [box(x, y, x + 100, y + 100)], people=[100])
    out = tmp_path / "出"
    words = ["--demand", path, "--weight", "people", "--straight"]
    assert main(["-o", str(out), "--data", str(plan_folder), *SMALL, *map(str, words)]) == 0
    row = next(
        r for r in table(out, "分区占比.csv") if (r["分区"], r["设施类别"]) == ("全区", "小学")
    )
    assert (row["可评价_处"], row["达标_处"], row["可评价_people"]) == ("4", "4", "100")
    assert "处数为点数" in method(out)


def test_own_network_in_every_form(plan_folder, school, tmp_path):
    """One street 40 m south of the school; the estate lies 200 m along it: 40 + 200 m."""
    street = LineString([(school.x - 600, school.y - 40), (school.x + 600, school.y - 40)])
    lines = layer(tmp_path / "街.gpkg", [street])
    network = build_network(
        GeoDataFrame(geometry=[street], crs="EPSG:4548"), label="手画路网", tolerance_m=1
    )
    save(network, tmp_path / "网.gpkg")
    demand = layer(tmp_path / "点.gpkg", [Point(school.x + 200, school.y - 40)])
    for path, label in ((lines, "街.gpkg 路网"), (tmp_path / "网.gpkg", "手画路网")):
        out = tmp_path / f"出-{path.stem}"
        words = ["--network", path, "--demand", demand, "--data", plan_folder]
        assert main(["-o", str(out), *SMALL, *map(str, words)]) == 0
        row = table(out, "缺口明细.csv")[0]
        assert row["测距方法"] == f"路网步行距离（{label}）；需求为导入图层“点.gpkg”"
        assert float(row["步行距离_米"]) == pytest.approx(240, abs=0.02)
        assert float(row["直线距离_米"]) == pytest.approx((200**2 + 40**2) ** 0.5, abs=0.01)


def scenario(path, **change):
    edit = {"action": "增加", "facility_id": "方案-1", "name": "新校", "kind": "学校"}
    edit |= {"stage": "小学", "lon": 115.905, "lat": 28.605, "accuracy_m": 0.0} | change
    path.write_text(json.dumps({"name": "试", "edits": [edit]}), encoding="utf-8")
    return path


def test_a_scenario_is_compared_with_what_stands(plan_folder, tmp_path):
    """The estate lies 737 m from the school; the new one stands right on it."""
    out = tmp_path / "出"
    words = ["--scenario", scenario(tmp_path / "方案.json"), "--straight", "--data", plan_folder]
    assert main(["-o", str(out), *SMALL, *map(str, words)]) == 0
    row = next(r for r in table(out, "规划前后对比.csv") if r["设施类别"] == "小学")
    assert (row["规划前达标_处"], row["规划后达标_处"], row["新增达标"]) == ("0", "1", "甲苑")
    (effect,) = table(out, "规划项目效果.csv")
    assert (effect["项目"], effect["来源"], effect["单独新增覆盖_处"]) == ("新校", "方案", "1")
    assert "方案“试”：增加新校（方案-1）。" in method(out)


def test_the_same_again_byte_for_byte(plan_folder, tmp_path):
    words = [*SMALL, "--data", str(plan_folder), "--straight"]
    for name in ("一", "二"):
        assert main(["-o", str(tmp_path / name), *words]) == 0
    for path in (tmp_path / "一").glob("[!方]*"):
        assert path.read_bytes() == (tmp_path / "二" / path.name).read_bytes()
