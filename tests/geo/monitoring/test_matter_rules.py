"""Rules on 问题与协调事项, alone and with the items that they are of."""

from datetime import date

import pytest
from pandas import DataFrame

from geo.monitoring.rules import findings, matter_spoken
from geo.monitoring.series import Moment
from tests.geo.monitoring.conftest import series

DAY = date(2024, 6, 30)
MATTER = {"state": "办理中", "raised": "2024-05-01", "due": "2024-06-30", "result": ""}


@pytest.mark.parametrize(
    ("rule", "changed", "words"),
    [
        ("matter_overdue", {"due": "2024-06-29"}, "解决时限 2024-06-29 已过，尚未办结"),
        ("settled_without_result", {"state": "已办结"}, "已办结，未填办理结果"),
        ("due_before_raised", {"raised": "2024-07-01", "due": "2024-06-30"}, None),
        (
            "raised_later",
            {"raised": "2024-07-01", "due": ""},
            "提出日期 2024-07-01 晚于 2024-06-30",
        ),
    ],
)
def test_matters_are_looked_at_likewise(rule, changed, words):
    assert matter_spoken(MATTER, DAY) == []
    told = {each.rule: each.words for each in matter_spoken(MATTER | changed, DAY)}
    assert told[rule] == (words or "解决时限 2024-06-30 早于提出日期 2024-07-01")
    assert words is None or len(told) == 1


def test_matters_are_looked_at_with_their_items(plan):
    item = plan.projects.index[0]
    rows = [
        {"item": item, "state": "待办", "due": "2024-06-01", "raised": "2024-05-01"},
        {"item": item, "state": "已办结", "due": "2024-06-01", "result": "已协调"},
    ]
    matters = DataFrame(rows, index=["M-1", "M-2"], dtype="str").fillna("")
    matters = matters.reindex(columns=plan.rows("matters").columns, fill_value="")
    told = series(
        (item, "status", "投用", "2024-01-31"),
        (item, "actual_start", "2023-01-31", "2024-01-31"),
        (item, "actual_finish", "2024-01-30", "2024-01-31"),
        (item, "lead_unit", "甲局", "2024-01-31"),
    )
    said = findings(plan.with_records({"matters": matters}), told, Moment(DAY))
    assert said[["table", "item", "rule"]].to_numpy().tolist() == [
        ["projects", item, "unsettled"],
        ["matters", "M-1", "matter_overdue"],
    ]
    assert said["words"][0] == "状态为投用，仍有 1 件问题与协调事项未办结"
