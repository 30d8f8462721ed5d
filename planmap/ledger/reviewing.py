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
    opened_ledger,
)
from geo.installation import installation
from geo.ledger import ACCEPTED, RETURNED
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import change_json, change_lines

_UNDONE = "撤销"
_ACCEPTED = "审核通过"


def _add_change(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("change", type=int, metavar="改动", help="改动的编号 / number of a change")


def _add_undo(parser: argparse.ArgumentParser) -> None:
    _add_change(parser)
    add_act(parser, _UNDONE)
    add_store(parser)


def _undo(options: argparse.Namespace) -> None:
    with opened(options) as store:
        change = store.undo(options.change, act_of(options))
    answer(options, change_json(change), change_lines(change))


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_change(parser)
    verdict = parser.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--accept", action="store_true", help="通过 / accept")
    verdict.add_argument(
        "--send-back", metavar="意见", help="退回，写明意见 / send back with a word"
    )
    parser.add_argument("--by", required=True, metavar="姓名", help="审核人 / reviewer")
    parser.add_argument("--word", default="", metavar="意见", help="通过时的意见 / a word")
    add_store(parser)


def _review(options: argparse.Namespace) -> None:
    sent_back = options.send_back is not None
    if sent_back and not options.send_back.strip():
        raise DataError("退回须写明意见；请在 --send-back 后写出")
    options.why = options.send_back if sent_back else options.word or _ACCEPTED
    options.document = ""
    act, seq = act_of(options), options.change
    with opened_ledger(options) as ledger:
        if installation(os.environ).others_only and ledger.change(seq).by == act.by:
            raise DataError(f"改动 {seq} 是 {act.by} 自己的，按本单位的设置须由他人审核")
        change = ledger.review(seq, RETURNED if sent_back else ACCEPTED, act)
    answer(options, change_json(change), change_lines(change))


VERBS = (
    LedgerVerb("undo", "撤销一次改动（撤销也可再撤销） / take a change back", _add_undo, _undo),
    LedgerVerb("review", "审核草稿：通过或退回 / review a draft", _add_review, _review),
)
