"""Words of plans become questions: proposed with what they lack."""

import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.placing.ground import NamedFeatures
from geo.placing.plan_words import proposals, split_side
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BoundedBy,
    BoundSide,
    NearPlace,
    RoadSide,
)

ROADS = ("昌安路", "溪桥南路", "高新大道", "佛塔路", "和宝路", "十字街", "新溪桥路")


@pytest.fixture(scope="module")
def ground(streets):
    drawn = {name: [(0, 100 * at), (900, 100 * at)] for at, name in enumerate(ROADS)}
    frame = GeoDataFrame({"name": ["甲校"]}, geometry=[Point(392_000, 3_168_000)], crs="EPSG:4548")
    return streets(drawn, places=[NamedFeatures("设施", frame)])


def bounded(*pairs):
    return BoundedBy(tuple(BoundSide(*each.split("/")) for each in pairs))


PARK = bounded("昌安路/北", "溪桥南路/南", "高新大道/西", "佛塔路/东")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("昌安路以北、溪桥南路以南、高新大道以西、佛塔路以东", PARK),
        ("昌安路北侧，溪桥南路南侧，高新大道西侧，佛塔路东侧", PARK),
        ("位于昌安路以北和溪桥南路以南，高新大道以西及佛塔路以东。", PARK),
        ("南至昌安路、北至溪桥南路、东至高新大道、西至佛塔路", PARK),
        ("和宝路（昌安路至佛塔路）", AlongRoad("和宝路", "昌安路", "佛塔路")),
        ("和宝路(昌安路—佛塔路段)", AlongRoad("和宝路", "昌安路", "佛塔路")),
        ("和宝路（西起昌安路，东至佛塔路）", AlongRoad("和宝路", "昌安路", "佛塔路")),
        ("和宝路自昌安路至佛塔路段", AlongRoad("和宝路", "昌安路", "佛塔路")),
        ("昌安路至佛塔路段的和宝路", AlongRoad("和宝路", "昌安路", "佛塔路")),
        (
            "和宝路与昌安路交叉口至和宝路与佛塔路交叉口",
            AlongRoad("和宝路", "昌安路", "佛塔路"),
        ),
        ("昌安路与和宝路交叉口东北角", AtJunction("昌安路", "和宝路", "东北")),
        ("和宝路、十字街路口", None),
        ("和宝路和十字街交汇处", AtJunction("和宝路", "十字街")),
        ("昌安路和宝路交叉口", AtJunction("和宝路", "昌安路")),
        ("昌安路以南约200米", RoadSide("昌安路", "南", 200)),
        ("昌安路南侧0.5公里范围内", RoadSide("昌安路", "南", 500)),
        ("甲校以东300米", NearPlace("甲校", 300, "东")),
        ("距甲校约1.5公里", NearPlace("甲校", 1500)),
        ("甲校周边500米", NearPlace("甲校", 500)),
        ("十字街", AlongRoad("十字街")),
    ],
)
def test_what_plans_say(ground, text, question):
    found = proposals(text, ground)
    if question is None:
        assert found == ()
        return
    first = found[0].question
    if isinstance(question, AtJunction):  # which road stands first says nothing
        assert {first.road, first.other} == {question.road, question.other}
        assert first.towards == question.towards
    else:
        assert first == question
    assert found[0].lacking == ()


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("昌安路以北、无名路以南、高新大道以西", ("参考线中没有道路“无名路”",)),
        ("昌安路以南", ("没有写多少米",)),
        ("乙校周边", ("没有已落图的地点“乙校”", "没有写多少米")),
        ("昌安路东段", ("没有写起讫道路",)),
    ],
)
def test_what_words_lack_is_said(ground, text, lacking):
    (found,) = proposals(text, ground)
    assert found.lacking == lacking


@pytest.mark.parametrize(
    "text", ["", "全区范围内", "高潮湖新经济产业园", "新溪桥路至昌安路", "以北"]
)
def test_words_that_ask_nothing_propose_nothing(ground, text):
    assert proposals(text, ground) == ()


def test_a_road_and_its_side_are_told_apart():
    assert split_side("昌安路以北") == ("昌安路", "北")
    assert split_side("昌安路东南侧") == ("昌安路", "东南")
    assert split_side(" 昌安路 ") == ("昌安路", "")
    assert split_side("解放路南") == ("解放路南", "")


PIECES = [
    "昌安路",
    "佛塔路",
    "与",
    "以北",
    "至",
    "交叉口",
    "（",
    "）",
    "、",
    "约200米",
    "周边",
    "距",
    "甲校",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_words_are_too_odd(ground, words):
    text = "".join(words)
    for found in proposals(text, ground):
        assert found.words in text


@given(st.text(max_size=300))
def test_any_text_is_read(ground, text):
    proposals(text, ground)
