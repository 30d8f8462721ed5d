"""`planmap ledger indicators`, and `set` of an indicator, as somebody at a console uses them."""

import json

import pytest

from planmap.__main__ import main

WHO = ("--by", "张三", "--why", "年度填报")


@pytest.fixture
def ledger(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "own" / "ledger.sqlite"))

    def run(*words, code=0):
        assert main(["ledger", *words]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return run


def test_all_are_listed_with_what_is_odd_and_nothing_reported(ledger):
    lines = ledger("indicators").splitlines()
    assert lines[0] == "指标 21 项（预期性 16 项、约束性 5 项）：○ 未填报 21"
    assert lines[1].split() == ["编号", "指标", "属性", "基期", "目标", "最近实际", "判断"]
    assert lines[11].split() == [
        "Z2-10", "实际利用外资额（亿美元）", "预期性", "3.67", "4.68", "未填报", "○", "未填报",
    ]  # fmt: skip
    assert len([line for line in lines if line.startswith("※ ")]) == 10
    assert any("4.46亿美元" in line for line in lines)


def test_what_is_set_is_judged_and_shown_with_its_origin(ledger):
    ledger("set", "Z2-01", "2023年实际值=430", "2023年来源=统计公报", "value_2024=480", *WHO)
    out = ledger("indicators")
    assert "地区生产总值（亿元）：2024 年实际 480，直线进度 476，高 4，目标 500" in out
    assert "430（改动 1，张三" in ledger("show", "Z2-01")
    assert "地区生产总值（Z2-01）" in ledger("history")


def test_programs_get_values_years_and_words(ledger):
    ledger("set", "Z2-15", "2023年实际值=3.06", *WHO)
    told = {each["id"]: each for each in json.loads(ledger("indicators", "--json"))}
    assert len(told) == 21
    jobless = told["Z2-15"]
    assert (jobless["base"], jobless["target"], jobless["sense"]) == ("3.15", "3", "不高于")
    assert (jobless["judged"], jobless["odd"][:3]) == ("进度达到", "专栏1")
    assert jobless["years"][2] == {
        "year": 2023, "value": "3.06", "due": 3.06, "judged": "进度达到", "source": "", "note": "",
    }  # fmt: skip
    assert [each["value"] for each in jobless["years"]] == [None, None, "3.06", None, None]


def test_until_a_year_leaves_later_ones_out(ledger):
    ledger("set", "Z2-04", "2022年实际值=11.9", "2025年实际值=13.0", *WHO)
    # 10.64 and two fifths of 2.94 are 11.816
    assert "2022 年实际 11.9，直线进度 11.816" in ledger("indicators", "--until", "2023")
    assert "2025 年实际 13.0，目标 13.58" in ledger("indicators")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("indicators", "--until", "2026"), "应为 2021 至 2025 中的一年"),
        (("set", "Z2-03", "2023年实际值=55", *WHO), "请填 3 个数，用英文冒号隔开"),
        (("set", "Z2-01", "2023年实际值=4,300", *WHO), "只填数字"),
        (("set", "Z2-01", "2025年目标值=1", *WHO), "是规划原文，不能改"),
        (("set", "Z2-99", "2023年实际值=1", *WHO), "没有编号为“Z2-99”的要素"),
        (("set", "Z2-99", "--table", "indicators", "2023年实际值=1", *WHO), "请核对编号"),
    ],
)
def test_what_is_refused_is_one_clear_line(ledger, words, said):
    err = ledger(*words, code=2)
    assert said in err
    assert err.count("\n") == 1


def test_a_mistake_is_taken_back(ledger):
    ledger("set", "Z2-01", "2023年实际值=430", *WHO)
    ledger("undo", "1", "--by", "李四", "--why", "填错")
    assert ledger("indicators").startswith("指标 21 项（预期性 16 项、约束性 5 项）：○ 未填报 21")
