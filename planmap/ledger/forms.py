"""`planmap ledger form`, `merge`: Excel forms for units, and filled ones taken back."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from geo.atomic_file import write_set, write_whole
from geo.errors import DataError
from geo.exchange.command_options import act_of, add_store, answer, now, opened
from geo.exporting.model import File
from geo.forms.choices import ALL, json_of, line_of, picked
from geo.forms.comparison import FormComparison, FormDifference
from geo.forms.issuing import issue, issue_all, returned_form
from geo.forms.making import request
from geo.forms.merging import merge_form, usual_why
from geo.guarded.commands import SILENTLY, given
from geo.guarded.reading import form as read_form
from planmap.ledger.items import ItemNames
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import line_of as plain

WAITING: Final = 1
"""Exit code where differences were not taken."""


def _add_form(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--unit", default="", metavar="单位", help="责任单位或配合单位 / whose items"
    )
    whose.add_argument(
        "--whole", action="store_true", help="全部项目一张表 / one form of all items"
    )
    whose.add_argument(
        "--all", type=Path, metavar="DIR", help="每个单位一份，写进文件夹 / a form of every unit"
    )
    parser.add_argument(
        "--month", default="", metavar="2023-05", help="月报的月份 / month of a report"
    )
    parser.add_argument(
        "--all-funds", action="store_true", help="列出全部资金来源（默认只列用到的） / every fund"
    )
    parser.add_argument("-o", "--out", type=Path, metavar="FILE.xlsx", help="写到 / file to write")
    add_store(parser)


def _form(options: argparse.Namespace) -> None:
    asked = request(options.unit, options.month, all_funds=options.all_funds)
    if options.all is None and options.out is None:
        raise DataError("请用 -o 写明要写的文件，如 -o 住建局.xlsx")
    if options.all is not None and options.out is not None:
        raise DataError("--all 写进文件夹，不能同时用 -o")
    if options.out is not None and options.out.suffix.lower() != ".xlsx":
        raise DataError(f"{options.out.name} 的扩展名不可用；请写成 .xlsx")
    if options.unit is not None and not (options.unit.strip() or options.whole or options.all):
        raise DataError("请写明单位，或用 --whole、--all")
    with opened(options) as store:
        if options.all is None:
            made = {options.out: issue(store, asked, now())}
            write_whole(options.out, made[options.out].content)
        else:
            made = {options.all / each.name: each for each in issue_all(store, asked, now())}
            write_set({path: each.content for path, each in made.items()})
    _tell(options, made)


def _tell(options: argparse.Namespace, made: dict[Path, File]) -> None:
    told = [{"file": str(path), "bytes": len(each.content)} for path, each in made.items()]
    lines = [f"已写出 {path}" for path in made]
    answer(options, {"forms": told}, lines)


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="填好的表 / a filled form")
    parser.add_argument(
        "--accept", nargs="?", action="append", default=[], const=ALL, metavar="编号[.字段]",
        help="采纳并写入；不写编号为全部“改动”，冲突和清空须逐个写明；不用则只对照 / take",
    )  # fmt: skip
    parser.add_argument("--by", default="", metavar="姓名", help="由谁 / by whom")
    parser.add_argument(
        "--why", default="", metavar="理由", help="为什么（默认：单位和月份） / why"
    )
    parser.add_argument(
        "--document", default="", metavar="文件", help="依据文件（默认：表的文件名） / document"
    )
    add_store(parser)


def _merge(options: argparse.Namespace) -> int:
    sent = read_form(given(options.file), SILENTLY)
    with opened(options) as store:
        found = returned_form(store, sent)
        taken = picked(found, options.accept)
        options.why = options.why or usual_why(found)
        options.document = options.document or options.file.name
        wanted = taken or (options.accept and found.reporting)
        made = merge_form(store, found, taken, act_of(options)) if wanted else []
        names = ItemNames(store)
    left = [each for each in found.differences if each not in taken]
    _answer(options, found, names, (taken, left, [each.seq for each in made]))
    waits = found.reporting and not made
    return WAITING if waits or left or found.odd_rows or found.missing else 0


_Done = tuple[list[FormDifference], list[FormDifference], list[int]]


def _answer(
    options: argparse.Namespace, found: FormComparison, names: ItemNames, done: _Done
) -> None:
    taken, left, changes = done
    told: dict[str, Any] = {
        "form": found.identity.description if found.identity else "",
        "accepted": [json_of(each, names.of(each.table, each.item)) for each in taken],
        "changes": changes,
        "left": [json_of(each, names.of(each.table, each.item)) for each in left],
        "odd_rows": [each._asdict() for each in found.odd_rows],
        "beside": [each._asdict() for each in found.beside],
        "missing": list(found.missing),
        "notes": list(found.notes),
        "same": found.same,
        "both": found.both,
        "kept": found.kept,
        "reporting": [item for item, _ in found.reporting],
    }
    answer(options, told, _lines(found, names, done))


def _lines(found: FormComparison, names: ItemNames, done: _Done) -> Iterator[str]:
    taken, left, _ = done
    if found.identity:
        yield plain(found.identity.description)
    yield from map(plain, found.notes)
    for each in taken:
        yield f"已采纳  {line_of(each, names.of(each.table, each.item))}"
    for each in left:
        yield line_of(each, names.of(each.table, each.item))
    for row in found.odd_rows:
        yield plain(f"不认得的行  {row.cell}  {row.why}：{row.text}")
    for text in found.beside:
        about = "，".join(filter(None, [text.item, text.told]))
        yield plain(f"表外  {text.cell}  {text.text}" + (f"（{about}）" if about else ""))
    for item in found.missing:
        yield f"表中没有 {names.of('projects', item)}（{item}）；台账保持不变"
    if found.reporting:
        told = "已记为本月已报" if done[2] else "并入时记为本月已报"
        yield f"{len(found.reporting)} 个项目{told}"
    yield (
        f"没有改动 {found.same} 处，双方相同 {found.both} 处，只有台账改动 {found.kept} 处；"
        f"待定 {len(left)} 处"
    )


VERBS = (
    LedgerVerb(
        "form",
        "填报表：给单位的 Excel / Excel forms for units",
        _add_form,
        _form,
        "例：planmap ledger form --unit 区住建局 --month 2023-05 -o 住建局5月.xlsx",
    ),
    LedgerVerb(
        "merge",
        "对照、采纳填好的填报表 / take a filled form back",
        _add_merge,
        _merge,
        "例：planmap ledger merge 住建局5月.xlsx --accept --by 张三",
    ),
)
