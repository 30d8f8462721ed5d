"""The page 台账: which section is open."""

from typing import Final

from views.state.model import Choice

BOARDS, TIMELINE, ENTRY, FORMS, INDICATORS, EVALUATION = SECTIONS = (
    "看板", "甘特", "填报表", "收发表单", "指标", "评估报告",
)  # fmt: skip
SECTION: Final = Choice("section", SECTIONS)
