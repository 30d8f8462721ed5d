"""Rules on the state of an item, its progress, its dates and who answers for it."""

from collections.abc import Iterator
from typing import Final

from geo.monitoring.told_item import Remark, Rule, ToldItem
from geo.schema import UNREPORTED
from geo.timing import NOT_FINISHED, NOT_STARTED

ENDED: Final = ("完工", "投用")
_UNDER_WAY: Final = ("在建", *ENDED)
_NOT_BEGUN: Final = ("未启动", "前期")
_STOPPED: Final = ("停缓建", "调整", "取消")

_ACTUAL: Final = {"actual_start": "实际开工", "actual_finish": "实际完工"}


def _finish_undated(item: ToldItem) -> Iterator[Remark]:
    if item.status in ENDED and not item.text("actual_finish"):
        yield Remark(f"状态为{item.status}，未填实际完工日期", ("actual_finish", "status"))


def _start_undated(item: ToldItem) -> Iterator[Remark]:
    if item.status in _UNDER_WAY and not item.text("actual_start"):
        yield Remark(f"状态为{item.status}，未填实际开工日期", ("actual_start", "status"))


def _in_future(item: ToldItem) -> Iterator[Remark]:
    for field, title in _ACTUAL.items():
        day = item.date(field)
        if day and day > item.day:
            yield Remark(f"{title} {day} 晚于 {item.day}", (field,))


def _reversed(item: ToldItem) -> Iterator[Remark]:
    for kind, word in (("actual", "实际"), ("planned", "计划")):
        start, finish = item.date(f"{kind}_start"), item.date(f"{kind}_finish")
        if start and finish and finish < start:
            words = f"{word}完工 {finish} 早于{word}开工 {start}"
            yield Remark(words, (f"{kind}_finish", f"{kind}_start"))


def _finished_short(item: ToldItem) -> Iterator[Remark]:
    progress = item.number("progress")
    if item.status in ENDED and progress is not None and progress < 100:
        yield Remark(f"状态为{item.status}，形象进度只有 {progress:g}%", ("progress", "status"))


def _full_unfinished(item: ToldItem) -> Iterator[Remark]:
    progress = item.number("progress")
    if progress is not None and progress >= 100 and item.status not in ENDED:
        yield Remark(f"形象进度已达 100%，状态为{item.status}", ("status", "progress"))


def _ended_otherwise(item: ToldItem) -> Iterator[Remark]:
    finish = item.date("actual_finish")
    if finish and finish <= item.day and item.status not in ENDED:
        words = f"已填实际完工 {finish}，状态为{item.status}"
        yield Remark(words, ("status", "actual_finish"))


def _begun_otherwise(item: ToldItem) -> Iterator[Remark]:
    start, progress = item.date("actual_start"), item.number("progress")
    if item.status in _NOT_BEGUN and start and start <= item.day:
        yield Remark(f"已填实际开工 {start}，状态为{item.status}", ("status", "actual_start"))
    if item.status == "未启动" and progress:
        yield Remark(f"形象进度为 {progress:g}%，状态为{item.status}", ("status", "progress"))


def _progress_falls(item: ToldItem) -> Iterator[Remark]:
    progress, before = item.number("progress"), item.before("progress")
    if progress is not None and before is not None and progress < before:
        yield Remark(f"形象进度 {progress:g}% 低于上次填报的 {before:g}%", ("progress",))


def _late(item: ToldItem) -> Iterator[Remark]:
    if item.timing == NOT_STARTED:
        words = f"计划开工 {item.date('planned_start')} 已过，尚未开工"
        yield Remark(words, ("actual_start", "status", "planned_start"))
    if item.timing == NOT_FINISHED:
        words = f"计划完工 {item.date('planned_finish')} 已过，尚未完工"
        yield Remark(words, ("actual_finish", "status", "planned_finish"))


def _unreasoned(item: ToldItem) -> Iterator[Remark]:
    if item.status in _STOPPED and not item.text("remark"):
        yield Remark(f"状态为{item.status}，请在备注里写明原因", ("remark", "status"))


def _unanswered(item: ToldItem) -> Iterator[Remark]:
    if item.status not in ("未启动", "取消", UNREPORTED) and not item.text("lead_unit"):
        yield Remark(f"状态为{item.status}，未填责任单位", ("lead_unit",))


def _helps_itself(item: ToldItem) -> Iterator[Remark]:
    lead = item.text("lead_unit")
    if lead and lead in [each.strip() for each in item.text("with_units").split("、")]:
        yield Remark(f"配合单位中又有责任单位“{lead}”", ("with_units", "lead_unit"))


def _unsettled(item: ToldItem) -> Iterator[Remark]:
    if item.status in ENDED and item.open_matters:
        words = f"状态为{item.status}，仍有 {item.open_matters} 件问题与协调事项未办结"
        yield Remark(words, ("status",))


STATE_RULES: Final = (
    Rule("future_date", "矛盾", "实际日期在以后", _in_future),
    Rule("finish_before_start", "矛盾", "完工早于开工", _reversed),
    Rule("finished_short", "矛盾", "完工而进度不足", _finished_short),
    Rule("ended_otherwise", "矛盾", "有完工日期而状态未完工", _ended_otherwise),
    Rule("begun_otherwise", "矛盾", "已开工而状态未开工", _begun_otherwise),
    Rule("progress_falls", "提醒", "形象进度下降", _progress_falls),
    Rule("full_unfinished", "提醒", "进度已满而未完工", _full_unfinished),
    Rule("finish_undated", "提醒", "完工无日期", _finish_undated),
    Rule("start_undated", "提醒", "开工无日期", _start_undated),
    Rule("overdue", "提醒", "逾期", _late),
    Rule("stopped_unreasoned", "提醒", "停缓、调整、取消无原因", _unreasoned),
    Rule("without_unit", "提醒", "无责任单位", _unanswered),
    Rule("unsettled", "提醒", "完工而有未办结事项", _unsettled),
    Rule("unit_twice", "提醒", "责任单位重复", _helps_itself),
)
