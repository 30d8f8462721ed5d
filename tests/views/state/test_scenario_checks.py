"""Scenarios and the table of rules in a project file."""

import pytest

from geo.errors import DataError
from views.state.kept import check_of
from views.state.scenario_checks import MAX_RULES, scenarios

EDIT = {"action": "停用", "facility_id": "f001", "name": "", "kind": "", "stage": ""}
EDIT |= {"lon": None, "lat": None, "accuracy_m": 50.0}


def kept(name, **more):
    return {"scenario": {"name": name, "edits": [EDIT]}, "on_plan": True} | more


def refused(value):
    with pytest.raises(DataError) as found:
        scenarios(value, "w")
    return str(found.value)


def test_scenarios_come_back_in_their_order():
    given = {"乙": kept("乙"), "甲": kept("甲", on_plan=False)}
    assert list(scenarios(given, "w").items()) == list(given.items())


def test_a_scenario_bears_the_name_it_is_kept_under():
    assert refused({"乙": kept("乙"), "甲": kept("丙")}) == (
        "项目文件 w.甲：应为与名称相同的方案，实为 丙；请用本程序重新保存项目文件"
    )


@pytest.mark.parametrize("value", [5, [], {"scenario": 1}, kept("甲", more=1)])
def test_a_scenario_has_two_members(value):
    words = "^项目文件 w.甲：应为有 scenario、on_plan 两项的对象，实为 "
    with pytest.raises(DataError, match=words):
        scenarios({"甲": value}, "w")


def test_whether_it_is_on_the_plan_is_yes_or_no():
    assert refused({"甲": kept("甲", on_plan=1)}).startswith("项目文件 w.甲.on_plan：应为是或否")


def test_fifty_scenarios_are_kept():
    names = [str(at) for at in range(51)]
    fifty = {name: kept(name) for name in names[:50]}
    assert len(scenarios(fifty, "w")) == 50
    many = fifty | {"50": kept("50")}
    assert refused(many).startswith("项目文件 w：应为不超过 50 项的对象")


def test_the_edited_table_of_rules_is_bounded():
    """What it holds is read in a child, as any table that is sent."""
    check = check_of("lc-rules")
    assert check("x" * MAX_RULES, "w") == "x" * MAX_RULES
    with pytest.raises(DataError, match="^项目文件 w：应为不超过 1,000,000 字的文字"):
        check("x" * (MAX_RULES + 1), "w")
