"""Headings of pasted cells found among columns."""

import pytest

from geo.entering.headings import CellHeading, find_column, match_headings
from geo.schema import Column

PROGRESS = Column("progress", "number", title="形象进度", unit="%")
GOAL = Column("goal_2023", title="2023 年目标")
DONE = Column("done_district", "number", title="累计完成·区级资金", unit="万元")
TOTAL = Column("total_unsplit", "number", title="总投资·未分来源", unit="万元")
COLUMNS = (PROGRESS, GOAL, DONE, TOTAL)


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("形象进度", CellHeading("field", PROGRESS)),
        ("形象进度（%）", CellHeading("field", PROGRESS)),
        ("progress", CellHeading("field", PROGRESS)),
        ("2023年目标", CellHeading("field", GOAL)),
        ("２０２３ 年 目标*", CellHeading("field", GOAL)),
        ("累计完成·区级资金", CellHeading("field", DONE)),
        ("区级资金累计完成", CellHeading("field", DONE)),
        ("累计完成·区级资金_万元", CellHeading("field", DONE)),
        ("区级资金累计完成(亿元)", CellHeading("field", DONE, "亿元")),
        ("总投资", CellHeading("field", TOTAL)),
        ("总投资（单位：亿元）", CellHeading("field", TOTAL, "亿元")),
        ("总投资/元", CellHeading("field", TOTAL, "元")),
    ],
)
def test_a_heading_is_found(words, heading):
    assert find_column(COLUMNS, words) == heading


@pytest.mark.parametrize(
    "words", ["", "进度", "2024 年目标", "总投资（美元）", "形象进度（米）", "累计完成"]
)
def test_a_heading_that_is_not_clear_is_none(words):
    assert find_column(COLUMNS, words) is None


def test_a_row_of_headings():
    found = match_headings(COLUMNS, ["项目编号", "名称", "形象进度", "经办人", "形象进度(%)"])
    assert found == [
        CellHeading("key"), CellHeading("name"), CellHeading("field", PROGRESS), None, None,
    ]  # fmt: skip
