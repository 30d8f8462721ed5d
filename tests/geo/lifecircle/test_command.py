"""The command as a planner runs it: every file opened, every count counted again."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from shapely import Point, from_geojson

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"
SKELETON = "路网步行距离（主干路骨架路网，不含街坊路）"
EVERY = {
    *("缺口明细.csv", "缺口矩阵.csv", "完整度.csv", "分区占比.csv"),
    *("小区.geojson", "设施.geojson", "服务范围.geojson", "方法说明.txt"),
    *("规划前后对比.csv", "规划项目效果.csv"),
}
ESTATES, RULES, LEVELS, ZONES = 106, 15, 3, 5


def run(*words, **environment):
    command = [sys.executable, "-W", "error", "-m", "planmap", "lifecircle", *map(str, words)]
    settings = {"PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, check=False
    )


def table(folder, name):
    text = (folder / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def features(folder, name):
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    assert content.keys() == {"type", "name", "features"}
    return content["features"]


def method(folder):
    raw = (folder / "方法说明.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The full run on the district's data, in a process of its own."""
    folder = tmp_path_factory.mktemp("全部") / "新 目录"
    ran = run("-o", folder, "--plan")
    assert ran.returncode == 0, ran.stderr.decode()
    return folder, ran


def met_by_rule(folder):
    """Count again from the figures, not from the words."""
    counts = Counter()
    for row in table(folder, "缺口明细.csv"):
        walk = row["步行距离_米"]
        counts[row["规则编号"]] += bool(walk) and float(walk) <= float(row["服务半径_米"])
    return counts


def test_all_files_and_nothing_else(whole):
    assert {path.name for path in whole[0].iterdir()} == EVERY


def test_progress_and_summary(whole):
    _, ran = whole
    stages = [line[:6] for line in ran.stderr.decode().splitlines()]
    assert stages == sorted(stages)
    assert stages[-1] == "[100%]"
    lines = ran.stdout.decode().splitlines()
    assert lines[0] == f"测距：{SKELETON}"
    assert len(lines) == 1 + RULES


def test_every_estate_and_rule_has_a_row(whole):
    folder, _ = whole
    rows = table(folder, "缺口明细.csv")
    assert len(rows) == ESTATES * RULES
    assert len({(row["编号"], row["规则编号"]) for row in rows}) == ESTATES * RULES
    for row in rows:
        known = bool(row["步行距离_米"])
        assert row["测距方法"] == SKELETON
        assert (row["状态"] == "达标") <= known
        if known:
            walk, straight = float(row["步行距离_米"]), float(row["直线距离_米"])
            assert row["状态"] == ("达标" if walk <= float(row["服务半径_米"]) else "未达标")
            assert float(row["步行时间_分钟"]) == pytest.approx(walk / 60, abs=0.01)
            assert walk >= straight - 0.01
            assert row["最近设施"]
        else:
            assert row["说明"]


def test_the_matrix_says_the_same(whole):
    folder, _ = whole
    matrix, rows = table(folder, "缺口矩阵.csv"), iter(table(folder, "缺口明细.csv"))
    assert len(matrix) == ESTATES
    for estate in matrix:
        cells = [value for head, value in estate.items() if head.endswith("米")]
        assert len(cells) == RULES
        for cell in cells:
            row = next(rows)
            assert row["编号"] == estate["编号"]
            if row["步行距离_米"]:
                assert float(cell) == float(row["步行距离_米"])
            else:
                assert cell in (row["状态"], "未达标（不可达）")


def test_completeness_adds_up(whole):
    folder, _ = whole
    rows = table(folder, "完整度.csv")
    assert len(rows) == ESTATES * LEVELS
    needed = [row for row in table(folder, "缺口明细.csv") if row["配置要求"] == "必配"]
    assert sum(int(row["达标_项"]) for row in rows) == sum(r["状态"] == "达标" for r in needed)
    assert sum(int(row["无资料_项"]) for row in rows) == sum(r["状态"] == "无资料" for r in needed)
    for row in rows:
        known, met = int(row["可评价_项"]), int(row["达标_项"])
        lacking = row["缺项"].split("、") if row["缺项"] else []
        assert len(lacking) == known - met
        share = row["完整度_%"]
        assert float(share) == pytest.approx(100 * met / known, abs=0.01) if known else not share


def test_shares_are_those_counted_again(whole):
    folder, _ = whole
    rows = table(folder, "分区占比.csv")
    assert len(rows) == (ZONES + 1) * RULES
    met = met_by_rule(folder)
    whole_rows = {row["规则编号"]: row for row in rows if row["分区"] == "全区"}
    assert len(whole_rows) == RULES
    for rule, row in whole_rows.items():
        parts = [r for r in rows if r["规则编号"] == rule and r["分区"] != "全区"]
        for count in ("可评价_处", "达标_处"):
            assert int(row[count]) == sum(int(part[count]) for part in parts)
        assert int(row["达标_处"]) == met[rule]
        assert float(row["目标占比_%"]) == 85
        known = int(row["可评价_处"])
        if known:
            share = 100 * met[rule] / known
            assert float(row["达标占比_%"]) == pytest.approx(share, abs=0.01)
            assert row["达到目标"] == ("是" if share >= 85 else "否")
        else:
            assert (row["达标占比_%"], row["达到目标"]) == ("", "")
    order = list(dict.fromkeys(row["分区编号"] for row in rows))
    assert order == ["core", "belt", "new-economy", "commerce", "headquarters", "district"]


def test_the_summary_is_counted_again(whole):
    folder, ran = whole
    rows = [row for row in table(folder, "缺口明细.csv") if row["规则编号"] == "life15-junior"]
    known = [row for row in rows if row["状态"] in ("达标", "未达标")]
    met = sum(float(row["步行距离_米"] or "inf") <= 1000 for row in known)
    near = sum(float(row["直线距离_米"]) <= 1000 for row in known)
    assert near > met > 0
    assert (
        f"15分钟_初中_1000米：可评价 {len(known)} 处，达标 {met} 处（{met / len(known):.1%}）；"
        f"按直线半径为 {near} 处，直线半径高估 {near - met} 处\n"
    ) in ran.stdout.decode().replace("\r\n", "\n")


def test_estates_and_facilities_on_the_map(whole):
    folder, _ = whole
    estates = features(folder, "小区.geojson")
    assert len(estates) == ESTATES
    verdicts = Counter(row["状态"] for row in table(folder, "缺口明细.csv"))
    words = Counter(
        value
        for estate in estates
        for head, value in estate["properties"].items()
        if head.endswith("米")
    )
    assert words == verdicts
    for estate in estates:
        lacks = estate["properties"]["缺项"]
        assert len(lacks.split("、") if lacks else []) == estate["properties"]["缺项_项"]
    facilities = features(folder, "设施.geojson")
    origins = Counter(facility["properties"]["来源"] for facility in facilities)
    assert origins == {"现状": 177, "规划": 5}
    for feature in (*estates, *facilities):
        assert feature["id"] == feature["properties"]["编号"]
        lon, lat = feature["geometry"]["coordinates"]
        assert 115 < lon < 117
        assert 28 < lat < 30


def test_areas_hold_the_facilities_they_grow_from(whole):
    folder, _ = whole
    areas = {area["id"]: area for area in features(folder, "服务范围.geojson")}
    known = {r["规则编号"] for r in table(folder, "缺口明细.csv") if r["状态"] != "无资料"}
    assert areas.keys() == known
    facilities = features(folder, "设施.geojson")
    for area in areas.values():
        told = area["properties"]
        assert told["测距方法"] == SKELETON
        head = f"{told['层级_分钟']:g}分钟_{told['设施类别']}_{told['服务半径_米']:g}米"
        count = [f for f in facilities if head in f["properties"]["计入规则"]]
        assert len(count) == told["设施_处"]
        shape = from_geojson(json.dumps(area["geometry"]))
        assert shape.is_valid
        on = [f for f in count if f["properties"]["未接入路网"] == "否"]
        inside = [shape.covers(Point(f["geometry"]["coordinates"])) for f in on]
        assert sum(inside) >= 0.8 * len(inside)


def test_the_method_says_what_it_rests_on(whole):
    text = method(whole[0])
    for words in (
        f"方法：{SKELETON}",
        "步行速度 60 米/分",
        "接点容差（米）：15",
        "学段假定：规划未载明学段的学校按九年一贯制计",
        "未计入：城南体育公园（P8-2-01）：未落图",
        "未计入：振飞学校新建（P8-1-05）",
        "学区决定入学，够得着不等于能入学",
        "可能不全",
        "不推算人口与户数",
        "目标占比 85%：TD/T 1062-2021",
        "10分钟_小学_500米：必配；计入 学校:小学;学校:九年一贯制；GB 50180-2018",
        "附录C（条款号未核对）；核对：转引",
        "未接入路网的需求点 1 处：万科四季都会",
        "直线半径高估",
    ):
        assert words in text


def test_no_cell_is_infinite_or_no_number(whole):
    for path in whole[0].glob("*.csv"):
        cells = {cell.lower() for row in table(whole[0], path.name) for cell in row.values()}
        assert not cells & {"inf", "-inf", "nan", "none", "<na>", "nat"}
