"""`planmap ledger attach`: a photo or a PDF of an item, listed, taken out."""

import argparse
from pathlib import Path
from typing import Any

from geo.atomic_file import write_whole
from geo.errors import DataError
from geo.exchange.attachment_check import MOST_BYTES
from geo.exchange.attachments import POSITIONED, Attachment, attach, content, listed, withdraw
from geo.exchange.command_options import act_of, add_act, add_store, answer, opened, opened_ledger
from geo.guarded.commands import SILENTLY
from geo.guarded.reading import Sent, attachment
from geo.overlay import ITEMS


def add_attach(parser: argparse.ArgumentParser) -> None:
    """Add the words of `attach`; each sets `run`."""
    verbs = parser.add_subparsers(required=True, metavar="add|list|get|withdraw")
    add = verbs.add_parser("add", help="附上照片或 PDF / attach a file")
    add.add_argument("item", metavar="编号", help="要素的编号 / id of an item")
    add.add_argument("file", type=Path, metavar="FILE", help="JPEG、PNG 或 PDF")
    add.add_argument("--title", required=True, metavar="标题", help="标题 / title")
    add.add_argument("--table", choices=ITEMS, default=ITEMS[0], help="图层（默认 projects）")
    add.add_argument(
        "--change", type=int, default=0, metavar="N", help="属于该项目的哪次改动 / of which change"
    )
    add.set_defaults(run=_add)
    add_act(add, "附件")
    shown = verbs.add_parser("list", help="列出附件 / list them")
    shown.add_argument("item", nargs="?", metavar="编号", help="只列该要素的 / of one item")
    shown.set_defaults(run=_list)
    out = verbs.add_parser("get", help="取出附件 / take one out")
    out.add_argument("uid", metavar="附件", help="附件的编号（list 列出） / its id")
    out.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="写到")
    out.add_argument("--force", action="store_true", help="替换已有的文件 / replace the file")
    out.set_defaults(run=_get)
    gone = verbs.add_parser("withdraw", help="撤下附件，历史中仍保留 / show one no more")
    gone.add_argument("uid", metavar="附件", help="附件的编号（list 列出） / its id")
    gone.set_defaults(run=_withdraw)
    add_act(gone)
    for each in (add, shown, out, gone):
        add_store(each)


def _add(options: argparse.Namespace) -> int:
    size = options.file.stat().st_size
    if size > MOST_BYTES:
        raise DataError(f"{options.file.name} 超过 {MOST_BYTES // 2**20} MB；请压缩后再附")
    sent = options.file.read_bytes()
    checked = attachment(Sent(sent, options.file.name), SILENTLY)
    with opened(options) as store:
        if options.item not in store.read().rows(options.table).index:
            raise DataError(f"没有编号为“{options.item[:40]}”的要素；请核对编号")
        to = (options.table, options.item, options.change)
        made = attach(store.writable(), to, (options.title, sent), checked, act_of(options))
    answer(options, _plain(made), [f"已附上 {_line(made)}", *_warned(made)])
    return 0


def _list(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        found = listed(ledger, item=options.item)
    told = {"attachments": [_plain(each) for each in found]}
    answer(options, told, map(_line, found) if found else ["没有附件"])
    return 0


def _get(options: argparse.Namespace) -> int:
    if options.out.exists() and not options.force:
        raise DataError(f"已有 {options.out.name}；请换一个名字，或加 --force 替换")
    with opened_ledger(options) as ledger:
        made, whole = content(ledger, options.uid)
    write_whole(options.out, whole)
    answer(options, _plain(made), [f"已取出 {_line(made)}", *_warned(made)])
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        made = withdraw(ledger, options.uid, act_of(options))
    answer(options, _plain(made), [f"已撤下 {_line(made)}"])
    return 0


def _line(made: Attachment) -> str:
    kind = made.type.rpartition("/")[2].upper()
    size = f"{made.size / 1024:,.0f} KB"
    gone = f"，已由 {made.withdrawn.by} 撤下：{made.withdrawn.why}" if made.withdrawn else ""
    return f"{made.uid}  {made.item}  {made.title}（{kind}，{size}，{made.by}{gone}）"


def _warned(made: Attachment) -> list[str]:
    return [POSITIONED] if made.positioned else []


def _plain(made: Attachment) -> dict[str, Any]:
    gone = made.withdrawn
    told = {**gone._asdict(), "at": gone.at.isoformat()} if gone else None
    return {**made._asdict(), "at": made.at.isoformat(), "withdrawn": told}
