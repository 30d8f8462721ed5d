"""Scenarios as plain values and back, and values nobody vouches for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.scenario.edits import Scenario, ScenarioEdit
from geo.scenario.storing import from_dict, to_dict

NAMES = st.text(min_size=1, max_size=40).filter(lambda text: text.strip())
PLACES = {"lon": st.floats(115.5, 118.5), "lat": st.floats(28, 30)}
EDITS = st.one_of(
    st.builds(ScenarioEdit, st.just("增加"), NAMES, NAMES, NAMES, st.text(max_size=40), **PLACES),
    st.builds(ScenarioEdit, st.just("移动"), NAMES, **PLACES, accuracy_m=st.floats(0, 99)),
    st.builds(ScenarioEdit, st.just("停用"), NAMES),
)
SCENARIOS = st.builds(Scenario, NAMES, st.lists(EDITS, max_size=4).map(tuple))
ADDED = {"action": "增加", "facility_id": "方案-1", "name": "新", "kind": "公园", "stage": ""}
ADDED |= {"lon": 115.9, "lat": 28.6, "accuracy_m": 0}
JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", *ADDED]), inner),
)


@given(SCENARIOS)
def test_there_and_back_through_json(scenario):
    assert from_dict(json.loads(json.dumps(to_dict(scenario)))) == scenario


@pytest.mark.parametrize("value", [None, 3, "x", [1], float("nan")])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(DataError, match="应为对象"):
        from_dict(value)
    with pytest.raises(DataError, match="第 1 步: 应为对象"):
        from_dict({"name": "甲案", "edits": [value]})


@pytest.mark.parametrize("edits", [None, "x", {}, [ADDED] * 501])
def test_edits_must_be_a_list_of_reasonable_length(edits):
    with pytest.raises(DataError, match="edits 应为不超过 500 项的列表"):
        from_dict({"name": "甲案", "edits": edits})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": None}, "第 2 步: name 应为文字, 实为 空"),
        ({"stage": 3}, "第 2 步: stage 应为文字, 实为 3"),
        ({"lon": "115.9"}, "第 2 步: lon 应为数字, 实为 '115.9'"),
        ({"lat": True}, "第 2 步: lat 应为数字"),
        ({"accuracy_m": None}, "第 2 步: accuracy_m 应为数字, 实为 空"),
        ({"action": "炸毁"}, '第 2 步: 方案: 操作 "炸毁" 无效'),
        ({"lon": 10**400}, "第 2 步: lon 应为数字, 实为 过大的数"),
        ({"lat": float("inf")}, "第 2 步: lat 应为数字"),
        ({"stage": "学" * 41}, "第 2 步: 方案: 学段有 41 个字"),
        ({"kind": ["x"]}, "第 2 步: kind 应为文字, 实为 列表"),
        ({"kind": {}}, "第 2 步: kind 应为文字, 实为 对象"),
        ({"lon": "长" * 90}, r"实为 '长+\.\.\.;"),
    ],
)
def test_the_damaged_field_is_named(wrong, words):
    with pytest.raises(DataError, match=words):
        from_dict({"name": "甲案", "edits": [ADDED, ADDED | wrong]})


def test_the_name_is_checked():
    with pytest.raises(DataError, match="name 应为文字"):
        from_dict({"edits": []})
    with pytest.raises(DataError, match="方案名称为空"):
        from_dict({"name": "", "edits": []})


@given(JUNK)
def test_junk_never_raises_anything_else(junk):
    for data in (junk, {"name": "甲案", "edits": junk}, {"name": "甲案", "edits": [junk]}):
        try:
            from_dict(data)
        except DataError:
            continue
