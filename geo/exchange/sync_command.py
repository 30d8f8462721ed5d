"""`planmap ledger sync`: a file of changes for another store, one taken in, conflicts decided."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geo.atomic_file import write_whole
from geo.errors import DataError
from geo.exchange.change_text import written
from geo.exchange.command_options import (
    act_of,
    add_act,
    add_store,
    answer,
    now,
    opened,
    opened_ledger,
    words_of,
)
from geo.exchange.conflicts import OpenConflict, chosen
from geo.exchange.deciding import Choice, decide, waiting
from geo.exchange.exporting import export
from geo.exchange.taking import Taken, take
from geo.guarded.commands import SILENTLY, given
from geo.guarded.reading import changes
from geo.installation import installation
from geo.overlay.checking import field_of

WAITING = 1
"""Exit code where conflicts wait, or something was refused."""


def add_sync(parser: argparse.ArgumentParser) -> None:
    """Add the words of `sync`; each sets `run`."""
    verbs = parser.add_subparsers(required=True, metavar="export|merge|list|decide")
    out = verbs.add_parser("export", help="导出改动文件 / write a file of changes")
    out.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.json", help="改动文件")
    out.add_argument(
        "--since", type=int, default=0, metavar="N", help="只要编号大于 N 的改动（默认全部）"
    )
    out.add_argument("--no-attachments", action="store_true", help="不带附件 / without attachments")
    out.add_argument("--force", action="store_true", help="替换已有的文件 / replace the file")
    out.set_defaults(run=_export)
    merge = verbs.add_parser("merge", help="并入改动文件，列出冲突 / take in a file of changes")
    merge.add_argument("file", type=Path, metavar="FILE", help="对方导出的改动文件")
    merge.set_defaults(run=_merge)
    listed = verbs.add_parser("list", help="列出待定的冲突 / conflicts that wait")
    listed.set_defaults(run=_list)
    choice = verbs.add_parser("decide", help="裁定冲突 / decide conflicts of an item")
    choice.add_argument("item", metavar="编号", help="要素的编号 / id of an item")
    choice.add_argument("fields", nargs="*", metavar="字段", help="只裁定这些字段（默认全部）")
    choice.add_argument(
        "--take", required=True, choices=("对方", "本库"), help="采用哪一方 / whose values"
    )
    choice.set_defaults(run=_decide)
    for each in (out, merge, listed, choice):
        add_store(each)
    for each in (merge, choice):
        add_act(each)


def _export(options: argparse.Namespace) -> int:
    if options.out.exists() and not options.force:
        raise DataError(f"已有 {options.out.name}；请换一个名字，或加 --force 替换")
    with opened_ledger(options) as ledger:
        file = export(ledger, now(), since=options.since, attachments=not options.no_attachments)
    write_whole(options.out, written(file))
    told = {"file": str(options.out), "changes": len(file.changes), "until": file.until}
    line = f"已导出 {len(file.changes):,} 条改动到 {options.out}（下次可用 --since {file.until}）"
    answer(options, told, [line])
    return 0


def _merge(options: argparse.Namespace) -> int:
    file = changes(given(options.file), SILENTLY)
    with opened(options) as store:
        others = installation(os.environ).others_only
        taken = take(store, file, act_of(options), others_only=others)
    answer(options, _told(taken), _lines(taken))
    return WAITING if taken.waiting or taken.refused else 0


def _list(options: argparse.Namespace) -> int:
    with opened(options) as store:
        found = waiting(store)
    told = {"waiting": _plain(found)}
    answer(options, told, map(_line, found) if found else ["没有待定的冲突"])
    return WAITING if found else 0


def _decide(options: argparse.Namespace) -> int:
    with opened(options) as store:
        found = [each for each in waiting(store) if each.difference.item == options.item]
        table = found[0].difference.table if found else "projects"
        fields = [field_of(table, each) for each in options.fields]
        picked = chosen(found, options.item, fields)
        choice: Choice = "theirs" if options.take == "对方" else "ours"
        made = decide(store, picked, choice, act_of(options))
    told = {"decided": _plain(picked), "changes": [each.seq for each in made]}
    answer(options, told, [f"已裁定 {len(picked)} 处，采用{options.take}", *map(_line, picked)])
    return 0


def _told(taken: Taken) -> dict[str, Any]:
    return {
        "written": taken.written,
        "repeated": taken.repeated,
        "listed": taken.listed,
        "reviews": taken.reviews,
        "attached": taken.attached,
        "refused": [each._asdict() for each in taken.refused],
        "waiting": _plain(taken.waiting),
    }


def _lines(taken: Taken) -> list[str]:
    head = (
        f"并入 {taken.written:,} 条改动；已有 {taken.repeated:,} 条；"
        f"未全部并入 {taken.listed:,} 条；审核意见 {taken.reviews:,} 条；附件 {taken.attached:,} 个"
    )
    refused = [f"不能并入 {each.item}（{each.uid}）：{each.words}" for each in taken.refused]
    waits = [f"待定的冲突 {len(taken.waiting)} 处："] if taken.waiting else []
    return [head, *refused, *waits, *map(_line, taken.waiting)]


def _line(found: OpenConflict) -> str:
    return f"{words_of(found.difference)}（{found.by}：{found.why}）"


def _plain(found: Iterable[OpenConflict]) -> list[dict[str, Any]]:
    return [
        {
            **each.difference._asdict(),
            "by": each.by,
            "at": each.at.isoformat(),
            "why": each.why,
            "document": each.document,
        }
        for each in found
    ]
