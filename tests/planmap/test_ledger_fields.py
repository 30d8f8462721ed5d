"""`planmap ledger set` with the fields of the ledger and the day of figures; `matter`."""

import json

import pytest

from planmap.__main__ import main

ITEM = "P5-1-01"
WHO = ("--by", "张三", "--why", "月报")


@pytest.fixture
def ledger(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "ledger.sqlite"))

    def run(*words, code=0):
        assert main(["ledger", *words]) == code
        said = capsys.readouterr()
        return said.out if code == 0 else said.err

    return run


def test_fields_are_set_by_their_titles_and_read_as_people_write_them(ledger):
    pairs = (
        "2023 年目标=完成路基", "区级资金累计完成=3500万元", "总投资（亿元）=1.2",
        "计划开工=2022年3月", "责任单位=甲局", "配合单位=乙局，丙处", "形象进度=35%",
    )  # fmt: skip
    made = json.loads(ledger("set", ITEM, *pairs, *WHO, "--as-of", "2023-05-31", "--json"))
    assert made["as_of"] == "2023-05-31"
    assert {each["field"]: each["after"] for each in made["fields"]} == {
        "goal_2023": "完成路基",
        "done_district": 3500.0,
        "total_unsplit": 12_000.0,
        "planned_start": "2022-03-01",
        "lead_unit": "甲局",
        "with_units": "乙局、丙处",
        "progress": 35.0,
    }


def test_what_became_of_a_value_is_told(ledger):
    said = ledger("set", ITEM, "总投资=1.2亿", *WHO)
    assert "总投资：1.2亿 = 12 000 万元" in said
    assert "数据截至" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("计划开工=2022-02-30",), "没有这一天"),
        (("总投资=若干",), "不是数字"),
        (("形象进度=3", "--as-of", "五月"), "--as-of “五月”不是日期"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(ledger, words, said):
    told = ledger("set", ITEM, *words, *WHO, code=2)
    assert said in told
    assert told.count("\n") == 1


def test_a_matter_is_added_listed_and_settled(ledger):
    new = ("管线迁改", "--kind", "需协调事项", "--unit", "甲局", "--due", "2023年6月30日")
    made = json.loads(ledger("matter", "add", ITEM, *new, *WHO, "--json"))
    assert (made["table"], made["by"]) == ("matters", "张三")
    (listed,) = json.loads(ledger("matter", "list", ITEM, "--json"))["matters"]
    assert {name: listed[name] for name in ("item", "kind", "told", "unit_in_charge", "due")} == {
        "item": ITEM, "kind": "需协调事项", "told": "管线迁改", "unit_in_charge": "甲局",
        "due": "2023-06-30",
    }  # fmt: skip
    assert (listed["state"], listed["name"]) == ("待办", "强五路")
    ledger("matter", "settle", made["item"], "--result", "已迁改", *WHO)
    assert "没有问题与协调事项" in ledger("matter", "list", "--open")
    line = ledger("matter", "list")
    assert "已办结  强五路（P5-1-01）  需协调事项：管线迁改；办理单位 甲局" in line
    assert "结果：已迁改" in line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "P9-9-99", "甲", *WHO), "不是规划项目的编号"),
        (("add", ITEM, "甲", "--due", "不久", *WHO), "“不久”不是日期"),
        (("settle", "M-00000000", "--result", "甲", *WHO), "没有编号为“M-00000000”的事项"),
        (("list", "P9-9-99"), "没有编号为“P9-9-99”的项目"),
    ],
)
def test_a_matter_that_cannot_be_is_refused_in_a_line(ledger, words, said):
    told = ledger("matter", *words, code=2)
    assert said in told
    assert told.count("\n") == 1
