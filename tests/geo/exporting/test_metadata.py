"""What is told beside an export, for programs and for people."""

import json
from dataclasses import replace

import pytest
from geopandas import GeoDataFrame
from shapely import Point, box

from geo.exporting.export_crs import system_of
from geo.exporting.metadata import about, about_layer, about_pairs, members
from geo.exporting.model import Export, Meta
from geo.exporting.preparation import prepare

FULL = Meta("某局", "2026-01-31", "类别=学校", "±5 米", "内部", "示意")
SYSTEM = {"代码": "EPSG:4490", "名称": "CGCS2000 经纬度", "单位": "度", "坐标顺序": "经度、纬度"}
WHOLE = {
    "来源": "某局",
    "日期": "2026-01-31",
    "坐标系": SYSTEM,
    "筛选": "类别=学校",
    "位置精度": "±5 米",
    "许可": "内部",
    "备注": "示意",
}


def layer():
    shapes = [Point(1, 2), Point(3, 4), box(0, 0, 1, 1), None]
    columns = {"名称": ["甲", "乙", "丙", "丁"], "班": [1, 2, 3, 4]}
    frame = GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
    return prepare(Export("学校", frame, FULL), system_of("EPSG:4490"))


def test_what_holds_for_a_whole_export():
    assert about(FULL, system_of("EPSG:4490")) == WHOLE


def test_what_is_not_known_is_said():
    found = about(Meta("", "2026-01-31"), system_of("EPSG:4490"))
    told = {"来源": "", "筛选": "无", "位置精度": "未注明", "许可": "未注明", "备注": ""}
    assert found == WHOLE | told


def test_the_day_of_the_ledger_is_told_where_there_is_one():
    found = about(replace(FULL, ledger="台账截至 2024-05-31"), system_of("EPSG:4490"))
    assert found == WHOLE | {"台账": "台账截至 2024-05-31"}


def test_what_holds_for_one_layer():
    assert about_layer(layer(), ["另说"]) == {
        "图层": "学校",
        **WHOLE,
        "要素数": 4,
        "图形": {"Point": 2, "Polygon": 1},
        "字段": ["名称（文本）", "班（整数）"],
        "未落图": ["第 4 行 丁"],
        "提示": ["另说"],
    }


@pytest.mark.parametrize(("items", "end"), [(200, "200"), (201, "200；……共 201 项")])
def test_facts_are_told_in_words_and_long_lists_shortened(items, end):
    facts = {"空": "", "无": [], "图形": {"点": 2, "面": 1}, "列": list(range(1, items + 1))}
    pairs = dict(about_pairs(facts))
    assert list(pairs) == ["图形", "列"]
    assert pairs["图形"] == "点 2，面 1"
    assert pairs["列"].startswith("1；2；3；")
    assert pairs["列"].endswith(f"；{end}")


def test_two_files_tell_the_whole_and_its_layers():
    found = members({"来源": "某局"}, [{"图层": "甲", "要素数": 0}, {"图层": "乙"}])
    assert list(found) == ["说明.json", "说明.txt"]
    assert json.loads(found["说明.json"]) == {
        "来源": "某局",
        "图层清单": [{"图层": "甲", "要素数": 0}, {"图层": "乙"}],
    }
    assert "某局" in found["说明.json"].decode()  # letters, not their numbers
    words = "来源：某局\r\n\r\n图层：甲\r\n要素数：0\r\n\r\n图层：乙\r\n"
    assert found["说明.txt"] == b"\xef\xbb\xbf" + words.encode()
    alone = members({"来源": "某局"})
    assert json.loads(alone["说明.json"]) == {"来源": "某局"}
    assert alone["说明.txt"].decode("utf-8-sig") == "来源：某局\r\n"
