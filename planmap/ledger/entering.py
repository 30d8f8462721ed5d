"""`planmap ledger set`: values of fields of an item."""

import argparse

from geo.exchange.command_options import act_of, add_act, add_as_of, add_store, answer, opened
from geo.ledger import Edit
from planmap.ledger.items import ItemNames, add_item, read_pairs, table_of
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import change_json, change_lines


def _add(parser: argparse.ArgumentParser) -> None:
    add_item(parser)
    parser.add_argument("pairs", nargs="+", metavar="字段=值", help="要写的值 / values")
    add_act(parser)
    add_as_of(parser)
    add_store(parser)


def _run(options: argparse.Namespace) -> None:
    with opened(options) as store:
        published, plan = store.published(), store.read()
        table = table_of(plan, options.item, options.table)
        told = read_pairs(table, options.pairs)
        change = store.write(Edit(table, options.item, told.values, act_of(options)), published)
        name = ItemNames(store).of(table, options.item)
    lines = [*change_lines(change, name), *(f"    {each}" for each in told.notes)]
    answer(options, change_json(change, name), lines)


VERBS = (
    LedgerVerb(
        "set",
        "填写要素的字段 / set fields of an item",
        _add,
        _run,
        "例：planmap ledger set 编号 状态=在建 形象进度=30 总投资=1.2亿 --as-of 2023-05-31 "
        "--by 张三 --why 月报",
    ),
)
