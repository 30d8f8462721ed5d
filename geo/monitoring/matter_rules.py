"""Rules on 问题与协调事项: overdue, settled without a result, days that cannot be."""

from collections.abc import Iterator
from typing import Final

from geo.monitoring.told_item import Remark, Rule, ToldItem

SETTLED: Final = "已办结"


def _overdue(matter: ToldItem) -> Iterator[Remark]:
    due = matter.date("due")
    if due and due < matter.day and matter.text("state") != SETTLED:
        yield Remark(f"解决时限 {due} 已过，尚未办结", ("state", "due"))


def _without_result(matter: ToldItem) -> Iterator[Remark]:
    if matter.text("state") == SETTLED and not matter.text("result"):
        yield Remark("已办结，未填办理结果", ("result", "state"))


def _due_before(matter: ToldItem) -> Iterator[Remark]:
    raised, due = matter.date("raised"), matter.date("due")
    if raised and due and due < raised:
        yield Remark(f"解决时限 {due} 早于提出日期 {raised}", ("due", "raised"))


def _raised_later(matter: ToldItem) -> Iterator[Remark]:
    raised = matter.date("raised")
    if raised and raised > matter.day:
        yield Remark(f"提出日期 {raised} 晚于 {matter.day}", ("raised",))


MATTER_RULES: Final = (
    Rule("due_before_raised", "矛盾", "时限早于提出", _due_before),
    Rule("raised_later", "矛盾", "提出日期在以后", _raised_later),
    Rule("matter_overdue", "提醒", "事项逾期未办结", _overdue),
    Rule("settled_without_result", "提醒", "办结无结果", _without_result),
)
