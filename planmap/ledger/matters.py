"""`planmap ledger matter`: 问题与协调事项 of items, added, settled and listed; see also `set`."""

import argparse
from collections.abc import Mapping
from datetime import date
from secrets import token_hex
from typing import Any

from pandas import DataFrame

from geo.entering.dates import read_day
from geo.errors import DataError
from geo.exchange.command_options import act_of, add_act, add_as_of, add_store, answer, now, opened
from geo.ledger import Edit, Value
from geo.overlay.naming import name_of
from geo.schema.records import MATTER_KINDS, MATTER_STATES
from geo.store import PlanStore
from planmap.ledger.items import ItemNames
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import change_json, change_lines, line_of

TABLE = "matters"


def _add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="add|settle|list")
    new = verbs.add_parser("add", help="登记一件 / add one")
    new.add_argument("item", metavar="编号", help="所属项目的编号 / id of its item")
    new.add_argument("told", metavar="内容", help="是什么事 / what it is")
    new.add_argument("--kind", choices=MATTER_KINDS, default=MATTER_KINDS[0], help="类型 / kind")
    new.add_argument("--unit", default="", metavar="单位", help="办理单位 / who handles it")
    new.add_argument(
        "--raised", default="", metavar="日期", help="提出日期（默认今天） / raised on"
    )
    new.add_argument("--due", default="", metavar="日期", help="解决时限 / due on")
    new.set_defaults(run=_new)
    done = verbs.add_parser("settle", help="办结 / settle one")
    done.add_argument("matter", metavar="事项", help="事项的编号（list 列出） / its id")
    done.add_argument("--result", required=True, metavar="结果", help="办理结果 / what came of it")
    done.set_defaults(run=_settle)
    for each in (new, done):
        add_act(each)
        add_as_of(each)
    shown = verbs.add_parser("list", help="列出 / list them")
    shown.add_argument("item", nargs="?", default="", metavar="编号", help="只列该项目的 / of one")
    shown.add_argument("--open", action="store_true", help="只列未办结的 / not settled alone")
    shown.set_defaults(run=_list)
    for each in (new, done, shown):
        add_store(each)


def _new(options: argparse.Namespace) -> None:
    values: dict[str, Value] = {
        "item": options.item,
        "kind": options.kind,
        "told": options.told.strip(),
        "unit_in_charge": options.unit.strip() or None,
        "raised": _day(options.raised) or now().astimezone().date().isoformat(),
        "due": _day(options.due),
    }
    given = {field: value for field, value in values.items() if value is not None}
    _write(options, f"M-{token_hex(4)}", given)


def _settle(options: argparse.Namespace) -> None:
    with opened(options) as store:
        if options.matter not in store.read().rows(TABLE).index:
            raise DataError(
                f"没有编号为“{options.matter[:40]}”的事项；planmap ledger matter list 列出"
            )
    _write(options, options.matter, {"state": MATTER_STATES[-1], "result": options.result.strip()})


def _write(options: argparse.Namespace, matter: str, values: Mapping[str, Value]) -> None:
    with opened(options) as store:
        change = store.write(Edit(TABLE, matter, values, act_of(options)))
        name = ItemNames(store).of(TABLE, matter)
    answer(options, change_json(change, name), change_lines(change, name))


def _list(options: argparse.Namespace) -> None:
    with opened(options) as store:
        found = [_plain(store, str(key), row) for key, row in _rows(store, options).iterrows()]
    answer(options, {"matters": found}, map(_line, found) if found else ["没有问题与协调事项"])


def _rows(store: PlanStore, options: argparse.Namespace) -> DataFrame:
    plan = store.read()
    rows = plan.rows(TABLE)
    if options.item:
        if options.item not in plan.projects.index:
            raise DataError(f"没有编号为“{options.item[:40]}”的项目；请核对编号")
        rows = rows[rows["item"] == options.item]
    return rows[rows["state"] != MATTER_STATES[-1]] if options.open else rows


def _plain(store: PlanStore, key: str, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row
    told = {name: (value or None) for name, value in row.items() if isinstance(value, str)}
    name = name_of(store.read(), "projects", str(row["item"]))
    return {"matter_id": key, **told, "name": name}


def _line(told: dict[str, Any]) -> str:
    parts = [
        f"{told['kind']}：{line_of(told['told'])}",
        f"办理单位 {line_of(told['unit_in_charge'])}" if told["unit_in_charge"] else "",
        f"时限 {told['due']}" if told["due"] else "",
        f"结果：{line_of(told['result'])}" if told["result"] else "",
    ]
    words = "；".join(each for each in parts if each)
    return f"{told['matter_id']}  {told['state']}  {told['name']}（{told['item']}）  {words}"


def _day(text: str) -> str | None:
    if not text.strip():
        return None
    read = read_day(text)
    if read.wrong:
        raise DataError(read.wrong)
    return date.fromisoformat(str(read.value)).isoformat()


VERBS = (
    LedgerVerb(
        "matter",
        "问题与协调事项：登记、办结、列出 / matters of items",
        _add,
        example="例：planmap ledger matter add 编号 管线迁改 --kind 需协调事项 --unit 某局 "
        "--due 2023-06-30 --by 张三 --why 月度调度",
    ),
)
