"""What a 生活圈 sheet refuses, in words a planner understands."""

import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame
from shapely import LineString

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError
from sheets.lifecircle.sheet import render_circle

SOUTH_WEST = (392_000.0, 3_166_000.0)


def test_a_typed_glyph_the_font_lacks_is_refused_by_name(ask):
    with pytest.raises(DataError, match="没有字符“🐟”"):
        render_circle(ask(subtitle="🐟"), "pdf")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (lambda _: {"paper": "A5"}, "纸张.*A5"),
        (lambda _: {"orientation": "斜向"}, "方向"),
        (lambda _: {"dpi": 72}, "分辨率"),
        (lambda _: {"palette": "彩虹"}, "配色"),
        (lambda _: {"mode": "随意"}, "用途"),
        (lambda _: {"title": " "}, "图题为空"),
        (lambda _: {"date": "昨天"}, "日期"),
        (lambda _: {"extent_ll": (116.0, 28.0, 115.0, 29.0)}, "范围"),
        (lambda _: {"rule_words": " "}, "判定标准为空"),
        (lambda kit: {"estates_ll": kit.estates(("优秀",))}, "居住小区.*status.*优秀.*达标"),
        (lambda kit: {"estates_ll": kit.estates().drop(columns="label")}, "居住小区缺少列 label"),
        (lambda kit: {"estates_ll": kit.estates().assign(label="是")}, "label.*是.*True"),
        (lambda kit: {"estates_ll": to_metric(kit.estates())}, "居住小区的坐标系"),
        (lambda kit: {"facilities_ll": kit.facilities(("旧",))}, "设施.*origin.*旧"),
        (lambda kit: {"facilities_ll": kit.facilities().drop(columns="name")}, "设施缺少列 name"),
        (lambda kit: {"areas_ll": kit.areas(500.0).drop(columns="words")}, "可达范围缺少列 words"),
        (lambda kit: {"areas_ll": kit.areas(500.0).assign(reach_m="远")}, "reach_m.*远"),
        (lambda _: {"table": DataFrame([range(13)])}, "13 列.*12 列"),
        (lambda _: {"worst": DataFrame([range(13)])}, "13 列.*12 列"),
    ],
)
def test_bad_values_are_refused(ask, kit, changes, words):
    with pytest.raises(DataError, match=words):
        ask(**changes(kit))


def test_shapes_of_the_wrong_kind_are_refused(ask):
    line = to_lonlat(
        GeoDataFrame(geometry=[LineString([SOUTH_WEST, (393_000, 3_167_000)])], crs="EPSG:4548")
    )
    with pytest.raises(DataError, match="设施的几何类型有 LineString；应全部为点"):
        ask(facilities_ll=line.assign(name="路", origin="现状"))
    with pytest.raises(DataError, match="可达范围的几何类型有 LineString；应全部为面"):
        ask(areas_ll=line.assign(reach_m=500.0, words="路"))
