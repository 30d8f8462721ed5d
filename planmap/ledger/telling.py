"""`planmap ledger show`, `history`, `at`: what is known of an item, how it came about, and when."""

import argparse
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pandas import DataFrame

from geo.errors import DataError
from geo.exchange.command_options import add_store, answer, opened
from geo.overlay import PLACED_ITEMS, PLACEMENT
from geo.overlay.checking import writable
from geo.overlay.naming import name_of
from geo.overlay.published import published_values
from geo.overlay.wording import title_of
from geo.plan_data import PlanData
from geo.store import PlanStore
from planmap.ledger.items import ItemNames, add_item, table_of
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import (
    change_json,
    change_lines,
    line_of,
    time_words,
    value_words,
)

_EMPTY = "未填报"


def _add_show(parser: argparse.ArgumentParser) -> None:
    add_item(parser)
    add_store(parser)


def _show(options: argparse.Namespace) -> None:
    with opened(options) as store:
        plan = store.read()
        table = table_of(plan, options.item, options.table)
        if options.item not in plan.rows(table).index:
            raise DataError(f"{table} 里没有编号为“{options.item[:40]}”的要素；请核对编号")
        told = _item(store, plan, table, options.item)
    answer(options, told, _item_lines(told))


def _item(store: PlanStore, plan: PlanData, table: str, item: str) -> dict[str, Any]:
    state = store.states().get(table, DataFrame())
    rows = state[state["item"] == item].set_index("field") if len(state) else state
    places = PLACEMENT if table in PLACED_ITEMS else ()
    fields = dict.fromkeys([*(each.name for each in writable(table)), *places])
    now = published_values(plan, table, item, fields)
    values = {
        field: {"title": title_of(table, field), "value": now[field], **_origin(rows, field)}
        for field in fields
    }
    return {"table": table, "item": item, "name": name_of(plan, table, item), "values": values}


def _origin(rows: DataFrame, field: str) -> dict[str, Any]:
    if field not in rows.index:
        return {"change": None}
    row = rows.loc[field]
    return {
        "change": int(row["seq"]),
        "by": row["by"],
        "at": row["at"].isoformat(),
        "why": row["why"],
        "document": row["document"],
        "review": row["review"],
    }


def _item_lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['item']}  {line_of(told['name'])}"]
    for field, each in told["values"].items():
        value = value_words(field, each["value"]) if each["value"] is not None else _EMPTY
        origin = "规划原文" if each["value"] is not None else ""
        if each["change"] is not None:
            when = time_words(datetime.fromisoformat(each["at"]))
            state = f"，{each['review']}" if each["review"] else ""
            origin = f"改动 {each['change']}，{line_of(each['by'])}，{when}{state}"
        lines.append(f"    {each['title']}：{value}" + (f"（{origin}）" if origin else ""))
    return lines


def _add_history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", nargs="?", default=None, metavar="编号", help="只看这一项 / of one")
    parser.add_argument("--by", default="", metavar="姓名", help="只看此人的 / of one person")
    parser.add_argument("--since", type=int, default=0, metavar="改动", help="此号之后 / after it")
    parser.add_argument("--most", type=int, metavar="条", help="只看最新若干条 / the newest")
    parser.add_argument("--drafts", action="store_true", help="只看待审核的 / drafts alone")
    add_store(parser)


def _history(options: argparse.Namespace) -> None:
    if options.most is not None and options.most < 1:
        raise DataError(f"--most {options.most} 无效；应为不小于 1 的整数")
    with opened(options) as store:
        found = store.writable().history(item=options.item, since=options.since)
        names = ItemNames(store)
        found = [each for each in found if not options.by or each.by.startswith(options.by)]
        found = [each for each in found if not options.drafts or each.waits]
        found = found[-options.most :] if options.most else found
        told = [(each, names.of(each.table, each.item)) for each in found]
    lines = [line for each in told for line in change_lines(*each)] or ["没有改动"]
    answer(options, [change_json(*each) for each in told], lines)


def _add_at(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "date", metavar="日期", help="如 2026-03-31（含当日）或 2026-03-31T18:00 / date or time"
    )
    parser.add_argument("item", nargs="?", default=None, metavar="编号", help="只看这一项 / of one")
    add_store(parser)


def _at(options: argparse.Namespace) -> None:
    when = moment(options.date)
    with opened(options) as store:
        states, names = store.states(when), ItemNames(store)
        named = {
            each: names.of(table, each)
            for table, state in states.items()
            for each in state["item"].unique()
            if options.item in (None, each)
        }
    rows = [
        {
            "table": table,
            "item": row.item,
            "name": named[row.item],
            "field": row.field,
            "title": title_of(table, row.field),
            "value": row.value,
            "change": row.seq,
            "by": row.by,
            "at": row.at.isoformat(),
            "review": row.review,
        }
        for table, state in states.items()
        for row in state.sort_values(["item", "field"]).itertuples()
        if options.item in (None, row.item)
    ]
    answer(options, {"at": when.isoformat(), "values": rows}, _at_lines(when, rows))


def _at_lines(when: datetime, rows: list[dict[str, Any]]) -> list[str]:
    lines = [f"截至 {time_words(when)}：{len(rows)} 个填报值"]
    last = None
    for row in rows:
        if row["item"] != last:
            name = row["name"]
            lines.append(f"{name}（{row['item']}）" if name else str(row["item"]))
            last = row["item"]
        lines.append(
            f"    {row['title']}：{value_words(row['field'], row['value'])}"
            f"（改动 {row['change']}，{line_of(row['by'])}）"
        )
    return lines


def moment(words: str) -> datetime:
    """Return the time that words name; a day alone is its end, without zone this machine's.

    Raises
    ------
    DataError
        If they name none.
    """
    try:
        when = datetime.fromisoformat(words.strip())
        if len(words.strip()) <= len("2026-03-31"):
            when = datetime.combine(when.date(), time()) + timedelta(days=1, microseconds=-1)
        return when.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DataError(
            f"日期“{words[:30]}”无法识别；请写作 2026-03-31 或 2026-03-31T18:00"
        ) from error


VERBS = (
    LedgerVerb("show", "一项现在的值及其由来 / an item now", _add_show, _show),
    LedgerVerb("history", "改动记录 / changes", _add_history, _history),
    LedgerVerb("at", "某日台账所载 / the state at a date", _add_at, _at),
)
