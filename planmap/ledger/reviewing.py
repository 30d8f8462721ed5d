"""`planmap ledger undo`, `review`: a change taken back, a draft accepted or sent back."""

import argparse
import os

from geo.errors import DataError
from geo.exchange.command_options import (
    act_of,
    add_act,
    add_store,
    answer,
    opened,
)
from geo.installation import installation
from geo.ledger import ACCEPTED, RETURNED, Change
from geo.people import same_person
from planmap.ledger.items import ItemNames
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import change_json, change_lines

_UNDONE = "撤销"
_ACCEPTED = "审核通过"


def _add_undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("change", type=int, metavar="改动", help="改动的编号 / number of a change")
    add_act(parser, _UNDONE)
    add_store(parser)


def _undo(options: argparse.Namespace) -> None:
    with opened(options) as store:
        change = store.undo(options.change, act_of(options))
        _answer(options, change, ItemNames(store))


def _answer(options: argparse.Namespace, change: Change, names: ItemNames) -> None:
    name = names.of(change.table, change.item)
    answer(options, change_json(change, name), change_lines(change, name))


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "change",
        type=int,
        nargs="?",
        metavar="改动",
        help="不写则列出待审的 / none lists what waits",
    )
    verdict = parser.add_mutually_exclusive_group()
    verdict.add_argument("--accept", action="store_true", help="通过 / accept")
    verdict.add_argument(
        "--send-back", metavar="意见", help="退回，写明意见 / send back with a word"
    )
    parser.add_argument("--by", default="", metavar="姓名", help="审核人 / reviewer")
    parser.add_argument("--word", default="", metavar="意见", help="通过时的意见 / a word")
    add_store(parser)


def _review(options: argparse.Namespace) -> None:
    sent_back = options.send_back is not None
    if options.change is None:
        _list(options, judges=sent_back or options.accept)
        return
    if not (sent_back or options.accept):
        raise DataError("请写明 --accept（通过）或 --send-back 意见（退回）")
    if not options.by.strip():
        raise DataError("请用 --by 写明审核人")
    if sent_back and not options.send_back.strip():
        raise DataError("退回须写明意见；请在 --send-back 后写出")
    options.why = options.send_back if sent_back else options.word or _ACCEPTED
    options.document = ""
    act, seq = act_of(options), options.change
    with opened(options) as store:
        ledger = store.writable()
        author = ledger.change(seq).by
        if installation(os.environ).others_only and same_person(author, act.by):
            raise DataError(f"改动 {seq} 是 {act.by} 自己的，按本单位的设置须由他人审核")
        change = ledger.review(seq, RETURNED if sent_back else ACCEPTED, act)
        _answer(options, change, ItemNames(store))


def _list(options: argparse.Namespace, *, judges: bool) -> None:
    if judges:
        raise DataError("请写明审核哪一次改动；不写 --accept、--send-back 则列出待审的")
    with opened(options) as store:
        found, names = store.writable().drafts(), ItemNames(store)
        told = [(each, names.of(each.table, each.item)) for each in found]
    lines = [line for each in told for line in change_lines(*each)]
    count = f"{len(told)} 条待审，先填的在前" if told else "没有待审的改动"
    answer(options, [change_json(*each) for each in told], [count, *lines])


VERBS = (
    LedgerVerb("undo", "撤销一次改动（撤销也可再撤销） / take a change back", _add_undo, _undo),
    LedgerVerb("review", "列出待审的，或审核：通过、退回 / review drafts", _add_review, _review),
)
