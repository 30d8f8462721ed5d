"""What a file of changes says that no store writes: told by the uid of what says it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from geo.exchange.change_file import CarriedChange, CarriedDecision, ChangeFile
from geo.ledger.bounds import MOST_ID, MOST_VALUE, act_flaws, flaw
from geo.ledger.model import Value
from geo.ledger.values import same

TAKING_BACK = ("undo", "return")
"""Kinds of a change that name the change that they take back."""


def flaws(file: ChangeFile) -> Iterator[str]:
    """Give what is wrong with it, each with the uid and the item that it is of."""
    yield from _doubled(file)
    for change in file.changes:
        where = f"改动 {change.uid}（{change.item[:40]}）"
        yield from (f"{where}：{words}" for words in _of_change(change))
    for decision in file.decisions:
        where = f"裁定 {decision.uid}（{decision.item[:40]}）"
        yield from (f"{where}：{words}" for words in _of_decision(decision))
    for review in file.reviews:
        told = act_flaws(review.by, review.word, needed=False)
        yield from (f"审核意见 {review.uid}：{words}" for words in told)
    for each in file.attachments:
        names = [("编号", each.item), ("标题", each.title)]
        wrong = (*act_flaws(each.by, "", needed=False), *_of_names(names))
        yield from (f"附件 {each.uid}：{words}" for words in wrong)
    for gone in file.withdrawals:
        yield from (f"撤下 {gone.uid}：{words}" for words in act_flaws(gone.by, gone.why))


def _doubled(file: ChangeFile) -> Iterator[str]:
    acts = [each.uid for each in file.changes] + [each.uid for each in file.decisions]
    for title, uids in (
        ("改动", acts),
        ("审核意见", [each.uid for each in file.reviews]),
        ("附件", [each.uid for each in file.attachments]),
        ("撤下", [each.uid for each in file.withdrawals]),
    ):
        many = Counter(uids).items()
        yield from (f"{title} {uid} 有 {count} 条" for uid, count in many if count > 1)
    judged = Counter(each.change for each in file.reviews).items()
    yield from (f"改动 {uid} 有 {count} 条审核意见" for uid, count in judged if count > 1)


def _of_change(change: CarriedChange) -> Iterator[str]:
    yield from act_flaws(change.by, change.why, change.document)
    yield from _of_names([("编号", change.item), *(("字段", each.field) for each in change.fields)])
    yield from _of_values((each.field, each.before, each.after) for each in change.fields)
    if (change.kind in TAKING_BACK) != bool(change.undoes):
        yield "撤销或退回须写明是哪一条改动，别的不能写"
    if change.undoes == change.uid or any(each.base == change.uid for each in change.fields):
        yield "以自己为前一改动"


def _of_decision(decision: CarriedDecision) -> Iterator[str]:
    yield from act_flaws(decision.by, decision.why)
    names = [("字段", each.field) for each in decision.fields]
    yield from _of_names([("编号", decision.item), *names])
    yield from _of_values((each.field, each.over, each.kept) for each in decision.fields)


def _of_names(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (words for what, text in told if (words := flaw(text, what, MOST_ID)))


def _of_values(told: Iterable[tuple[str, Value, Value]]) -> Iterator[str]:
    seen: set[str] = set()
    for field, before, after in told:
        if field in seen:
            yield f"字段 {field} 有两处"
        seen.add(field)
        if same(before, after):
            yield f"字段 {field} 改动前后相同"
        if any(isinstance(each, str) and len(each) > MOST_VALUE for each in (before, after)):
            yield f"字段 {field} 的值超过 {MOST_VALUE:,} 个字"
