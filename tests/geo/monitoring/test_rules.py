"""Rules speak up where values cannot hold together, or something wants looking at."""

from datetime import date

import numpy as np
import pytest

from geo.monitoring.rules import (
    MATTER_RULES,
    RULES,
    earlier_of,
    findings,
    spoken,
)
from geo.monitoring.series import FigureSeries, Moment
from geo.schema.amounts import PARTS
from geo.schema.ledger import UNREPORTED
from tests.geo.monitoring.conftest import entries, series

DAY = date(2024, 6, 30)
DONE = {
    "status": "完工",
    "progress": 100.0,
    "planned_start": "2023-01-01",
    "planned_finish": "2024-03-31",
    "actual_start": "2023-02-01",
    "actual_finish": "2024-03-01",
    "lead_unit": "甲局",
    "with_units": "乙局、丙街道",
    "total_unsplit": 500.0,
    "done_unsplit": 480.0,
    "planned_2023_unsplit": 300.0,
    "planned_2024_unsplit": 200.0,
}
BUILDING = DONE | {
    "status": "在建",
    "progress": 60.0,
    "planned_finish": "2024-12-31",
    "actual_finish": "",
    "done_unsplit": 250.0,
}
WAITING = {"status": "未启动", "planned_start": "2024-09-01", "planned_finish": "2025-12-31"}


@pytest.mark.parametrize(
    "values", [{}, {"progress": np.nan, "status": None}, DONE, BUILDING, WAITING]
)
def test_what_holds_together_is_passed_over_in_silence(values):
    assert spoken(values, DAY) == []
    assert spoken(values, DAY, {"progress": 0.0, "done_unsplit": 100.0}) == []


CASES = [
    ("finish_undated", DONE | {"actual_finish": ""}, "状态为完工，未填实际完工日期"),
    ("start_undated", BUILDING | {"actual_start": None}, "状态为在建，未填实际开工日期"),
    (
        "future_date",
        BUILDING | {"actual_start": "2024-07-01"},
        "实际开工 2024-07-01 晚于 2024-06-30",
    ),
    (
        "finish_before_start",
        DONE | {"actual_start": "2024-03-02"},
        "实际完工 2024-03-01 早于实际开工 2024-03-02",
    ),
    (
        "finish_before_start",
        BUILDING | {"planned_start": "2025-01-01"},
        "计划完工 2024-12-31 早于计划开工 2025-01-01",
    ),
    ("finished_short", DONE | {"progress": 95.5}, "状态为完工，形象进度只有 95.5%"),
    ("full_unfinished", BUILDING | {"progress": 100.0}, "形象进度已达 100%，状态为在建"),
    (
        "ended_otherwise",
        BUILDING | {"actual_finish": "2024-06-30"},
        "已填实际完工 2024-06-30，状态为在建",
    ),
    (
        "begun_otherwise",
        WAITING | {"actual_start": "2024-06-30"},
        "已填实际开工 2024-06-30，状态为未启动",
    ),
    ("begun_otherwise", WAITING | {"progress": 5.0}, "形象进度为 5%，状态为未启动"),
    ("overdue", WAITING | {"planned_start": "2024-06-29"}, "计划开工 2024-06-29 已过，尚未开工"),
    ("overdue", BUILDING | {"planned_finish": "2024-06-29"}, "计划完工 2024-06-29 已过，尚未完工"),
    ("stopped_unreasoned", BUILDING | {"status": "停缓建"}, "状态为停缓建，请在备注里写明原因"),
    ("without_unit", BUILDING | {"lead_unit": UNREPORTED}, "状态为在建，未填责任单位"),
    ("unit_twice", BUILDING | {"with_units": "乙局、 甲局"}, "配合单位中又有责任单位“甲局”"),
    (
        "done_beyond_total",
        BUILDING | {"done_unsplit": 300.0, "done_bond": 201.0},
        "累计完成 501 万元，超过总投资 500 万元",
    ),
    (
        "done_beyond_total",
        BUILDING | {"done_unsplit": 2_500_000.0},
        "累计完成 250 亿元，超过总投资 500 万元，疑以元填报",
    ),
    (
        "fund_beyond_total",
        BUILDING | {"total_bond": 10.0, "done_bond": 11.0},
        "专项债券累计完成 11 万元，超过其总投资 10 万元",
    ),
    (
        "plan_beyond_total",
        BUILDING | {"planned_2024_bond": 301.0},
        "2024 年计划 501 万元，超过总投资 500 万元",
    ),
    (
        "plans_beyond_total",
        BUILDING | {"planned_2025_loan": 1.0},
        "各年度计划合计 501 万元，超过总投资 500 万元",
    ),
    ("done_without_total", BUILDING | {"total_unsplit": np.nan}, "已填累计完成，未填总投资"),
    (
        "told_twice",
        BUILDING | {"done_unsplit": 90.0, "done_bond": 60.0, "done_loan": 30.0},
        "累计完成的未分来源与各来源之和相同（90 万元），疑为重复填报",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "values", "words"), CASES)
def test_a_rule_speaks_alone_and_in_words(rule, values, words):
    told = spoken(values, DAY)
    others = {
        "begun_otherwise": {"without_unit", "start_undated"},
        "full_unfinished": set(),
    }.get(rule, set())
    assert [(each.rule, each.words) for each in told if each.rule not in others] == [(rule, words)]
    assert all(each.fields and each.severity in ("矛盾", "提醒") for each in told)


def test_what_falls_below_the_report_before_is_told():
    told = spoken(BUILDING, DAY, {"progress": 61.0, "done_unsplit": 200.0, "done_bond": 51.5})
    assert [(each.rule, each.words) for each in told] == [
        ("done_falls", "累计完成 250 万元 低于上次填报的 251.5 万元"),
        ("progress_falls", "形象进度 60% 低于上次填报的 61%"),
    ]
    moved = BUILDING | {"done_unsplit": np.nan, "done_bond": 250.0}
    assert spoken(moved, DAY, {"done_unsplit": 250.0}) == []  # from one source to another


def test_what_is_finished_has_its_matters_settled():
    told = spoken(DONE, DAY, open_matters=2)
    assert [(each.rule, each.words) for each in told] == [
        ("unsettled", "状态为完工，仍有 2 件问题与协调事项未办结")
    ]
    assert spoken(BUILDING, DAY, open_matters=2) == []


def test_the_report_before_is_that_of_the_days_before():
    told = series(
        ("P1", "progress", 10.0, "2024-04-30"),
        ("P1", "progress", 20.0, "2024-05-31"),
        ("P1", "done_bond", 7.0, "2024-04-30"),
        ("P1", "done_bond", None, "2024-05-31"),
    )
    assert earlier_of(told, "P1", date(2024, 5, 31)) == {"progress": 10.0, "done_bond": 7.0}
    assert earlier_of(told, "P1", date(2024, 6, 30)) == {"progress": 20.0}
    assert earlier_of(told, "P2", date(2024, 6, 30)) == {}


def test_every_rule_is_tried_and_says_beside_which_fields():
    tried = {rule for rule, *_ in CASES} | {"progress_falls", "done_falls", "unsettled"}
    assert tried == {each.id for each in RULES}
    assert len({each.id for each in (*RULES, *MATTER_RULES)}) == len(RULES) + len(MATTER_RULES)
    known = {*DONE, *PARTS, "remark"}
    for _, values, _words in CASES:
        assert {field for each in spoken(values, DAY) for field in each.fields} <= known


def test_findings_of_a_plan_are_those_of_its_items_and_their_reports(plan):
    first, second = plan.projects.index[:2]
    told = series(
        (second, "status", "完工", "2024-01-31"),
        (second, "lead_unit", "甲局", "2024-01-31"),
        (second, "actual_start", "2023-01-31", "2024-01-31"),
        (first, "progress", 60.0, "2024-01-31"),
        (first, "progress", 55.0, "2024-02-29"),
        (first, "progress", 70.0, "2024-03-31"),
        (first, "done_bond", 300.0, "2024-01-31"),
        (first, "done_bond", 200.0, "2024-03-31"),
        (first, "done_loan", 50.0, "2024-03-31"),
        (first, "total_bond", 900.0, "2024-01-31"),
    )
    said = findings(plan, told, Moment(DAY))
    assert said[["item", "rule", "words"]].to_numpy().tolist() == [
        [first, "done_falls", "2024-03-31 的累计完成 250 万元，低于 2024-01-31 的 300 万元"],
        [second, "finish_undated", "状态为完工，未填实际完工日期"],
        [first, "progress_falls", "2024-02-29 的形象进度 55%，低于 2024-01-31 的 60%"],
    ]
    assert set(said["table"]) == {"projects"}
    before = findings(plan, told, Moment(date(2024, 1, 31)))
    assert before["rule"].to_list() == ["finish_undated"]


def test_a_plan_of_which_nothing_was_entered_says_nothing(plan):
    assert findings(plan, FigureSeries.of(entries()), Moment(DAY)).empty
    assert spoken({"status": UNREPORTED}, DAY) == []
